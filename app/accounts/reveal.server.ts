import { and, eq, gt, sql } from 'drizzle-orm'
import { appendAudit } from '#app/audit/audit.server.ts'
import { recordRead } from '#app/audit/reads.server.ts'
import type { Db, Tx } from '#app/db/db.server.ts'
import { accounts } from '#drizzle/schema/accounts.ts'
import { reads } from '#drizzle/schema/reads.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import {
  findRevealObstacle,
  type RevealField,
  type RevealRefusal,
  type RevealRequest,
  revealBudget,
  revealedPart,
} from './reveal.ts'

export type Revealing = RevealRequest & { ticketId: number; staffId: string; now: Date }

/** `left`: how many more the person may reveal for now. */
export type Revealed =
  | { field: RevealField; value: string; left: number }
  | { field: RevealField; refusal: RevealRefusal }

/** Any number will do, as long as nothing else locks it; the second half of the lock is the person. */
const revealLock = 7_215_885
const hourMs = 3_600_000

/**
 * Reveals one field of a case's account to one person, within a budget, for a reason. The row that counts against the
 * budget and the audit entry are written in the same transaction; neither holds the value.
 */
export function revealField(db: Db, { ticketId, field, reason, staffId, now }: Revealing): Promise<Revealed> {
  return db.transaction(async (tx) => {
    const refuse = (refusal: RevealRefusal) => ({ field, refusal })
    // One after the other for each person: two at once would both see the last of the budget.
    await tx.execute(sql`select pg_advisory_xact_lock(${revealLock}, hashtext(${staffId}))`)
    const spent = await countRevealed(tx, staffId, now)
    const obstacle = findRevealObstacle(reason, spent)
    if (obstacle) return refuse(obstacle)
    const [ticket] = await tx
      .select({ accountNumber: tickets.accountNumber })
      .from(tickets)
      .where(eq(tickets.id, ticketId))
    if (!ticket) return refuse('no case')
    const { accountNumber } = ticket
    const account = accountNumber === null ? null : await readAccount(tx, accountNumber)
    if (!account) return refuse('no account')
    const value = revealedPart(account, field)
    if (value === null) return refuse('not held')
    await recordRead(tx, { staffId, kind: 'revealed', subject: field, ticketId, accountNumber, reason, now })
    await appendAudit(tx, [
      { verb: 'account_field_revealed', at: now, staffId, ticketId, accountNumber, details: { field, reason } },
    ])
    const left = Math.min(revealBudget.hour - spent.hour, revealBudget.day - spent.day) - 1
    return { field, value, left }
  })
}

async function countRevealed(tx: Tx, staffId: string, now: Date): Promise<{ hour: number; day: number }> {
  const dayAgo = new Date(now.getTime() - 24 * hourMs)
  // At most as many rows as the day's budget.
  const rows = await tx
    .select({ at: reads.at })
    .from(reads)
    .where(and(eq(reads.staffId, staffId), eq(reads.kind, 'revealed'), gt(reads.at, dayAgo)))
  return { hour: rows.filter(({ at }) => now.getTime() - at.getTime() < hourMs).length, day: rows.length }
}

async function readAccount(tx: Tx, number: string) {
  const { registeredEmail, nickname, realName, birthDate, province, city, phone, signedUpAt } = accounts
  const [account] = await tx
    .select({ registeredEmail, nickname, realName, birthDate, province, city, phone, signedUpAt })
    .from(accounts)
    .where(eq(accounts.number, number))
  return account ?? null
}
