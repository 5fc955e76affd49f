import { and, desc, eq, gt, inArray, isNotNull, isNull } from 'drizzle-orm'
import { appendAudit } from '#app/audit/audit.server.ts'
import type { Db, Tx } from '#app/db/db.server.ts'
import { loopField } from '#app/mail/filters/own-loop.ts'
import { confirmCode } from '#app/resets/confirm-code.ts'
import { type Contestable, contestToken } from '#app/resets/contest-link.ts'
import { resetToken } from '#app/resets/reset-token.ts'
import { formCode } from '#app/self-service/form-code.ts'
import { accounts } from '#drizzle/schema/accounts.ts'
import { approvals } from '#drizzle/schema/approvals.ts'
import { forms } from '#drizzle/schema/forms.ts'
import { letters } from '#drizzle/schema/letters.ts'
import { resets } from '#drizzle/schema/resets.ts'
import { switches } from '#drizzle/schema/staff.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { mostAttempts, type Refusal, readRefusal, restBeforeTry } from './delivery.ts'
import type { LetterKind } from './letter.ts'
import { drawLetter } from './letters/draw-letter.ts'
import { askToSend } from './outbox.server.ts'
import type { OutgoingMail, Transport } from './smtp.server.ts'

/** What sending needs of the settings. */
export type Sending = {
  db: Db
  transport: Transport
  deskAddress: string
  deskName: string
  origin: string
  resetTokenKey: Uint8Array
  contestLinkKey: Uint8Array
  formCodeKey: Uint8Array
  /** Starts the hour of a link; see reset.server.ts. False: the link is dead and must not go out. */
  startClock: (tx: Tx, resetId: number, now: Date) => Promise<boolean>
}

export type SendOutcome = 'sent' | 'not queued' | 'later' | 'suppressed' | 'refused' | 'given up'

type LetterRow = typeof letters.$inferSelect

/** How long one try keeps others off the letter, in milliseconds; longer than the slowest dialogue. */
const tryMs = 3 * 60_000

/** How long a link waits before it is looked again whether resets are still stopped, in milliseconds. */
const stopRestMs = 60_000

/**
 * Sends one letter, at least once: what a crash lets go twice carries the same Message-ID. A temporary failure is tried
 * again with growing rests; a refusal for good is recorded, and closes the registered route where the box is not there
 * until a letter is accepted there again.
 */
export async function sendLetter(
  sending: Sending,
  { letterId, now }: { letterId: number; now: Date },
): Promise<SendOutcome> {
  const taken = await sending.db.transaction((tx) => take(tx, sending, letterId, now))
  if (typeof taken === 'string') return taken
  try {
    await sending.transport.send(taken.mail)
  } catch (error) {
    return await sending.db.transaction((tx) => recordRefusal(tx, taken.letter, readRefusal(error), now))
  }
  await sending.db.transaction((tx) => recordSent(tx, taken.letter, now))
  return 'sent'
}

/** Takes the letter for this try, counts the try, and starts the link's hour: all before the server hears of it. */
async function take(
  tx: Tx,
  sending: Sending,
  letterId: number,
  now: Date,
): Promise<SendOutcome | { letter: LetterRow; mail: OutgoingMail }> {
  const [letter] = await tx.select().from(letters).where(eq(letters.id, letterId)).for('update')
  if (letter?.state !== 'queued') return 'not queued'
  if (letter.notBefore > now) {
    await askToSend(tx, letterId, letter.notBefore)
    return 'later'
  }
  if (letter.kind === 'link' && (await resetsAreStopped(tx))) {
    const notBefore = new Date(now.getTime() + stopRestMs)
    const lastError = 'Waits: a supervisor has stopped every reset.'
    await tx.update(letters).set({ notBefore, lastError }).where(eq(letters.id, letterId))
    await askToSend(tx, letterId, notBefore)
    return 'later'
  }
  const reset = letter.resetId === null ? null : await readReset(tx, letter.resetId)
  if (letter.kind === 'link' && !(reset && (await sending.startClock(tx, reset.id, now))))
    return suppress(tx, letterId, 'The link is no longer valid.')
  const hold = letter.approvalId === null ? null : await readHold(tx, letter.approvalId)
  if (letter.approvalId !== null && hold === null) return suppress(tx, letterId, 'The hold was stopped before.')
  const attempts = letter.attempts + 1
  await tx
    .update(letters)
    .set({ attempts, notBefore: new Date(now.getTime() + tryMs) })
    .where(eq(letters.id, letterId))
  const formSeed = letter.kind === 'ask' ? await readFormSeed(tx, letter, now) : null
  return { letter: { ...letter, attempts }, mail: compose(sending, letter, { reset, hold, formSeed }) }
}

