import { and, asc, eq, inArray, lte } from 'drizzle-orm'
import { appendAudit } from '#app/audit/audit.server.ts'
import type { Db, Tx } from '#app/db/db.server.ts'
import { underWay } from '#app/resets/approval.ts'
import { type Approval, askToEndHold, lockApproval, voidApproval } from '#app/resets/approvals.server.ts'
import { approvals } from '#drizzle/schema/approvals.ts'
import { decisions } from '#drizzle/schema/decisions.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { findVoidReason } from './approval-ground.server.ts'
import { isSecond, listSeconds } from './begin-approval.server.ts'
import { drawSecond } from './draw-second.ts'

/** So long a proposal waits for one second person; then the desk draws another, in milliseconds. */
const secondAnswersWithinMs = 24 * 60 * 60_000

/** A look takes so many at most; a desk has few at a time, for each is two people's work. */
const mostLooked = 1_000

/** What was done by one look. */
export type Watched = { voided: number; redrawn: number; asked: number }

/**
 * Looks after every approval that waits or rests: one of which the ground is gone is void at once, not only when its hold
 * ends; a second person who left or does not answer is replaced; a hold that ended while its job was lost is asked for.
 *
 * @param key env.keys.messageId
 */
export async function watchApprovals(db: Db, { key, now }: { key: Uint8Array; now: Date }): Promise<Watched> {
  const watched: Watched = { voided: 0, redrawn: 0, asked: 0 }
  const live = await db
    .select({ id: approvals.id })
    .from(approvals)
    .where(inArray(approvals.state, [...underWay]))
    .orderBy(asc(approvals.id))
    .limit(mostLooked)
  for (const { id } of live) {
    const done = await db.transaction((tx) => look(tx, { approvalId: id, key, now }))
    if (done) watched[done] += 1
  }
  const overdue = await db
    .select({ id: approvals.id })
    .from(approvals)
    .where(and(eq(approvals.state, 'holding'), lte(approvals.holdUntil, new Date(now.getTime() - overdueMs))))
    .orderBy(asc(approvals.holdUntil))
    .limit(mostLooked)
  for (const { id } of overdue) await askToEndHold(db, id, null)
  return { ...watched, asked: overdue.length }
}

const overdueMs = 60_000

async function look(
  tx: Tx,
  { approvalId, key, now }: { approvalId: number; key: Uint8Array; now: Date },
): Promise<'voided' | 'redrawn' | null> {
  const locked = await lockApproval(tx, approvalId)
  if (!locked || !underWay.includes(locked.approval.state)) return null
  const reason = await findVoidReason(tx, locked.approval, locked.ticket, now)
  if (reason) {
    await voidApproval(tx, locked.approval, reason, now)
    return 'voided'
  }
  return locked.approval.state === 'waiting' && (await redraw(tx, locked.approval, key, now)) ? 'redrawn' : null
}

async function redraw(tx: Tx, approval: Approval, key: Uint8Array, now: Date): Promise<boolean> {
  const { id, ticketId, accountNumber, decidedBy, secondBy, drawnAt, decisionId, createdAt } = approval
  const waited = now.getTime() - (drawnAt ?? createdAt).getTime()
  const there = secondBy !== null && (await isSecond(tx, secondBy))
  if (there && waited < secondAnswersWithinMs) return false
  const [first] = await tx
    .select({ evidenceHash: decisions.evidenceHash })
    .from(decisions)
    .where(eq(decisions.id, decisionId))
  if (!first) throw new Error(`Approval ${id} stands on no decision`)
  // Each day of waiting is another turn, so that two who are away are not drawn in turn for ever.
  const turn = 1 + Math.floor((now.getTime() - createdAt.getTime()) / secondAnswersWithinMs)
  const except = [decidedBy, ...(secondBy ? [secondBy] : [])]
  const drawn = drawSecond(key, { ticketId, evidenceHash: first.evidenceHash, turn }, await listSeconds(tx), except)
  if (drawn === null) return false
  await tx.update(approvals).set({ secondBy: drawn, drawnAt: now }).where(eq(approvals.id, id))
  await tx.update(tickets).set({ changedAt: now }).where(eq(tickets.id, ticketId))
  const details = { approval: id, drawn, before: secondBy, turn }
  await appendAudit(tx, [{ verb: 'second_drawn', at: now, staffId: null, ticketId, accountNumber, details }])
  return true
}
