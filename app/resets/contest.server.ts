import { and, eq, inArray, ne, sql } from 'drizzle-orm'
import { appendAudit } from '#app/audit/audit.server.ts'
import type { Db, Tx } from '#app/db/db.server.ts'
import { approvals } from '#drizzle/schema/approvals.ts'
import { letters } from '#drizzle/schema/letters.ts'
import { contests, resets } from '#drizzle/schema/resets.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { underWay } from './approval.ts'
import { type Approval, lockApproval, voidApproval } from './approvals.server.ts'
import { type Contestable, type ContestChannel, channelFits, contestableMs, contestedOf } from './contest-link.ts'
import { type FoundReset, findReset, lockReset } from './find-reset.server.ts'

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
    .where(and(...sameThing(found), eq(contests.channel, found.channel)))
  return { contested: said !== undefined }
}

/**
 * Freezes the case, stops a hold that runs and kills a link that still lives; decides nothing. Said twice it counts once.
 *
 * @param key env.keys.contestLink
 * @returns false where the link is not one of ours or too old
 */
export async function contest(db: Db, { reason, ...link }: Link & { reason: string }): Promise<boolean> {
  return db.transaction(async (tx) => {
    const found = await findChannel(tx, link)
    if (!found) return false
    const why = reason.trim().slice(0, longestReason)
    if ('resetId' in found) return contestReset(tx, found, why, link.now)
    const { approvalId, channel } = found
    // What was a hold may be a link by now, or a password: then that is what is contested. It is looked for before the
    // hold is locked, and once more after: the link may come to be meanwhile.
    const before = await findMadeReset(tx, approvalId)
    if (before !== null) return contestReset(tx, { resetId: before, channel }, why, link.now)
    const held = await lockApproval(tx, approvalId)
    if (!held) return false
    const resetId = await findMadeReset(tx, approvalId)
    if (resetId !== null) return contestReset(tx, { resetId, channel }, why, link.now)
    return contestHold(tx, held, found, why, link.now)
  })
}

async function findMadeReset(tx: Tx, approvalId: number): Promise<number | null> {
  const [made] = await tx.select({ id: resets.id }).from(resets).where(eq(resets.approvalId, approvalId))
  return made?.id ?? null
}

async function contestReset(
  tx: Tx,
  { resetId, channel }: { resetId: number; channel: string },
  reason: string,
  now: Date,
): Promise<boolean> {
  const reset = await lockReset(tx, { id: resetId })
  if (!reset) return false
  const said = await say(tx, { resetId, channel, ticketId: reset.ticketId, reason, contestedAt: now })
  if (said === null) return true
  await freeze(
    tx,
    reset.tickets.map(({ id }) => id),
    now,
  )
  await tx
    .update(resets)
    .set({ state: 'revoked' })
    .where(and(eq(resets.id, reset.id), eq(resets.state, 'live')))
  const { ticketId, accountNumber } = reset
  const details = {
    reset: reset.id,
    contest: said,
    channel: nameChannel(channel, reset),
    passwordWasSet: reset.state === 'used',
  }
  await appendAudit(tx, [{ verb: 'reset_disavowed', at: now, staffId: null, ticketId, accountNumber, details }])
  return true
}

async function contestHold(
  tx: Tx,
  { approval }: { approval: Approval },
  { approvalId, channel }: { approvalId: number; channel: string },
  reason: string,
  now: Date,
): Promise<boolean> {
  const { ticketId, accountNumber } = approval
  const said = await say(tx, { approvalId, channel, ticketId, reason, contestedAt: now })
  if (said === null) return true
  await freeze(tx, [ticketId], now)
  if (underWay.includes(approval.state)) await voidApproval(tx, approval, 'A channel of the account contested it.', now)
  const details = { approval: approvalId, contest: said, passwordWasSet: false }
  await appendAudit(tx, [{ verb: 'reset_disavowed', at: now, staffId: null, ticketId, accountNumber, details }])
  return true
}

function nameChannel(channel: string, { account, newAddress, sentTo }: FoundReset): string {
  if (channel === account.registeredEmail) return 'registered address'
  return newAddress && channel === sentTo ? 'new address' : 'former address'
}

/** Null where this channel has said so before. */
async function say(tx: Tx, row: typeof contests.$inferInsert): Promise<number | null> {
  const [said] = await tx.insert(contests).values(row).onConflictDoNothing().returning({ id: contests.id })
  return said?.id ?? null
}

async function freeze(tx: Tx, ticketIds: readonly number[], now: Date): Promise<void> {
  await tx
    .update(tickets)
    .set({ state: 'frozen', version: sql`${tickets.version} + 1`, changedAt: now, leaseUntil: null })
    .where(and(inArray(tickets.id, [...ticketIds]), ne(tickets.state, 'frozen')))
}

/** Only an address that a letter about it went to can contest it. */
async function findChannel(db: Db | Tx, { token, key, now }: Link): Promise<ContestChannel | null> {
  const contested = contestedOf(key, token)
  if (!contested) return null
  const begun = await readBegin(db, contested)
  if (!begun || now.getTime() - begun.getTime() > contestableMs) return null
  const told = await db
    .selectDistinct({ channel: letters.recipient })
    .from(letters)
    .where(
      'resetId' in contested
        ? eq(letters.resetId, contested.resetId)
        : and(eq(letters.approvalId, contested.approvalId), eq(letters.kind, 'hold')),
    )
  const channels = told.map(({ channel }) => ({ ...contested, channel }))
  return channels.find((channel) => channelFits(key, token, channel)) ?? null
}

async function readBegin(db: Db | Tx, contested: Contestable): Promise<Date | null> {
  if ('resetId' in contested) return (await findReset(db, { id: contested.resetId }))?.createdAt ?? null
  const [approval] = await db
    .select({ heldAt: approvals.heldAt })
    .from(approvals)
    .where(eq(approvals.id, contested.approvalId))
  return approval?.heldAt ?? null
}

function sameThing(contested: Contestable) {
  if ('resetId' in contested) return [eq(contests.resetId, contested.resetId)]
  // A hold that became a link was contested as that link.
  return [
    sql`(${contests.approvalId} = ${contested.approvalId} or ${contests.resetId} in (
      select id from resets where approval_id = ${contested.approvalId}))`,
  ]
}
