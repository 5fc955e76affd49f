import { and, asc, eq, isNull, or, sql } from 'drizzle-orm'
import type { Db } from '#app/db/db.server.ts'
import { writtenOnce } from '#app/db/written-once.server.ts'
import { staff } from '#drizzle/schema/staff.ts'
import { ticketLinks } from '#drizzle/schema/ticket-links.ts'
import type { TicketLinks } from './link.ts'

const id = sql.placeholder('id')

const askLinks = writtenOnce((db) =>
  db
    .select({
      kind: ticketLinks.kind,
      from: ticketLinks.fromTicketId,
      to: ticketLinks.toTicketId,
      at: ticketLinks.madeAt,
      by: staff.name,
    })
    .from(ticketLinks)
    .leftJoin(staff, eq(staff.id, ticketLinks.madeBy))
    .where(and(or(eq(ticketLinks.fromTicketId, id), eq(ticketLinks.toTicketId, id)), isNull(ticketLinks.undoneAt)))
    .orderBy(asc(ticketLinks.id)),
)

/** Where a case went, what came to it, and what was split off it; merges that were undone are left out. */
export async function readLinks(db: Db, id: number): Promise<TicketLinks> {
  const rows = await askLinks(db, { id })
  const merged = rows.filter(({ kind }) => kind === 'merged')
  const split = rows.filter(({ kind }) => kind === 'split')
  const out = merged.find(({ from }) => from === id)
  return {
    mergedInto: out ? { id: out.to, by: out.by ?? '', at: out.at } : null,
    mergedHere: merged.filter(({ to }) => to === id).map(({ from }) => from),
    splitFrom: split.find(({ to }) => to === id)?.from ?? null,
    splitOff: split.filter(({ from }) => from === id).map(({ to }) => to),
    linked: rows.filter(({ kind }) => kind === 'linked').map(({ from, to }) => (from === id ? to : from)),
  }
}
