import { and, count, eq, inArray, isNull, sql } from 'drizzle-orm'
import { appendAudit } from '#app/audit/audit.server.ts'
import type { Db, Tx } from '#app/db/db.server.ts'
import type { Person } from '#app/staff/person.ts'
import { findMergeObstacle, findUnmergeObstacle, type Mergeable } from '#app/tickets/merge.ts'
import { staff } from '#drizzle/schema/staff.ts'
import { ticketLinks } from '#drizzle/schema/ticket-links.ts'
import { tickets } from '#drizzle/schema/tickets.ts'

type MergeRequest = { ticketId: number; version: number; person: Person; now: Date }
type Merged = { version: number; intoId: number } | { refusal: string }

/**
 * Ends a case in favour of another, as a link that can be undone. No mail, claim or approval moves: each case is weighed
 * by its own mails, and both get a new version, so that nothing is approved on what was read before.
 */
export function mergeTicket(db: Db, request: MergeRequest & { intoId: number }): Promise<Merged> {
  const { ticketId, intoId, version, person, now } = request
  return db.transaction(async (tx) => {
    const [from, into] = await lockBoth(tx, ticketId, intoId)
    if (!from) return { refusal: 'There is no such case.' }
    if (!into) return { refusal: `There is no case ${intoId}.` }
    const refusal = findMergeObstacle(from, into, version, person, now)
    if (refusal) return { refusal }
    const { state, assigneeId } = from
    await tx.insert(ticketLinks).values({
      kind: 'merged',
      fromTicketId: ticketId,
      toTicketId: intoId,
      before: { state, assigneeId },
      madeBy: person.id,
      madeAt: now,
    })
    await tx
      .update(tickets)
      .set({ state: 'closed', leaseUntil: null, snoozedUntil: null, version: version + 1, changedAt: now })
      .where(eq(tickets.id, ticketId))
    await renew(tx, intoId, now)
    await record(tx, 'ticket_merged', from, person, now, { into: intoId })
    await record(tx, 'ticket_merged', into, person, now, { from: ticketId })
    return { version: version + 1, intoId }
  })
}

/** Undoes a merge: the case is again what it was, unless a later mail has woken it already. */
export function undoMerge(db: Db, { ticketId, version, person, now }: MergeRequest): Promise<Merged> {
  return db.transaction(async (tx) => {
    const [link] = await tx
      .select({ intoId: ticketLinks.toTicketId })
      .from(ticketLinks)
      .where(and(eq(ticketLinks.fromTicketId, ticketId), isLive))
    const [from, into] = await lockBoth(tx, ticketId, link?.intoId ?? ticketId)
    if (!from || !into) return { refusal: 'There is no such case.' }
    const refusal = findUnmergeObstacle(from, version, person)
    if (refusal) return { refusal }
    const [undone] = await tx
      .update(ticketLinks)
      .set({ undoneBy: person.id, undoneAt: now })
      .where(and(eq(ticketLinks.fromTicketId, ticketId), isLive))
      .returning({ before: ticketLinks.before })
    if (!undone) return { refusal: `Case ${ticketId} is merged into no other.` }
    const given = from.state === 'closed' ? undone.before : {}
    await tx
      .update(tickets)
      .set({ ...given, version: version + 1, changedAt: now })
      .where(eq(tickets.id, ticketId))
    await renew(tx, into.id, now)
    await record(tx, 'merge_undone', from, person, now, { into: into.id })
    await record(tx, 'merge_undone', into, person, now, { from: ticketId })
    return { version: version + 1, intoId: into.id }
  })
}

const isLive = and(eq(ticketLinks.kind, 'merged'), isNull(ticketLinks.undoneAt))

type Locked = Mergeable & { accountNumber: string | null }

/** In the order of their numbers, so that two who merge each other's cases never wait for each other. */
async function lockBoth(tx: Tx, one: number, other: number): Promise<[Locked | null, Locked | null]> {
  const rows = await tx
    .select()
    .from(tickets)
    .where(inArray(tickets.id, [one, other]))
    .orderBy(tickets.id)
    .for('update')
  const whole = async (id: number): Promise<Locked | null> => {
    const ticket = rows.find((row) => row.id === id)
    if (!ticket) return null
    const [assignee] = ticket.assigneeId
      ? await tx.select({ name: staff.name }).from(staff).where(eq(staff.id, ticket.assigneeId))
      : []
    const [out] = await tx
      .select({ into: ticketLinks.toTicketId })
      .from(ticketLinks)
      .where(and(eq(ticketLinks.fromTicketId, id), isLive))
    const [here] = await tx
      .select({ many: count() })
      .from(ticketLinks)
      .where(and(eq(ticketLinks.toTicketId, id), isLive))
    return {
      ...ticket,
      assigneeName: assignee?.name ?? null,
      mergedInto: out?.into ?? null,
      mergedHere: here?.many ?? 0,
    }
  }
  return [await whole(one), await whole(other)]
}

async function renew(tx: Tx, id: number, now: Date): Promise<void> {
  await tx
    .update(tickets)
    .set({ version: sql`${tickets.version} + 1`, changedAt: now })
    .where(eq(tickets.id, id))
}

function record(
  tx: Tx,
  verb: 'ticket_merged' | 'merge_undone',
  { id, accountNumber }: Locked,
  { id: staffId }: Person,
  at: Date,
  details: Record<string, unknown>,
): Promise<void> {
  return appendAudit(tx, [{ verb, at, staffId, ticketId: id, accountNumber, details }])
}
