import { randomBytes } from 'node:crypto'
import { and, eq, gt, isNull, or } from 'drizzle-orm'
import type { Db, Tx } from '#app/db/db.server.ts'
import { accounts } from '#drizzle/schema/accounts.ts'
import { resets } from '#drizzle/schema/resets.ts'
import { switches } from '#drizzle/schema/staff.ts'
import { findReset } from './find-reset.server.ts'
import { hadLinksOfTheDay } from './link-limit.server.ts'
import { hashResetToken, isOpen, mostTries, resetMs, resetToken } from './reset-token.ts'

/**
 * Makes a link to a new password, in the deciding transaction: for the registered address, or after a hold for where its
 * approval leads. A live one of the account is given back instead: it is sent again, never replaced.
 *
 * @param key env.keys.resetToken
 * @returns a refusal that the agent can read where no link may go out
 */
export async function createReset(
  tx: Tx,
  given: {
    ticketId: number
    decisionId: number
    accountNumber: string
    now: Date
    key: Uint8Array
    /** The hold that has ended; released already. */
    approval?: { id: number; target: string }
  },
): Promise<{ resetId: number } | { refusal: string }> {
  if (await resetsAreStopped(tx))
    return { refusal: 'All resets are stopped at the moment. A supervisor can lift the stop.' }
  if (await hadLinksOfTheDay(tx, given.ticketId, given.now))
    return {
      refusal: 'Three links went out for cases of this sender within a day. The case keeps its place until tomorrow.',
    }
  const [account] = await tx
    .select({
      registeredEmail: accounts.registeredEmail,
      emailVerified: accounts.emailVerified,
      emailVersion: accounts.emailVersion,
    })
    .from(accounts)
    .where(eq(accounts.number, given.accountNumber))
    .for('no key update')
  if (!account) return { refusal: 'There is no such account any more.' }
  const { registeredEmail, emailVerified, emailVersion } = account
  // A hold was for what is in doubt: there the address need not be verified.
  const target = given.approval?.target ?? (emailVerified ? registeredEmail : null)
  if (!target)
    return { refusal: 'The account has no verified registered address, so there is nowhere that a link may go.' }

  const [live] = await tx
    .select({
      id: resets.id,
      expiresAt: resets.expiresAt,
      emailVersion: resets.emailVersion,
      sentTo: resets.sentTo,
    })
    .from(resets)
    .where(and(eq(resets.accountNumber, given.accountNumber), eq(resets.state, 'live')))
    .for('update')
  if (live) {
    const expired = live.expiresAt !== null && live.expiresAt <= given.now
    const sameAddress = live.emailVersion === emailVersion && live.sentTo === target
    if (!expired && given.approval) return { refusal: 'Another link of this account is on its way.' }
    if (!expired && sameAddress) return { resetId: live.id }
    await tx
      .update(resets)
      .set({ state: expired ? 'expired' : 'revoked' })
      .where(eq(resets.id, live.id))
  }

  const seed = new Uint8Array(randomBytes(32))
  const [made] = await tx
    .insert(resets)
    .values({
      ticketId: given.ticketId,
      decisionId: given.decisionId,
      accountNumber: given.accountNumber,
      approvalId: given.approval?.id ?? null,
      sentTo: target,
      emailVersion,
      seed,
      tokenHash: hashResetToken(resetToken(given.key, seed)),
      createdAt: given.now,
    })
    .returning({ id: resets.id })
  if (!made) throw new Error(`The reset for ticket ${given.ticketId} was not kept.`)
  return { resetId: made.id }
}

/**
 * Starts the hour of a link, anew for every letter that carries it. To be called before the letter leaves: a link whose
 * clock never started does not work.
 *
 * @returns false where the link is dead and its letter must not be sent
 */
export async function startClock(tx: Tx, resetId: number, now: Date): Promise<boolean> {
  if (await resetsAreStopped(tx)) return false
  const started = await tx
    .update(resets)
    .set({ expiresAt: new Date(now.getTime() + resetMs) })
    .where(
      and(eq(resets.id, resetId), eq(resets.state, 'live'), or(isNull(resets.expiresAt), gt(resets.expiresAt, now))),
    )
    .returning({ id: resets.id })
  return started.length > 0
}

/** What the page behind a link needs to draw its form. */
export type OpenReset = { accountNumber: string; triesLeft: number }

/** Looks behind a link and changes nothing; null where it does not work, whatever the reason. */
export async function readReset(db: Db, token: string, now: Date): Promise<OpenReset | null> {
  const reset = await findReset(db, { tokenHash: hashResetToken(token) })
  if (!reset || !isOpen(reset, now) || (await resetsAreStopped(db))) return null
  return { accountNumber: reset.accountNumber, triesLeft: mostTries - reset.tries }
}

/** The switch that stops all resets at once: none is made, sent or completed while it is on. */
export async function resetsAreStopped(db: Db | Tx): Promise<boolean> {
  const [stop] = await db.select({ on: switches.on }).from(switches).where(eq(switches.name, 'stop-resets'))
  return stop?.on ?? false
}
