import { asc, inArray, lte } from 'drizzle-orm'
import { appendAudit } from '#app/audit/audit.server.ts'
import type { Db } from '#app/db/db.server.ts'
import { tickets } from '#drizzle/schema/tickets.ts'

const batchSize = 200

/**
 * Takes cases back into the queue whose rest is over. Their version stays: nothing that a ruling rests on has changed.
 *
 * @returns how many
 */
export async function wakeSnoozed(db: Db, now: Date): Promise<number> {
  let woken = 0
  for (;;) {
    const batch = await db.transaction(async (tx) => {
      const due = await tx
        .select({ id: tickets.id, accountNumber: tickets.accountNumber, until: tickets.snoozedUntil })
        .from(tickets)
        .where(lte(tickets.snoozedUntil, now))
        .orderBy(asc(tickets.snoozedUntil), asc(tickets.id))
        .limit(batchSize)
        .for('update', { skipLocked: true })
      if (due.length === 0) return 0
      const ids = due.map(({ id }) => id)
      await tx.update(tickets).set({ snoozedUntil: null, changedAt: now }).where(inArray(tickets.id, ids))
      await appendAudit(
        tx,
        due.map(({ id, accountNumber, until }) => ({
          verb: 'ticket_woken' as const,
          at: now,
          staffId: null,
          ticketId: id,
          accountNumber,
          details: { until: until?.toISOString() ?? null },
        })),
      )
      return due.length
    })
    woken += batch
    if (batch < batchSize) return woken
  }
}