/** The form of this case that still waits for its answer; the same code in every letter that is sent meanwhile. */
async function readFormSeed(tx: Tx, { ticketId, recipient }: LetterRow, now: Date): Promise<Uint8Array | null> {
  const [form] = await tx
    .select({ seed: forms.seed })
    .from(forms)
    .where(
      and(
        eq(forms.ticketId, ticketId),
        eq(forms.recipient, recipient),
        isNull(forms.answeredAt),
        gt(forms.expiresAt, now),
      ),
    )
    .orderBy(desc(forms.id))
    .limit(1)
  return form?.seed ?? null
}

async function resetsAreStopped(tx: Tx): Promise<boolean> {
  const [stop] = await tx.select({ on: switches.on }).from(switches).where(eq(switches.name, 'stop-resets'))
  return stop?.on ?? false
}

async function suppress(tx: Tx, letterId: number, lastError: string): Promise<'suppressed'> {
  await tx.update(letters).set({ state: 'suppressed', lastError }).where(eq(letters.id, letterId))
  return 'suppressed'
}

type Hold = { id: number; holdUntil: Date | null; codeSeed: Uint8Array | null }

/** The hold that a letter is about; null once it was stopped. */
async function readHold(tx: Tx, approvalId: number): Promise<Hold | null> {
  const [hold] = await tx
    .select({ id: approvals.id, holdUntil: approvals.holdUntil, codeSeed: approvals.codeSeed })
    .from(approvals)
    .where(and(eq(approvals.id, approvalId), inArray(approvals.state, ['holding', 'released'])))
  return hold ?? null
}

type ResetRow = NonNullable<Awaited<ReturnType<typeof readReset>>>

async function readReset(tx: Tx, resetId: number) {
  const [row] = await tx
    .select({
      id: resets.id,
      seed: resets.seed,
      sentTo: resets.sentTo,
      registered: accounts.registeredEmail,
      emailChangedAt: accounts.emailChangedAt,
      signedUpAt: accounts.signedUpAt,
    })
    .from(resets)
    .innerJoin(accounts, eq(accounts.number, resets.accountNumber))
    .where(eq(resets.id, resetId))
  return row ?? null
}

function compose(
  sending: Sending,
  letter: LetterRow,
  { reset, hold, formSeed }: { reset: ResetRow | null; hold: Hold | null; formSeed: Uint8Array | null },
): OutgoingMail {
  const { origin, deskName, deskAddress } = sending
  // A link goes to the address that it was made for, and to no other, whatever the letter's row says.
  if (letter.kind === 'link' && reset?.sentTo !== letter.recipient)
    throw new Error(`Letter ${letter.id}: its recipient is not the address that its link was made for.`)
  const contested: Contestable | null = reset ? { resetId: reset.id } : hold && { approvalId: hold.id }
  const codeSeed = letter.kind === 'confirm' ? (hold?.codeSeed ?? null) : null
  const drawn = drawLetter({
    kind: letter.kind,
    language: letter.language,
    deskName,
    ticketId: letter.ticketId,
    helpUrl: `${origin}/recover`,
    resetUrl:
      letter.kind === 'link' && reset ? `${origin}/reset/${resetToken(sending.resetTokenKey, reset.seed)}` : null,
    contestUrl:
      contested && letter.kind !== 'confirm'
        ? `${origin}/not-me/${contestToken(sending.contestLinkKey, { ...contested, channel: letter.recipient })}`
        : null,
    holdEnds: hold?.holdUntil ?? null,
    confirm: codeSeed && { url: `${origin}/confirm`, code: confirmCode(sending.formCodeKey, codeSeed) },
    form: formSeed && { url: `${origin}/form`, code: formCode(sending.formCodeKey, formSeed) },
  })
  return {
    from: { name: deskName, address: deskAddress },
    to: letter.recipient,
    ...drawn,
    messageId: letter.messageId,
    inReplyTo: threadable(letter.inReplyTo),
    headers: {
      [loopField]: letter.messageId,
      ...submission(letter),
      ...(letter.kind === 'link' && reset ? validSince(reset) : {}),
    },
  }
}

