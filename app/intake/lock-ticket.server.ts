import { eq } from 'drizzle-orm'
import type { Tx } from '#app/db/db.server.ts'
import { staff } from '#drizzle/schema/staff.ts'
import { tickets } from '#drizzle/schema/tickets.ts'

/** A ticket that nobody else can change until the transaction ends, with the name of whoever has it. */
export type LockedTicket = typeof tickets.$inferSelect & { assigneeName: string | null }

/** Locks a ticket for triage; null if there is none. */
export async function lockForTriage(tx: Tx, ticketId: number): Promise<LockedTicket | null> {
  const [ticket] = await tx.select().from(tickets).where(eq(tickets.id, ticketId)).for('update')
  if (!ticket) return null
  const [assignee] = ticket.assigneeId
    ? await tx.select({ name: staff.name }).from(staff).where(eq(staff.id, ticket.assigneeId))
    : []
  return { ...ticket, assigneeName: assignee?.name ?? null }
}
