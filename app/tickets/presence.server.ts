import { and, asc, eq, gt, lt, sql } from 'drizzle-orm'
import type { Db } from '#app/db/db.server.ts'
import type { Person } from '#app/staff/person.ts'
import { presences } from '#drizzle/schema/presence.ts'
import { staff } from '#drizzle/schema/staff.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { type Presence, presenceMs } from './presence.ts'

/** More than a desk has people. */
const mostPresences = 500

type Sign = { ticketId: number; person: Person; now: Date }

/** A sign of life from an open case. Whoever gave none for long is taken away by the way. */
export async function keepPresence(db: Db, { ticketId, person, writing, now }: Sign & { writing: boolean }) {
  await db.delete(presences).where(lt(presences.seenAt, new Date(now.getTime() - presenceMs)))
  const there = db
    .select({
      ticketId: tickets.id,
      staffId: sql<string>`${person.id}::uuid`.as('staff_id'),
      writing: sql<boolean>`${writing}::boolean`.as('writing'),
      seenAt: sql<Date>`${now.toISOString()}::timestamptz`.as('seen_at'),
    })
    .from(tickets)
    .where(eq(tickets.id, ticketId))
  await db
    .insert(presences)
    .select(there)
    .onConflictDoUpdate({ target: [presences.ticketId, presences.staffId], set: { writing, seenAt: now } })
}

/** The case was closed in the browser. */
export async function endPresence(db: Db, { ticketId, person }: Omit<Sign, 'now'>): Promise<void> {
  await db.delete(presences).where(and(eq(presences.ticketId, ticketId), eq(presences.staffId, person.id)))
}

/** Who has which case open now. */
export function listPresences(db: Db, now: Date): Promise<Presence[]> {
  return db
    .select({
      ticketId: presences.ticketId,
      id: presences.staffId,
      name: staff.name,
      writing: presences.writing,
      seenAt: presences.seenAt,
    })
    .from(presences)
    .innerJoin(staff, eq(staff.id, presences.staffId))
    .where(gt(presences.seenAt, new Date(now.getTime() - presenceMs)))
    .orderBy(asc(presences.ticketId), asc(staff.name))
    .limit(mostPresences)
}
