import { randomUUID } from 'node:crypto'
import { and, count, eq, inArray, lt, ne, sql } from 'drizzle-orm'
import type { Db, Tx } from '#app/db/db.server.ts'
import { signMessageId } from '#app/mail/message-id.ts'
import { letters } from '#drizzle/schema/letters.ts'
import { isSendable } from './automatic-letter.ts'
import type { LetterKind, LetterLanguage } from './letter.ts'

/** The job that sends one letter; its payload is `{ letterId }`. The row is the truth, the job only says "work here". */
export const sendLetterTask = 'send-letter'

export type LetterToQueue = {
  ticketId: number
  kind: LetterKind
  language: LetterLanguage
  recipient: string
  /** By the desk itself, not by a person's ruling. */
  automatic: boolean
  /** For `link`, `password_changed` and `recovered`. */
  resetId?: number
  /** For `hold` and `confirm`. */
  approvalId?: number
  /** The Message-ID of the mail that it answers. */
  inReplyTo?: string | null
  now: Date
  /** The host in our Message-IDs. */
  host: string
  messageIdKey: Uint8Array
}

/** So many rulings a UTC day may write to one address. */
const mostRulingsADay = 3

/** Anybody may write a stranger's address into From: what answers a mail must not become a flood to the stranger. */
const answers: readonly LetterKind[] = ['ask', 'nothing']

/**
 * Puts a letter into the outbox within the caller's transaction; it leaves when that commits. Null when it does not
 * leave: an automatic letter of its kind went to this recipient on this UTC day already, or cannot go there; or rulings have
 * written there three times on this day, and the letter is kept as suppressed. A link is never held back.
 *
 * @throws when somebody ruled to write to what is no address
 */
export async function queueLetter(tx: Tx, letter: LetterToQueue): Promise<number | null> {
  const { ticketId, kind, recipient, automatic, now } = letter
  if (!isSendable(recipient)) {
    if (automatic) return null
    throw new Error(`Ticket ${ticketId}: the letter has no address that mail can be sent to.`)
  }
  const suppressed = !automatic && answers.includes(kind) && (await wroteEnough(tx, recipient, dayOf(now)))
  const row = {
    ...rowOf(letter),
    ...(suppressed && {
      state: 'suppressed' as const,
      lastError: `This address was written to ${mostRulingsADay} times today.`,
    }),
  }
  const [id] = await insertLetters(tx, [row])
  if (id === undefined || suppressed) return null
  await askToSend(tx, id)
  return id
}

/** Puts many automatic letters into the outbox at once, each as {@link queueLetter} would, in their order. */
export async function queueAutomaticLetters(
  tx: Tx,
  given: readonly (LetterToQueue & { automatic: true })[],
): Promise<void> {
  const sendable = given.filter(({ recipient }) => isSendable(recipient))
  if (sendable.length === 0) return
  const ids = await insertLetters(tx, sendable.map(rowOf))
  if (ids.length === 0) return
  const jobs = ids.map((letterId) => ({ payload: { letterId }, key: `letter-${letterId}` }))
  await tx.execute(sql`select latchkey_add_jobs(${sendLetterTask}, ${JSON.stringify(jobs)}::json)`)
}

function rowOf({ ticketId, host, messageIdKey, now, ...letter }: LetterToQueue): typeof letters.$inferInsert {
  return {
    ...letter,
    ticketId,
    day: dayOf(now),
    messageId: signMessageId({ ticketId, letterId: randomUUID(), host }, messageIdKey),
    notBefore: now,
    createdAt: now,
  }
}

function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10)
}

/** @returns the numbers of those that were not one too many for their recipient and day */
async function insertLetters(tx: Tx, rows: (typeof letters.$inferInsert)[]): Promise<number[]> {
  const inserted = await tx
    .insert(letters)
    .values(rows)
    .onConflictDoNothing({ target: [letters.recipient, letters.day, letters.kind], where: sql`automatic` })
    .returning({ id: letters.id })
  return inserted.map(({ id }) => id)
}

/** One after the other for an address, so that rulings at the same time are counted too. */
async function wroteEnough(tx: Tx, recipient: string, day: string): Promise<boolean> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`letters ${recipient}`}, 0))`)
  const [written] = await tx
    .select({ letters: count() })
    .from(letters)
    .where(
      and(
        eq(letters.recipient, recipient),
        eq(letters.day, day),
        eq(letters.automatic, false),
        inArray(letters.kind, [...answers]),
        ne(letters.state, 'suppressed'),
      ),
    )
  return (written?.letters ?? 0) >= mostRulingsADay
}

/** Asks the outbox to send a letter, now or at a time; a job for the same letter that waits is moved, not doubled. */
export async function askToSend(db: Db | Tx, letterId: number, at: Date | null = null): Promise<void> {
  const payload = JSON.stringify({ letterId })
  await db.execute(
    sql`select latchkey_add_job(${sendLetterTask}, ${payload}::json, ${at?.toISOString() ?? null}::timestamptz, ${`letter-${letterId}`})`,
  )
}

/**
 * Asks again for letters that should have left and did not: their worker was killed, or their job was lost.
 *
 * @returns how many
 */
export async function askAgain(db: Db, now: Date): Promise<number> {
  const overdue = new Date(now.getTime() - overdueMs)
  const waiting = await db
    .select({ id: letters.id })
    .from(letters)
    .where(and(eq(letters.state, 'queued'), lt(letters.notBefore, overdue)))
    .orderBy(letters.notBefore)
    .limit(500)
  for (const { id } of waiting) await askToSend(db, id)
  return waiting.length
}

const overdueMs = 60_000
