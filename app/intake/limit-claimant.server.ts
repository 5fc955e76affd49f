import { and, desc, eq, gt, ne, sql } from 'drizzle-orm'
import type { Tx } from '#app/db/db.server.ts'
import { proofOf } from '#app/mail/proof.ts'
import { isProvedLevel } from '#app/mail/sender.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { settledAccount } from './claimed-account.server.ts'
import { claimantMark, heldBack, mostCasesADay } from './limit-claimant.ts'
import { lockTickets } from './lock-tickets.server.ts'
import type { LookedUp } from './look-up.server.ts'

const dayMs = 86_400_000

/**
 * Holds claimants to their cases of the day: what one of them sends beyond joins his newest case about the same account,
 * where he proves that he is himself; else it opens a case that is set aside with the reason. Only his own mails count:
 * what somebody sends in his name without proof has a share of its own for each network.
 *
 * @param mails such as say nothing of each other, in particular none of one sender (see {@link countIndependent})
 */
export async function limitClaimants(tx: Tx, mails: readonly LookedUp[], now: Date): Promise<LookedUp[]> {
  const marks = mails.map(markOf)
  const opened = await countCases(
    tx,
    marks.filter((mark) => mark !== null),
    now,
  )
  const limited: LookedUp[] = []
  for (const [index, one] of mails.entries()) {
    const mark = marks[index] ?? null
    const enough = mark !== null && (opened.get(mark) ?? 0) >= mostCasesADay
    limited.push(enough ? await findPlace(tx, one, now) : one)
  }
  return limited
}

/** Null for a mail that opens no case of a claimant, and for old mail, which came over years. */
function markOf({ named, mail, reading }: LookedUp): string | null {
  if (named !== null || mail.backfilled || reading.kind !== 'recovery') return null
  return claimantMark(reading.sightings)
}

/** How many cases each opened within the day before this one, which is counted from now on unless it is one too many. */
async function countCases(tx: Tx, marks: readonly string[], now: Date): Promise<Map<string, number>> {
  if (marks.length === 0) return new Map()
  const since = new Date(now.getTime() - dayMs).toISOString()
  const rows = await tx.execute<{ mark: string; cases: number }>(sql`
    with counted as (
      select given.mark, (
        select count(*)::int from (
          select 1 from sightings where sightings.mark = given.mark and seen_at > ${since}::timestamptz
          limit ${mostCasesADay}
        ) seen
      ) as cases
      from unnest(string_to_array(${marks.join(',')}, ',')::bigint[]) given (mark)
    ),
    kept as (
      insert into sightings (mark, seen_at)
      select mark, ${now.toISOString()}::timestamptz from counted where cases < ${mostCasesADay}
    )
    select mark::text as mark, cases from counted`)
  return new Map(rows.map(({ mark, cases }) => [mark, cases]))
}

async function findPlace(tx: Tx, one: LookedUp, now: Date): Promise<LookedUp> {
  const { account, reading } = one
  const proved = isProvedLevel(proofOf(reading.verdict))
  const named = proved && account ? await findNewest(tx, account.number, reading.verdict.address, now) : null
  return named
    ? { ...one, named }
    : { ...one, reading: heldBack(reading), account: null, foundBy: null, heldBack: true }
}

async function findNewest(
  tx: Tx,
  accountNumber: string,
  senderAddress: string | null,
  now: Date,
): Promise<LookedUp['named']> {
  if (senderAddress === null) return null
  const [newest] = await tx
    .select({ id: tickets.id })
    .from(tickets)
    .where(
      and(
        eq(tickets.senderAddress, senderAddress),
        eq(tickets.accountNumber, accountNumber),
        eq(tickets.category, 'recovery'),
        ne(tickets.state, 'set_aside'),
        gt(tickets.openedAt, new Date(now.getTime() - dayMs)),
      ),
    )
    .orderBy(desc(tickets.openedAt), desc(tickets.id))
    .limit(1)
  if (!newest) return null
  const found = (await lockTickets(tx, [newest.id])).get(newest.id)
  // One that facts alone led to may turn out to be another's when it is weighed with this mail.
  return found && settledAccount(found.ticket) === accountNumber ? { ...found, hint: 'number' } : null
}
