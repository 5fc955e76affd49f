import { and, eq, inArray, isNull } from 'drizzle-orm'
import { appendAudit } from '#app/audit/audit.server.ts'
import type { Tx } from '#app/db/db.server.ts'
import { undecidedStates } from '#app/tickets/ticket.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { behindMs } from './stand-behind.ts'
import type { Weighed } from './weigh.server.ts'

/**
 * Lets cases rest that stand behind another of their account (see {@link standsBehind}): they are found among the
 * snoozed ones and come back by themselves. The desk still asks for more, and whoever must be helped at once never rests.
 */
export async function restBehind(tx: Tx, weighed: readonly Weighed[], now: Date): Promise<void> {
  const behind = weighed.filter((one) => one.behind).map(({ ticketId }) => ticketId)
  if (behind.length === 0) return
  const until = new Date(now.getTime() + behindMs)
  const resting = await tx
    .update(tickets)
    .set({ snoozedUntil: until })
    .where(
      and(
        inArray(tickets.id, behind),
        inArray(tickets.state, [...undecidedStates]),
        eq(tickets.category, 'recovery'),
        isNull(tickets.difficulty),
        isNull(tickets.escalatedAt),
      ),
    )
    .returning({ id: tickets.id, accountNumber: tickets.accountNumber })
  await appendAudit(
    tx,
    resting
      .sort((one, other) => one.id - other.id)
      .map(({ id, accountNumber }) => ({
        verb: 'ticket_stood_behind' as const,
        at: now,
        staffId: null,
        ticketId: id,
        accountNumber,
        details: { until: until.toISOString() },
      })),
  )
}
