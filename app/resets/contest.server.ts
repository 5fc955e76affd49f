import { and, eq, inArray, ne, sql } from 'drizzle-orm'
import { appendAudit } from '#app/audit/audit.server.ts'
import type { Db, Tx } from '#app/db/db.server.ts'
import { letters } from '#drizzle/schema/letters.ts'
import { contests, resets } from '#drizzle/schema/resets.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { type ContestChannel, channelFits, contestableMs, resetIdOf } from './contest-link.ts'
import { findReset, lockReset } from './find-reset.server.ts'

type Link = { token: string; key: Uint8Array; now: Date }

/** Letters of people are short; what is longer is cut. */
const longestReason = 2000

/** Whether a "this was not me" link can still be used, and whether it already was; null where it is not one of ours. */
export async function readContest(db: Db, link: Link): Promise<{ contested: boolean } | null> {
  const found = await findChannel(db, link)
  if (!found) return null
  const [said] = await db
    .select({ id: contests.id })
    .from(contests)
    .where(and(eq(contests.resetId, found.resetId), eq(contests.channel, found.channel)))
  return { contested: said !== undefined }
}

/**
 * Freezes the case and kills a link that still lives; decides nothing. Said twice it counts once.
 *
 * @param key env.keys.contestLink
 * @returns false where the link is not one of ours or too old
 */
export async function contest(db: Db, { reason, ...link }: Link & { reason: string }): Promise<boolean> {
  return db.transaction(async (tx) => {
    const found = await findChannel(tx, link)
    const reset = found && (await lockReset(tx, { id: found.resetId }))
    if (!reset) return false
    const [said] = await tx
      .insert(contests)
      .values({
        ...found,
        ticketId: reset.ticketId,
        reason: reason.trim().slice(0, longestReason),
        contestedAt: link.now,
      })
      .onConflictDoNothing()
      .returning({ id: contests.id })
    if (!said) return true
    await tx
      .update(tickets)
      .set({ state: 'frozen', version: sql`${tickets.version} + 1`, changedAt: link.now, leaseUntil: null })
      .where(
        and(
          inArray(
            tickets.id,
            reset.tickets.map(({ id }) => id),
          ),
          ne(tickets.state, 'frozen'),
        ),
      )
    await tx
      .update(resets)
      .set({ state: 'revoked' })
      .where(and(eq(resets.id, reset.id), eq(resets.state, 'live')))
    await appendAudit(tx, [
      {
        verb: 'reset_disavowed',
        at: link.now,
        staffId: null,
        ticketId: reset.ticketId,
        accountNumber: reset.accountNumber,
        details: {
          reset: reset.id,
          contest: said.id,
          channel: found.channel === reset.account.registeredEmail ? 'registered address' : 'former address',
          passwordWasSet: reset.state === 'used',
        },
      },
    ])
    return true
  })
}

/** Only an address that a letter about this reset went to can contest it. */
async function findChannel(db: Db | Tx, { token, key, now }: Link): Promise<ContestChannel | null> {
  const resetId = resetIdOf(key, token)
  const reset = resetId === null ? null : await findReset(db, { id: resetId })
  if (!reset || now.getTime() - reset.createdAt.getTime() > contestableMs) return null
  const told = await db
    .selectDistinct({ channel: letters.recipient })
    .from(letters)
    .where(eq(letters.resetId, reset.id))
  return (
    told.map(({ channel }) => ({ resetId: reset.id, channel })).find((channel) => channelFits(key, token, channel)) ??
    null
  )
}
