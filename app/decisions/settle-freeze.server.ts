import { and, eq, inArray, isNull, or } from 'drizzle-orm'
import { appendAudit } from '#app/audit/audit.server.ts'
import type { Db } from '#app/db/db.server.ts'
import { readActivePolicy } from '#app/evidence/policies.server.ts'
import { weighTicket } from '#app/intake/weigh.server.ts'
import type { Person } from '#app/staff/person.ts'
import { approvals } from '#drizzle/schema/approvals.ts'
import { contests, resets } from '#drizzle/schema/resets.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import type { Refusal } from './decide.ts'
import { findFreezeObstacle } from './settle-freeze.ts'

/**
 * Ends a freeze after a supervisor has looked into it: every contest of the account counts as settled, the case is
 * weighed anew and waits for an agent again. Nothing is approved or refused by it.
 */
export function settleFreeze(
  db: Db,
  asked: { ticketId: number; version: number; reason: string; person: Person; now: Date },
): Promise<{ version: number } | Refusal> {
  const { ticketId, reason, person, now } = asked
  return db.transaction(async (tx) => {
    const [ticket] = await tx.select().from(tickets).where(eq(tickets.id, ticketId)).for('update')
    if (!ticket) return { refusal: `There is no case ${ticketId}.` }
    const obstacle = findFreezeObstacle(ticket, asked, person)
    if (obstacle) return obstacle
    const settled = ticket.accountNumber
      ? await tx
          .update(contests)
          .set({ settledAt: now, settledBy: person.id })
          .where(
            and(
              isNull(contests.settledAt),
              or(
                inArray(
                  contests.resetId,
                  tx.select({ id: resets.id }).from(resets).where(eq(resets.accountNumber, ticket.accountNumber)),
                ),
                inArray(
                  contests.approvalId,
                  tx
                    .select({ id: approvals.id })
                    .from(approvals)
                    .where(eq(approvals.accountNumber, ticket.accountNumber)),
                ),
              ),
            ),
          )
          .returning({ id: contests.id })
      : []
    const version = ticket.version + 1
    await tx
      .update(tickets)
      .set({ state: 'new', assigneeId: null, leaseUntil: null, version, changedAt: now })
      .where(eq(tickets.id, ticketId))
    if (ticket.category === 'recovery')
      await weighTicket(tx, { ticketId, policy: await readActivePolicy(tx, now), now })
    const details = { reason: reason.trim(), contests: settled.map(({ id }) => id) }
    await appendAudit(tx, [
      { verb: 'freeze_settled', at: now, staffId: person.id, ticketId, accountNumber: ticket.accountNumber, details },
    ])
    return { version }
  })
}
