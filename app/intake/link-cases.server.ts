import type { Tx } from '#app/db/db.server.ts'
import { ticketLinks } from '#drizzle/schema/ticket-links.ts'

/** Ties cases that one mail opened to each other, each to each: one list of their numbers a mail. */
export async function linkCases(tx: Tx, opened: readonly (readonly number[])[], now: Date): Promise<void> {
  const pairs = opened.flatMap((ids) => ids.flatMap((from, index) => ids.slice(index + 1).map((to) => ({ from, to }))))
  if (pairs.length === 0) return
  await tx.insert(ticketLinks).values(
    pairs.map(({ from, to }) => ({
      kind: 'linked' as const,
      fromTicketId: from,
      toTicketId: to,
      before: { state: 'new' as const, assigneeId: null },
      madeAt: now,
    })),
  )
}
