import { and, eq, inArray, isNotNull, isNull, ne, or, sql } from 'drizzle-orm'
import type { Db, Tx } from '#app/db/db.server.ts'
import { mailboxes } from '#drizzle/schema/mailboxes.ts'
import { rawContents, rawMails } from '#drizzle/schema/mails.ts'
import { splitBatches } from './cursor.ts'
import type { ImapLink } from './imap-link.server.ts'
import { batchLimits, whyNotGiven } from './keep-batch.server.ts'
import { type FetchedMail, keepRawMails } from './keep-raw-mail.server.ts'

import { putContents } from './raw-contents.server.ts'
import { packUids } from './reconcile.ts'

/** Where mails are fetched again: a mailbox under one numbering. */
export type RefetchPlace = { db: Db; mailboxId: string; uidvalidity: number; signal: AbortSignal; now: Date }

/**
 * Fetches mails again: keeps what had no row, fills the rows that never had their bytes.
 *
 * @returns how many came
 */
export async function refetch(link: ImapLink, place: RefetchPlace, uids: readonly number[]): Promise<number> {
  if (uids.length === 0) return 0
  const asked = new Set(uids)
  const listed = (await link.list(packUids(uids))).filter(({ uid }) => asked.has(uid))
  let came = 0
  for (const batch of splitBatches(listed, batchLimits)) {
    place.signal.throwIfAborted()
    const { mails } = await link.fetch(batch)
    came += await place.db.transaction((tx) => keepAgain(tx, place, mails))
    // A server that gives a mail with an error gives the next in peace only on a link that still stands.
    if (!link.alive()) break
  }
  return came
}

/** The mailboxes in which somebody waits for a mail to be fetched again. */
export async function listRefetchAsked(db: Db): Promise<string[]> {
  const rows = await db
    .selectDistinct({ mailboxId: rawMails.mailboxId })
    .from(rawMails)
    .where(isNotNull(rawMails.refetchAskedAt))
  return rows.flatMap(({ mailboxId }) => mailboxId ?? [])
}

/** Fetches what agents asked to have again from this mailbox; each that does not come says why. */
export async function refetchAsked(link: ImapLink, place: RefetchPlace): Promise<number> {
  const { db, mailboxId, uidvalidity } = place
  const asked = await db
    .select({ id: rawMails.id, uid: rawMails.uid, uidvalidity: rawMails.uidvalidity })
    .from(rawMails)
    .where(and(eq(rawMails.mailboxId, mailboxId), isNotNull(rawMails.refetchAskedAt)))
    .orderBy(rawMails.uid)
    .limit(mostAtOnce)
  const uids = asked.flatMap((row) => (row.uidvalidity === uidvalidity && row.uid !== null ? [row.uid] : []))
  let came = 0
  // One by one: the fault of one is then its own.
  for (const uid of uids) {
    const [listed] = (await link.list(String(uid))).filter((mail) => mail.uid === uid)
    const { mails, error } = listed ? await link.fetch([listed]) : { mails: [], error: null }
    if (mails.length > 0) came += await db.transaction((tx) => keepAgain(tx, place, mails))
    else await giveUp(place, [uid], listed ? whyNotGiven(error) : 'The server no longer has it.')
    if (error && !link.alive()) throw error
  }
  const renumbered = asked.flatMap((row) => (row.uidvalidity === uidvalidity ? [] : [row.id]))
  if (renumbered.length > 0)
    await db
      .update(rawMails)
      .set({
        refetchAskedAt: null,
        attempts: sql`${rawMails.attempts} + 1`,
        reason: 'The folder has been numbered anew since; the mail came again under its new number.',
      })
      .where(inArray(rawMails.id, renumbered))
  return came
}

const mostAtOnce = 100

async function giveUp({ db, mailboxId, uidvalidity }: RefetchPlace, uids: number[], reason: string): Promise<void> {
  await db
    .update(rawMails)
    .set({ refetchAskedAt: null, attempts: sql`${rawMails.attempts} + 1`, reason })
    .where(and(ofPlace(mailboxId, uidvalidity), inArray(rawMails.uid, uids), neverWhole))
}

/** Failed while it was fetched: there are no bytes of it, or only the first part. */
const neverWhole = and(eq(rawMails.state, 'failed'), eq(rawMails.failedStep, 'fetch'))

const ofPlace = (mailboxId: string, uidvalidity: number) =>
  and(eq(rawMails.mailboxId, mailboxId), eq(rawMails.uidvalidity, uidvalidity))

async function keepAgain(tx: Tx, place: RefetchPlace, mails: readonly FetchedMail[]): Promise<number> {
  const { mailboxId, uidvalidity, now } = place
  const [locked] = await tx
    .select({ uidvalidity: mailboxes.uidvalidity })
    .from(mailboxes)
    .where(eq(mailboxes.id, mailboxId))
    .for('update')
  // The reader has begun under another numbering meanwhile: these UIDs mean other mails there.
  if (locked?.uidvalidity !== uidvalidity) return 0
  const filled = await fillRows(tx, place, mails)
  const { kept } = await keepRawMails(tx, { mailboxId, uidvalidity, mails, advance: { to: 'stay' }, now })
  return kept + filled
}

/** Gives rows their bytes at last; bytes that came by another way meanwhile are recorded as a repeat. */
async function fillRows(tx: Tx, place: RefetchPlace, mails: readonly FetchedMail[]): Promise<number> {
  const { mailboxId, uidvalidity, now } = place
  let filled = 0
  for (const { uid, bytes, internalDate, fault } of mails) {
    if (bytes.length === 0) continue
    const [sha256] = await putContents(tx, [bytes])
    const [row] = await tx
      .update(rawMails)
      .set({
        sha256,
        arrivedAt: internalDate,
        keptAt: now,
        state: fault ? 'failed' : 'received',
        failedStep: fault ? 'fetch' : null,
        reason: fault ?? null,
        notBefore: null,
        refetchAskedAt: null,
      })
      .where(and(ofPlace(mailboxId, uidvalidity), eq(rawMails.uid, uid), neverWhole))
      .returning({ id: rawMails.id })
    if (!row) continue
    filled += 1
    await markRepeat(tx, row.id, mailboxId)
  }
  if (filled > 0) await tx.execute(sql`select pg_notify('raw_mails', '')`)
  return filled
}

async function markRepeat(tx: Tx, id: number, mailboxId: string): Promise<void> {
  const [earlier] = await tx
    .select({ id: sql<number>`min(${rawMails.id})`.mapWith(Number) })
    .from(rawMails)
    .innerJoin(rawContents, eq(rawContents.sha256, rawMails.sha256))
    .where(
      and(
        sql`${rawMails.sha256} = (select sha256 from raw_mails where id = ${id})`,
        ne(rawMails.id, id),
        or(
          eq(rawMails.mailboxId, mailboxId),
          inArray(rawMails.state, ['done', 'quarantined']),
          isNotNull(rawContents.purgedAt),
        ),
      ),
    )
    .having(sql`count(*) > 0`)
  if (!earlier) return
  await tx
    .update(rawMails)
    .set({ state: 'done', reason: 'The mailbox brought the same bytes before.', duplicateOf: earlier.id })
    .where(and(eq(rawMails.id, id), eq(rawMails.state, 'received'), isNull(rawMails.duplicateOf)))
}
