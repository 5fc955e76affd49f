import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import { appendAudit } from '#app/audit/audit.server.ts'
import type { Db, Tx } from '#app/db/db.server.ts'
import { isSendable } from '#app/outbox/automatic-letter.ts'
import { letterLanguage } from '#app/outbox/letter.ts'
import { queueLetter } from '#app/outbox/outbox.server.ts'
import type { PasswordFault } from '#app/self-service/password-limits.ts'
import { findPasswordFault } from '#app/self-service/password-strength.ts'
import { hashPassword } from '#app/sign-in/password-hash.server.ts'
import { accountSessions, accounts } from '#drizzle/schema/accounts.ts'
import { resets } from '#drizzle/schema/resets.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { restrictedMs } from './approval.ts'
import { channelsOf } from './channels.server.ts'
import { type FoundReset, findReset, lockReset } from './find-reset.server.ts'
import { resetsAreStopped } from './reset.server.ts'
import { hashResetToken, isOpen, mostTries } from './reset-token.ts'

/** `dead`: unknown, used, expired, contested, stopped; nobody is told which. */
export type CompletedReset =
  | { accountNumber: string }
  | { refusal: 'dead' }
  | { refusal: PasswordFault; triesLeft: number }

type Given = {
  token: string
  password: string
  now: Date
  /** The host of our Message-IDs and the key that signs them. */
  host: string
  messageIdKey: Uint8Array
}

/**
 * Sets the new password behind a link and consumes it, in one transaction: of two at the same time one wins. All
 * sessions of the account end, its tickets are done, every channel is told; nobody is signed in by it.
 *
 * A guessable password costs one of five tries, because its refusal tells something about the account. A length
 * that is wrong costs none: the form says it beforehand, and mail scanners that send empty forms kill no link.
 */
export async function completeReset(db: Db, given: Given): Promise<CompletedReset> {
  const tokenHash = hashResetToken(given.token)
  const seen = await findReset(db, { tokenHash })
  if (!seen || !isOpen(seen, given.now) || (await resetsAreStopped(db))) return { refusal: 'dead' }
  const fault = findPasswordFault(given.password, [seen.accountNumber, seen.account.handle, seen.account.nickname])
  if (fault === 'too short' || fault === 'too long') return { refusal: fault, triesLeft: mostTries - seen.tries }
  if (fault) return { refusal: fault, triesLeft: await spendTry(db, seen, given.now) }

  // Before the locks: it takes a while, and nobody should wait for it.
  const passwordHash = await hashPassword(given.password)
  return db.transaction(async (tx) => {
    const reset = await lockReset(tx, { tokenHash })
    if (!reset || !isOpen(reset, given.now) || (await resetsAreStopped(tx))) return { refusal: 'dead' } as const
    await tx.update(resets).set({ state: 'used', usedAt: given.now }).where(eq(resets.id, reset.id))
    await tx
      .update(accounts)
      .set({
        passwordHash,
        passwordChangedAt: given.now,
        updatedAt: given.now,
        ...(reset.newAddress && { restrictedUntil: new Date(given.now.getTime() + restrictedMs) }),
      })
      .where(eq(accounts.number, reset.accountNumber))
    const ended = await tx
      .update(accountSessions)
      .set({ endedAt: given.now })
      .where(and(eq(accountSessions.accountNumber, reset.accountNumber), isNull(accountSessions.endedAt)))
      .returning({ tokenHash: accountSessions.tokenHash })
    await closeTickets(tx, reset, given.now)
    const told = await tellChannels(tx, reset, given)
    await appendAudit(tx, [
      {
        verb: 'reset_completed',
        at: given.now,
        staffId: null,
        ticketId: reset.ticketId,
        accountNumber: reset.accountNumber,
        details: {
          reset: reset.id,
          sessionsEnded: ended.length,
          channelsTold: told,
          ...(reset.newAddress && { newAddress: true }),
        },
      },
    ])
    return { accountNumber: reset.accountNumber }
  })
}

/** Counts a guessable password and returns how many are left; the last one kills the link. */
async function spendTry(db: Db, { id, ticketId, accountNumber }: FoundReset, now: Date): Promise<number> {
  return db.transaction(async (tx) => {
    const [spent] = await tx
      .update(resets)
      .set({
        tries: sql`${resets.tries} + 1`,
        state: sql`case when ${resets.tries} + 1 >= ${mostTries} then 'revoked' else ${resets.state} end`,
      })
      .where(and(eq(resets.id, id), eq(resets.state, 'live')))
      .returning({ tries: resets.tries })
    if (!spent) return 0
    if (spent.tries >= mostTries)
      await appendAudit(tx, [
        { verb: 'reset_tries_spent', at: now, staffId: null, ticketId, accountNumber, details: { reset: id } },
      ])
    return mostTries - spent.tries
  })
}

async function closeTickets(tx: Tx, reset: FoundReset, now: Date): Promise<void> {
  await tx
    .update(tickets)
    .set({ state: 'done', version: sql`${tickets.version} + 1`, changedAt: now, leaseUntil: null })
    .where(
      and(
        inArray(
          tickets.id,
          reset.tickets.map(({ id }) => id),
        ),
        or(eq(tickets.id, reset.ticketId), eq(tickets.state, 'link_sent')),
      ),
    )
}

/** Queues the letters that say so and how to contest; returns how many. */
async function tellChannels(tx: Tx, reset: FoundReset, { now, host, messageIdKey }: Given): Promise<number> {
  const told = await channelsOf(tx, reset.accountNumber, now)
  const letter = {
    ticketId: reset.ticketId,
    kind: reset.newAddress ? 'recovered' : 'password_changed',
    language: reset.newAddress ? 'both' : letterLanguage(reset.tickets[0]?.language ?? 'other'),
    automatic: false,
    resetId: reset.id,
    now,
    host,
    messageIdKey,
  } as const
  const channels = [...new Set([reset.sentTo, ...told])].filter(isSendable)
  for (const recipient of channels) await queueLetter(tx, { ...letter, recipient })
  return channels.length
}