/** What the desk tells unasked. */
const told: readonly LetterKind[] = ['password_changed', 'recovered', 'hold']

/** RFC 3834: says what kind of answer it is, so that machines do not answer it. */
function submission({ automatic, kind }: LetterRow): Record<string, string> {
  if (automatic) return { 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All' }
  return told.includes(kind) ? { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' } : {}
}

/** RFC 7293: a box that changed hands since the account knew it does not get the link. */
function validSince({ sentTo, registered, emailChangedAt, signedUpAt }: ResetRow): Record<string, string> {
  // Of a new address the account knows nothing.
  const since = sentTo === registered ? (emailChangedAt ?? signedUpAt) : null
  return since ? { 'Require-Recipient-Valid-Since': `${sentTo}; ${since.toUTCString().replace('GMT', '+0000')}` } : {}
}

/** A Message-ID of a stranger's mail, if it can stand in a header as it is. */
function threadable(messageId: string | null): string | null {
  return messageId !== null && /^<[!-;=?-~]{1,250}>$/.test(messageId) ? messageId : null
}

/** The server took it: the box is there, whatever was said before. */
async function recordSent(tx: Tx, { id, recipient }: LetterRow, now: Date): Promise<void> {
  await tx
    .update(letters)
    .set({ state: 'sent', sentAt: now, lastError: null })
    .where(and(eq(letters.id, id), eq(letters.state, 'queued')))
  await tx
    .update(accounts)
    .set({ emailDeadAt: null, updatedAt: now })
    .where(and(eq(accounts.registeredEmail, recipient), isNotNull(accounts.emailDeadAt)))
}

async function recordRefusal(tx: Tx, letter: LetterRow, refusal: Refusal, now: Date): Promise<SendOutcome> {
  const { permanent, deadAddress, words } = refusal
  const spent = letter.attempts >= mostAttempts
  if (!permanent && !spent) {
    const notBefore = new Date(now.getTime() + restBeforeTry(letter.attempts))
    await tx.update(letters).set({ lastError: words, notBefore }).where(eq(letters.id, letter.id))
    await askToSend(tx, letter.id, notBefore)
    return 'later'
  }
  await tx.update(letters).set({ state: 'failed', lastError: words }).where(eq(letters.id, letter.id))
  const accountNumber = await accountOf(tx, letter)
  const closed = deadAddress && accountNumber !== null && (await closeRoute(tx, accountNumber, letter.recipient, now))
  await appendAudit(tx, [
    {
      verb: 'letter_failed',
      at: now,
      staffId: null,
      ticketId: letter.ticketId,
      accountNumber,
      details: {
        letterId: letter.id,
        kind: letter.kind,
        attempts: letter.attempts,
        words,
        registeredRouteDead: closed,
      },
    },
  ])
  return permanent ? 'refused' : 'given up'
}

async function accountOf(tx: Tx, { resetId, ticketId }: LetterRow): Promise<string | null> {
  const [row] =
    resetId === null
      ? await tx.select({ number: tickets.accountNumber }).from(tickets).where(eq(tickets.id, ticketId))
      : await tx.select({ number: resets.accountNumber }).from(resets).where(eq(resets.id, resetId))
  return row?.number ?? null
}

/** Only a refusal in our own session closes the route; a bounce that arrives by mail can be forged and never does. */
async function closeRoute(tx: Tx, accountNumber: string, recipient: string, now: Date): Promise<boolean> {
  const closed = await tx
    .update(accounts)
    .set({ emailDeadAt: now, updatedAt: now })
    .where(
      and(eq(accounts.number, accountNumber), eq(accounts.registeredEmail, recipient), isNull(accounts.emailDeadAt)),
    )
    .returning({ number: accounts.number })
  return closed.length === 1
}
