import { eq } from 'drizzle-orm'
import type { Db } from '#app/db/db.server.ts'
import { staff } from '#drizzle/schema/staff.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { readEvents } from './events.server.ts'
import type { LiveCase } from './live-case.ts'
import { readNotes } from './notes.server.ts'

/** Reads what of a case may change while somebody has it open, or null if there is no such case. */
export async function findLiveCase(db: Db, ticketId: number, now: Date): Promise<LiveCase | null> {
  const [[ticket], events, notes] = await Promise.all([
    db
      .select({
        version: tickets.version,
        state: tickets.state,
        assigneeId: tickets.assigneeId,
        ownerName: staff.name,
        leaseUntil: tickets.leaseUntil,
      })
      .from(tickets)
      .leftJoin(staff, eq(staff.id, tickets.assigneeId))
      .where(eq(tickets.id, ticketId)),
    readEvents(db, ticketId),
    readNotes(db, ticketId),
  ])
  if (!ticket) return null
  const { assigneeId, ownerName, ...row } = ticket
  const owner = assigneeId === null ? null : { id: assigneeId, name: ownerName ?? '' }
  return { ...row, owner, events, notes, now }
}
