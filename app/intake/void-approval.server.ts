import { and, eq, inArray, or, sql } from 'drizzle-orm'
import type { Tx } from '#app/db/db.server.ts'
import { type FoundReset, lockReset } from '#app/resets/find-reset.server.ts'
import { letters } from '#drizzle/schema/letters.ts'
import { resets } from '#drizzle/schema/resets.ts'
import { tickets } from '#drizzle/schema/tickets.ts'

/** Which of these cases a link is on its way for: their own, or one of another case that was sent again for them. */
export async function findTicketsWithLiveLink(tx: Tx, ticketIds: readonly number[]): Promise<number[]> {
  const ids = [...ticketIds]
  const own = await tx
    .select({ ticketId: resets.ticketId })
    .from(resets)
    .where(and(eq(resets.state, 'live'), inArray(resets.ticketId, ids)))
  const sent = await tx
    .select({ ticketId: letters.ticketId })
    .from(letters)
    .innerJoin(resets, eq(resets.id, letters.resetId))
    .where(and(eq(letters.kind, 'link'), eq(resets.state, 'live'), inArray(letters.ticketId, ids)))
  return [...new Set([...own, ...sent].map(({ ticketId }) => ticketId))].sort((one, other) => one - other)
}

/** Every case that waits on a live link of these cases. */
export async function findTicketsSharingLinks(tx: Tx, ticketIds: readonly number[]): Promise<number[]> {
  const ids = [...ticketIds]
  const sent = tx
    .select({ id: letters.resetId })
    .from(letters)
    .where(and(eq(letters.kind, 'link'), inArray(letters.ticketId, ids)))
  const rows = await tx
    .select({ own: resets.ticketId, other: letters.ticketId })
    .from(resets)
    .leftJoin(letters, and(eq(letters.resetId, resets.id), eq(letters.kind, 'link')))
    .where(and(eq(resets.state, 'live'), or(inArray(resets.ticketId, ids), inArray(resets.id, sent))))
  return [...new Set(rows.flatMap(({ own, other }) => (other === null ? [own] : [own, other])))]
}

/**
 * Locks the live links that went out for a case, with every case that waits on them. To be called before the case
 * itself is locked, so that two who lock never wait for each other.
 */
export async function lockLiveLinks(tx: Tx, ticketId: number): Promise<FoundReset[]> {
  const sent = tx
    .select({ id: letters.resetId })
    .from(letters)
    .where(and(eq(letters.ticketId, ticketId), eq(letters.kind, 'link')))
  const live = await tx
    .select({ id: resets.id })
    .from(resets)
    .where(and(eq(resets.state, 'live'), or(eq(resets.ticketId, ticketId), inArray(resets.id, sent))))
    .orderBy(resets.id)
  const locked: FoundReset[] = []
  for (const { id } of live) {
    const reset = await lockReset(tx, { id })
    if (reset?.state === 'live') locked.push(reset)
  }
  return locked
}

/**
 * Kills links: what they were approved on is no longer what the case holds. The case's own state is for the caller. Where
 * another case waits on the same link, its approval stands and the link with it, or a stranger's mail could kill an
 * owner's link; `forAll` kills it nevertheless, and these cases go back to an agent.
 *
 * @returns whether one was killed
 */
export async function voidLinks(
  tx: Tx,
  links: readonly FoundReset[],
  { ticketId, now, forAll = false }: { ticketId: number; now: Date; forAll?: boolean },
): Promise<boolean> {
  let killed = false
  for (const { id, tickets: sharing } of links) {
    const ids = sharing.filter((ticket) => ticket.id !== ticketId && ticket.state === 'link_sent').map((one) => one.id)
    if (ids.length > 0 && !forAll) continue
    killed = true
    await tx.update(resets).set({ state: 'revoked' }).where(eq(resets.id, id))
    await tx
      .update(tickets)
      .set({
        state: sql`case when ${tickets.assigneeId} is null then 'new' else 'open' end`,
        version: sql`${tickets.version} + 1`,
        changedAt: now,
      })
      .where(and(inArray(tickets.id, ids), eq(tickets.state, 'link_sent')))
  }
  return killed
}
