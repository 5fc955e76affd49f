import { eq, sql } from 'drizzle-orm'
import { appendAudit } from '#app/audit/audit.server.ts'
import type { Db, Tx } from '#app/db/db.server.ts'
import { letterLanguage } from '#app/outbox/letter.ts'
import { queueLetter } from '#app/outbox/outbox.server.ts'
import { askToEndHold, lockApproval, voidApproval } from '#app/resets/approvals.server.ts'
import { createReset, resetsAreStopped } from '#app/resets/reset.server.ts'
import { approvals } from '#drizzle/schema/approvals.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { findVoidReason } from './approval-ground.server.ts'
import { lastMessageId } from './decide.server.ts'
import type { DecisionKeys } from './decision-keys.server.ts'

type Ending = { approvalId: number; now: Date; keys: DecisionKeys }

/** What became of a hold; `later` says when it is looked at again. */
export type HoldEnd = 'link made' | 'not holding' | 'later' | 'stopped' | 'not confirmed' | 'void'

/** How long a hold waits before it is looked at again whether resets are still stopped, in milliseconds. */
const stopRestMs = 60_000

/** How long a link that may not go out now waits: another is on its way, or the sender had his of the day. */
const refusedRestMs = 15 * 60_000

/** Leaves the transaction with nothing changed. */
class MayNotNow extends Error {}

/**
 * Ends a hold by making its link and queueing its letter, in one transaction: if its time is over by the desk's clock
 * and by the database's, resets are not stopped, a new address has confirmed itself, and all that it was approved on
 * still stands. Where it no longer stands the approval is void and the case waits for an agent.
 */
export async function endHold(db: Db, ending: Ending): Promise<HoldEnd> {
  try {
    return await db.transaction((tx) => endInside(tx, ending))
  } catch (error) {
    if (!(error instanceof MayNotNow)) throw error
    await askToEndHold(db, ending.approvalId, new Date(ending.now.getTime() + refusedRestMs))
    return 'later'
  }
}

async function endInside(tx: Tx, { approvalId, now, keys }: Ending): Promise<HoldEnd> {
  const locked = await lockApproval(tx, approvalId)
  if (locked?.approval.state !== 'holding' || !locked.approval.holdUntil) return 'not holding'
  const { approval, ticket } = locked
  const { ticketId, accountNumber } = approval
  const { holdUntil } = locked.approval
  const databaseNow = await readDatabaseClock(tx)
  // The clock that is behind counts: one that runs fast ends no hold.
  const behind = databaseNow < now ? databaseNow : now
  const ahead = databaseNow < now ? now : databaseNow
  if (behind < holdUntil) {
    const lag = ahead.getTime() - behind.getTime()
    await askToEndHold(tx, approvalId, new Date(holdUntil.getTime() + lag))
    return 'later'
  }
  const reason = await findVoidReason(tx, approval, ticket, ahead)
  if (reason) {
    await voidApproval(tx, approval, reason, now)
    return 'void'
  }
  if (await resetsAreStopped(tx)) {
    await askToEndHold(tx, approvalId, new Date(now.getTime() + stopRestMs))
    return 'stopped'
  }
  if (approval.route === 'new-address' && approval.confirmedAt === null) return 'not confirmed'
  await tx.update(approvals).set({ state: 'released', endedAt: now }).where(eq(approvals.id, approvalId))
  const decisionId = approval.secondDecisionId ?? approval.decisionId
  const made = await createReset(tx, {
    ticketId,
    decisionId,
    accountNumber,
    now,
    key: keys.resetTokenKey,
    approval: { id: approvalId, target: approval.target },
  })
  if ('refusal' in made) throw new MayNotNow(made.refusal)
  await tx
    .update(tickets)
    .set({ state: 'link_sent', version: ticket.version + 1, changedAt: now })
    .where(eq(tickets.id, ticketId))
  await queueLetter(tx, {
    ticketId,
    kind: 'link',
    language: letterLanguage(ticket.language),
    recipient: approval.target,
    automatic: false,
    resetId: made.resetId,
    inReplyTo: await lastMessageId(tx, ticketId, approval.target),
    now,
    ...keys,
  })
  const details = { approval: approvalId, decision: decisionId, reset: made.resetId, route: approval.route }
  await appendAudit(tx, [{ verb: 'hold_ended', at: now, staffId: null, ticketId, accountNumber, details }])
  return 'link made'
}

async function readDatabaseClock(tx: Tx): Promise<Date> {
  const [clock] = await tx.execute<{ ms: string }>(sql`select extract(epoch from now()) * 1000 as ms`)
  return new Date(Number(clock?.ms))
}
