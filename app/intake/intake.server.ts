/*
 * The way of a mail, on one page. Its bytes are kept already (app/mailboxes/keep-raw-mail.server.ts):
 *
 *   takeMails       rows that wait, locked so that no other worker takes them
 *   readMail        parse -> sender -> filters -> claims -> kind          (no database: explain reads alike)
 *   placeMail       thread -> account -> score -> open | join | quarantine | set aside
 *   audit           one entry a batch
 *
 * One transaction a batch; if it fails the mails go singly, and the one that throws is marked failed with its reason.
 */
import { and, asc, eq, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import { appendAudit } from '#app/audit/audit.server.ts'
import type { Db, Tx } from '#app/db/db.server.ts'
import { rawMails } from '#drizzle/schema/mails.ts'
import { type Desk, type Placement, placeMail } from './place-mail.server.ts'
import { readMail, StepError } from './read-mail.server.ts'
import { findReplayed } from './replay.server.ts'
import type { TakenMail } from './taken-mail.ts'

/** What became of one mail. */
type Fate = Placement | { outcome: 'failed' | 'waits for DNS' | 'duplicate'; ticketId: null }

/** What one batch may hold in memory, in bytes. */
const mostBatchBytes = 32_000_000

const dnsSilent = 'DNS gave no answer in time'
/** After some nine hours a mail is no longer waiting but failed: listed, with a button to try again. */
const mostDnsTries = 12

/** How long a mail waits for DNS before it is judged again: growing, one hour at most. */
const retryAfterMs = (attempts: number) => Math.min(60, 2 ** attempts) * 60_000

/**
 * Takes in the mails that wait, oldest first.
 *
 * @param most how many mails one transaction takes
 * @returns how many were taken; 0 means that nothing waits
 */
export async function takeInMails(db: Db, desk: Desk, most: number): Promise<number> {
  try {
    return await db.transaction((tx) => takeInBatch(tx, desk, most))
  } catch (error) {
    if (most === 1) throw error
    return takeInSingly(db, desk, most)
  }
}

async function takeInBatch(tx: Tx, desk: Desk, most: number): Promise<number> {
  const mails = await takeMails(tx, most, desk.now())
  const replayed = await findReplayed(tx, mails)
  const readings = await Promise.allSettled(
    mails.map((mail, index) => readMail(mail.bytes, mail.arrivedAt, desk.reader, replayed[index])),
  )
  const fates: Fate[] = []
  for (const [index, mail] of mails.entries()) {
    const reading = readings[index] as (typeof readings)[number]
    fates.push(
      reading.status === 'fulfilled'
        ? await settle(tx, mail, reading.value, desk)
        : await fail(tx, mail, reading.reason),
    )
  }
  await recordBatch(tx, mails, fates, desk.now())
  return mails.length
}

/** Each mail in a transaction of its own, so that one bad mail costs only itself. */
async function takeInSingly(db: Db, desk: Desk, most: number): Promise<number> {
  let taken = 0
  for (let turn = 0; turn < most; turn += 1) {
    let current: TakenMail | undefined
    try {
      const count = await db.transaction(async (tx) => {
        ;[current] = await takeMails(tx, 1, desk.now())
        return takeInBatch(tx, desk, 1)
      })
      if (count === 0) return taken
    } catch (error) {
      if (!current || isPassing(error)) throw error
      const mail = current
      await db.transaction((tx) => fail(tx, mail, error))
    }
    taken += 1
  }
  return taken
}

/** Locks what waits; of many large mails only as many as fit into memory, but always one. */
async function takeMails(tx: Tx, most: number, now: Date): Promise<TakenMail[]> {
  const { id, bytes, sha256, arrivedAt, attempts } = rawMails
  const waiting = await tx
    .select({ id, size: sql<number>`octet_length(${bytes})` })
    .from(rawMails)
    .where(and(eq(rawMails.state, 'received'), or(isNull(rawMails.notBefore), lte(rawMails.notBefore, now))))
    .orderBy(asc(rawMails.id))
    .limit(most)
    .for('update', { skipLocked: true })
  let room = mostBatchBytes
  const fitting = waiting.filter(({ size }, index) => {
    room -= size
    return index === 0 || room >= 0
  })
  if (fitting.length === 0) return []
  return tx
    .select({ id, bytes, sha256, arrivedAt, attempts })
    .from(rawMails)
    .where(
      inArray(
        rawMails.id,
        fitting.map((mail) => mail.id),
      ),
    )
    .orderBy(asc(rawMails.id))
}

/** Gives one read mail its place, or has it wait. */
async function settle(
  tx: Tx,
  mail: TakenMail,
  reading: Awaited<ReturnType<typeof readMail>>,
  desk: Desk,
): Promise<Fate> {
  const twin = await findTwin(tx, mail)
  if (twin !== null) {
    const reason = 'the same bytes came before'
    await tx
      .update(rawMails)
      .set({ state: 'done', duplicateOf: twin, reason, kind: reading.kind })
      .where(eq(rawMails.id, mail.id))
    return { outcome: 'duplicate', ticketId: null }
  }
  if (reading.verdict.timedOut) {
    if (mail.attempts >= mostDnsTries) return fail(tx, mail, new StepError('sender', dnsSilent))
    const notBefore = new Date(desk.now().getTime() + retryAfterMs(mail.attempts))
    await tx
      .update(rawMails)
      .set({ attempts: mail.attempts + 1, notBefore, reason: dnsSilent, trace: [...reading.trace] })
      .where(eq(rawMails.id, mail.id))
    return { outcome: 'waits for DNS', ticketId: null }
  }
  const placement = await placeMail(tx, mail, reading, desk)
  await tx
    .update(rawMails)
    .set({
      state: placement.outcome === 'quarantined' ? 'quarantined' : 'done',
      attempts: mail.attempts + 1,
      kind: reading.kind,
      reason: reading.kindReason,
      failedStep: null,
      trace: [...reading.trace, { step: 'place', outcome: placement.outcome, ms: 0 }],
    })
    .where(eq(rawMails.id, mail.id))
  return placement
}

/** An earlier mail with the very same bytes: it cannot be pre-claimed, since the hops' own lines are part of them. */
async function findTwin(tx: Tx, mail: TakenMail): Promise<number | null> {
  const [twin] = await tx
    .select({ id: rawMails.id })
    .from(rawMails)
    .where(
      and(
        eq(rawMails.sha256, mail.sha256),
        sql`${rawMails.id} < ${mail.id}`,
        sql`${rawMails.state} in ('done', 'quarantined')`,
      ),
    )
    .orderBy(asc(rawMails.id))
    .limit(1)
  return twin?.id ?? null
}

async function fail(tx: Tx, mail: TakenMail, error: unknown): Promise<Fate> {
  await tx
    .update(rawMails)
    .set({
      state: 'failed',
      attempts: mail.attempts + 1,
      failedStep: error instanceof StepError ? error.step : 'place',
      reason: reasonOf(error),
    })
    .where(eq(rawMails.id, mail.id))
  return { outcome: 'failed', ticketId: null }
}

/** A sentence for agents; a database error keeps its code and constraint, never its parameters (people's data). */
function reasonOf(error: unknown): string {
  const cause = (error as { cause?: { code?: string; constraint_name?: string } }).cause
  if (cause?.code)
    return `the database refused it: ${cause.code}${cause.constraint_name ? ` (${cause.constraint_name})` : ''}`
  if (error instanceof StepError) return error.message.slice(0, 500)
  return `${error instanceof Error ? error.name : 'Error'} while it was placed`
}

/** Lost connections, deadlocks and restarts say nothing of the mail: it keeps waiting. */
function isPassing(error: unknown): boolean {
  const code =
    (error as { cause?: { code?: string }; code?: string }).cause?.code ?? (error as { code?: string }).code ?? ''
  return /^(08|40|53|57|CONNECTION|ECONN|EPIPE)/.test(code)
}

async function recordBatch(tx: Tx, mails: readonly TakenMail[], fates: readonly Fate[], now: Date): Promise<void> {
  if (mails.length === 0) return
  const details = {
    mails: mails.map(({ id }, index) => ({
      id,
      outcome: fates[index]?.outcome,
      ticket: fates[index]?.ticketId ?? null,
    })),
  }
  await appendAudit(tx, [
    { verb: 'mails_taken_in', at: now, staffId: null, ticketId: null, accountNumber: null, details },
  ])
}
