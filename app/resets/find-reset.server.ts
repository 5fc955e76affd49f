import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Db, Tx } from '#app/db/db.server.ts'
import { accounts } from '#drizzle/schema/accounts.ts'
import { approvals } from '#drizzle/schema/approvals.ts'
import { letters } from '#drizzle/schema/letters.ts'
import { resets } from '#drizzle/schema/resets.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import type { ResetStanding } from './reset-token.ts'

export type FoundReset = ResetStanding & {
  id: number
  ticketId: number
  accountNumber: string
  createdAt: Date
  account: { handle: string | null; nickname: string | null }
  /** The reset's own ticket first. A live link is sent again for a later ticket of the account: that one is here too. */
  tickets: { id: number; state: string; language: 'en' | 'zh' | 'other' }[]
}

/** One reset with all that decides whether it works. */
export async function findReset(
  db: Db | Tx,
  by: { tokenHash: Uint8Array } | { id: number },
): Promise<FoundReset | null> {
  const [row] = await db
    .select({
      id: resets.id,
      ticketId: resets.ticketId,
      accountNumber: resets.accountNumber,
      sentTo: resets.sentTo,
      emailVersion: resets.emailVersion,
      state: resets.state,
      expiresAt: resets.expiresAt,
      tries: resets.tries,
      createdAt: resets.createdAt,
      newAddress: sql<boolean>`coalesce(${approvals.route} = 'new-address' and ${approvals.state} = 'released', false)`,
      account: {
        registeredEmail: accounts.registeredEmail,
        emailVersion: accounts.emailVersion,
        handle: accounts.handle,
        nickname: accounts.nickname,
      },
    })
    .from(resets)
    .innerJoin(accounts, eq(accounts.number, resets.accountNumber))
    .leftJoin(approvals, eq(approvals.id, resets.approvalId))
    .where('id' in by ? eq(resets.id, by.id) : eq(resets.tokenHash, by.tokenHash))
  if (!row) return null
  const rows = await db
    .select({ id: tickets.id, state: tickets.state, language: tickets.language })
    .from(tickets)
    .where(inArray(tickets.id, await ticketIdsOf(db, row.id, row.ticketId)))
    .orderBy(sql`${tickets.id} <> ${row.ticketId}`, tickets.id)
  return { ...row, tickets: rows, ticketStates: rows.map(({ state }) => state) }
}

/**
 * The same with its rows locked against decisions, sign-ins and other clicks, always in the order ticket, account,
 * reset: so two who lock never wait for each other.
 */
export async function lockReset(tx: Tx, by: { tokenHash: Uint8Array } | { id: number }): Promise<FoundReset | null> {
  const seen = await findReset(tx, by)
  if (!seen) return null
  await tx
    .select({ id: tickets.id })
    .from(tickets)
    .where(
      inArray(
        tickets.id,
        seen.tickets.map(({ id }) => id),
      ),
    )
    .orderBy(tickets.id)
    .for('update')
  await tx
    .select({ number: accounts.number })
    .from(accounts)
    .where(eq(accounts.number, seen.accountNumber))
    .for('no key update')
  await tx.select({ id: resets.id }).from(resets).where(eq(resets.id, seen.id)).for('update')
  return findReset(tx, { id: seen.id })
}

async function ticketIdsOf(db: Db | Tx, resetId: number, own: number): Promise<number[]> {
  const rows = await db
    .selectDistinct({ ticketId: letters.ticketId })
    .from(letters)
    .where(and(eq(letters.resetId, resetId), eq(letters.kind, 'link')))
  return [...new Set([own, ...rows.map(({ ticketId }) => ticketId)])]
}
