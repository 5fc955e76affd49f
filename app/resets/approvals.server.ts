import { and, eq, inArray, sql } from 'drizzle-orm'
import { appendAudit } from '#app/audit/audit.server.ts'
import type { Db, Tx } from '#app/db/db.server.ts'
import { queueLetter } from '#app/outbox/outbox.server.ts'
import { accounts } from '#drizzle/schema/accounts.ts'
import { approvals } from '#drizzle/schema/approvals.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { endHoldTask, underWay } from './approval.ts'
import { channelsOf } from './channels.server.ts'

export type Approval = typeof approvals.$inferSelect

/**
 * An approval with its rows locked against decisions and contests, always in the order ticket, account, approval; null
 * where there is none.
 */
export async function lockApproval(
  tx: Tx,
  approvalId: number,
): Promise<{ approval: Approval; ticket: typeof tickets.$inferSelect } | null> {
  const [seen] = await tx
    .select({ ticketId: approvals.ticketId, accountNumber: approvals.accountNumber })
    .from(approvals)
    .where(eq(approvals.id, approvalId))
  if (!seen) return null
  const [ticket] = await tx.select().from(tickets).where(eq(tickets.id, seen.ticketId)).for('update')
  await tx
    .select({ number: accounts.number })
    .from(accounts)
    .where(eq(accounts.number, seen.accountNumber))
    .for('no key update')
  const [approval] = await tx.select().from(approvals).where(eq(approvals.id, approvalId)).for('update')
  return approval && ticket ? { approval, ticket } : null
}

/** The approval of a case that may still come to a link, locked; to be called once the case itself is. */
export async function lockApprovalUnderWay(tx: Tx, ticketId: number): Promise<Approval | null> {
  const [approval] = await tx
    .select()
    .from(approvals)
    .where(and(eq(approvals.ticketId, ticketId), inArray(approvals.state, [...underWay])))
    .for('update')
  return approval ?? null
}

/** Those of several cases, locked; to be called once the cases themselves are. */
export function lockApprovalsUnderWay(tx: Tx, ticketIds: readonly number[]): Promise<Approval[]> {
  return tx
    .select()
    .from(approvals)
    .where(and(inArray(approvals.ticketId, [...ticketIds]), inArray(approvals.state, [...underWay])))
    .orderBy(approvals.id)
    .for('update')
}

/** Ends an approval for good; what becomes of the case is for the caller. */
export async function endApproval(
  tx: Tx,
  approval: Approval,
  { state, reason, now }: { state: 'void' | 'refused'; reason: string; now: Date },
): Promise<void> {
  await tx.update(approvals).set({ state, endReason: reason, endedAt: now }).where(eq(approvals.id, approval.id))
}

/** Ends an approval of which the ground is gone, and gives its case back to everybody. */
export async function voidApproval(tx: Tx, approval: Approval, reason: string, now: Date): Promise<void> {
  await endApproval(tx, approval, { state: 'void', reason, now })
  const { id, ticketId, accountNumber } = approval
  await tx
    .update(tickets)
    .set({ state: 'new', assigneeId: null, leaseUntil: null, version: sql`${tickets.version} + 1`, changedAt: now })
    .where(and(eq(tickets.id, ticketId), inArray(tickets.state, ['proposed', 'held'])))
  await appendAudit(tx, [
    { verb: 'approval_voided', at: now, staffId: null, ticketId, accountNumber, details: { approval: id, reason } },
  ])
}

type Mailing = { host: string; messageIdKey: Uint8Array }

/**
 * Tells every channel of the account that a hold began and how to stop it, and has a worker end it in time.
 *
 * @returns how many channels were told
 */
export async function tellOfHold(tx: Tx, approval: Approval, mailing: Mailing & { now: Date }): Promise<number> {
  const channels = await channelsOf(tx, approval.accountNumber, mailing.now)
  const { ticketId, id: approvalId } = approval
  // Whoever reads there need not be the writer of the case: both languages.
  for (const recipient of channels)
    await queueLetter(tx, {
      ticketId,
      approvalId,
      kind: 'hold',
      language: 'both',
      recipient,
      automatic: false,
      ...mailing,
    })
  await askToEndHold(tx, approvalId, approval.holdUntil)
  return channels.length
}

/** Asks a worker to end a hold, now or at a time; a job for the same hold that waits is moved, not doubled. */
export async function askToEndHold(db: Db | Tx, approvalId: number, at: Date | null): Promise<void> {
  const payload = JSON.stringify({ approvalId })
  await db.execute(
    sql`select latchkey_add_job(${endHoldTask}, ${payload}::json, ${at?.toISOString() ?? null}::timestamptz, ${`hold-${approvalId}`})`,
  )
}
