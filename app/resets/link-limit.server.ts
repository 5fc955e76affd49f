import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '#app/db/db.server.ts'

/** So many letters with a link a claimant gets within a day, a live link that is sent again among them. */
const mostLinksADay = 3

const dayMs = 86_400_000

type Claimant = { sender: string | null; account: string | null; proved: boolean }

/**
 * Whether the claimant of a case has had his links of the day. A claimant is a sender: nobody's links are used up by what
 * others send for the same account, nor by cases that somebody opened in his name without proof.
 */
export async function hadLinksOfTheDay(tx: Tx, ticketId: number, now: Date): Promise<boolean> {
  const [claimant] = await tx.execute<Claimant>(sql`
    select sender_address as sender, account_number as account, ${openedWithProof} as proved
    from tickets where id = ${ticketId}`)
  if (!claimant) throw new Error(`There is no ticket ${ticketId} to count links of`)
  const { sender, account, proved } = claimant
  // One after the other for a sender, so that rulings at the same time are counted too.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`links ${sender ?? ''}`}, 0))`)
  const since = new Date(now.getTime() - dayMs).toISOString()
  // Mails without one sender may be anybody's: they are one claimant for each account.
  const his =
    sender === null ? sql`sender_address is null and account_number = ${account}` : sql`sender_address = ${sender}`
  const [sent] = await tx.execute<{ many: number }>(sql`
    select count(*)::int as many from tickets join letters on letters.ticket_id = tickets.id
    where ${his} and letters.kind = 'link' and letters.state <> 'suppressed'
      and letters.created_at > ${since}::timestamptz and ${openedWithProof} = ${proved}`)
  return (sent?.many ?? 0) >= mostLinksADay
}

/** Whether the mail that opened a case proves that it came from the case's sender. */
const openedWithProof: SQL = sql`coalesce((
  select m.proved and m.sender_address = tickets.sender_address from messages m
  where m.ticket_id = tickets.id and not m.quarantined order by m.id limit 1
), false)`
