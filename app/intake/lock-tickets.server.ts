import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { Tx } from '#app/db/db.server.ts'
import { type Proof, proofOf } from '#app/mail/proof.ts'
import type { FoundReset } from '#app/resets/find-reset.server.ts'
import { messages } from '#drizzle/schema/mails.ts'
import { ticketLinks } from '#drizzle/schema/ticket-links.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { findTicketsSharingLinks, findTicketsWithLiveLink, lockLiveLinks } from './void-approval.server.ts'

export type Ticket = typeof tickets.$inferSelect

/** A locked ticket with what decides whether a mail may join it. */
export type Joinable = {
  ticket: Ticket
  /** How well the sender of the mail that opened it is proved. */
  proof: Proof
  /** Links on their way, locked with the ticket. */
  links: readonly FoundReset[]
}

/** `goesOnIn`: the ticket that it is merged into, and that is answered in its stead; locked as well. */
export type LockedForMail = Joinable & { goesOnIn: Joinable | null }

/**
 * Tickets by their numbers, locked with those that they are merged into and with links on their way: tickets first, by
 * ascending number, so that two who lock never wait for each other.
 */
export async function lockTickets(tx: Tx, ids: readonly number[]): Promise<Map<number, LockedForMail>> {
  if (ids.length === 0) return new Map()
  const mergedInto = await findMergedInto(tx, ids)
  const wanted = [...new Set([...ids, ...mergedInto.values()])]
  const links = await lockLinksOf(tx, wanted)
  const found = await lockRows(tx, wanted)
  if (found.length === 0) return new Map()
  const openings = await tx
    .selectDistinctOn([messages.ticketId], { ticketId: messages.ticketId, verdict: messages.verdict })
    .from(messages)
    .where(
      and(
        inArray(
          messages.ticketId,
          found.map(({ id }) => id),
        ),
        eq(messages.quarantined, false),
      ),
    )
    .orderBy(asc(messages.ticketId), asc(messages.id))
  const joinable = new Map(
    found.map((ticket): [number, Joinable] => {
      const opening = openings.find(({ ticketId }) => ticketId === ticket.id)
      const proof = opening ? proofOf(opening.verdict) : 'broken'
      return [ticket.id, { ticket, proof, links: links.get(ticket.id) ?? [] }]
    }),
  )
  return new Map(
    [...joinable].map(([id, one]) => [id, { ...one, goesOnIn: joinable.get(mergedInto.get(id) ?? 0) ?? null }]),
  )
}

/** A case that others are merged into is itself merged into none: one step is all the way. */
async function findMergedInto(tx: Tx, ids: readonly number[]): Promise<Map<number, number>> {
  const { fromTicketId: from, toTicketId: into, kind, undoneAt } = ticketLinks
  const rows = await tx
    .select({ from, into })
    .from(ticketLinks)
    .where(and(eq(kind, 'merged'), isNull(undoneAt), inArray(from, [...ids])))
  return new Map(rows.map((row) => [row.from, row.into]))
}

async function lockLinksOf(tx: Tx, ids: readonly number[]): Promise<Map<number, FoundReset[]>> {
  const withLink = await findTicketsWithLiveLink(tx, ids)
  const links = new Map<number, FoundReset[]>()
  if (withLink.length === 0) return links
  await lockRows(tx, [...ids, ...(await findTicketsSharingLinks(tx, withLink))])
  for (const id of withLink) links.set(id, await lockLiveLinks(tx, id))
  return links
}

function lockRows(tx: Tx, ids: readonly number[]): Promise<Ticket[]> {
  return tx
    .select()
    .from(tickets)
    .where(inArray(tickets.id, [...new Set(ids)]))
    .orderBy(tickets.id)
    .for('update')
}
