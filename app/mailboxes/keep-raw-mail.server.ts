import { and, eq, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm'
import type { Tx } from '#app/db/db.server.ts'
import { hexOf, jsonRows } from '#app/db/json-rows.server.ts'
import { rawContents, rawMails } from '#drizzle/schema/mails.ts'
import { type Advance, countHour, moveCursor } from './move-cursor.server.ts'
import { hashOf, putContents } from './raw-contents.server.ts'

export type FetchedMail = {
  uid: number
  bytes: Uint8Array
  /** When the server received it. */
  internalDate: Date
  /** Why the bytes are not all there: the mail is kept as failed, where agents see it. */
  fault?: string
  /** Why it is kept but not opened, e.g. that it was there before the desk was. */
  setAside?: string
  /** It lay in the folder before the desk was connected, and is asked for all the same. */
  backfilled?: boolean
}

type Keeping = {
  mailboxId: string
  uidvalidity: number
  mails: readonly FetchedMail[]
  /** Which cursor moves in the same transaction, and where to. */
  advance: Advance
  /** Who must hold the lease for any of this to be written. */
  holder?: string
  now: Date
}

/**
 * Keeps the bytes of mails before anything reads them, and moves the cursor in the same transaction. A UID that is
 * kept already is left alone; a mail whose bytes this mailbox has brought before (its UIDs were given anew, or it was
 * moved away and back), or whose bytes were let go since, is recorded as done with what it repeats.
 *
 * @returns how many are new, and how many of these repeat an earlier mail
 * @throws LeaseLost when another worker has taken the mailbox: roll back and stop
 */
export async function keepRawMails(tx: Tx, keeping: Keeping): Promise<{ kept: number; duplicates: number }> {
  const { mailboxId, uidvalidity, mails, now } = keeping
  // First, for it locks the mailbox: whoever keeps mails of one mailbox keeps them one after the other.
  await moveCursor(tx, keeping)
  if (mails.length === 0) return { kept: 0, duplicates: 0 }
  const come = mails.filter(hasCome)
  const hashes = await putContents(
    tx,
    come.map(({ bytes }) => bytes),
  )
  const hashByUid = new Map(come.map(({ uid }, index) => [uid, hashes[index]]))
  const rows = mails.map(({ uid, internalDate, fault, setAside, backfilled = false }) => ({
    uid,
    sha256: hexOrNull(hashByUid.get(uid)),
    backfilled,
    arrived_at: internalDate,
    state: fault ? 'failed' : setAside ? 'done' : 'received',
    failed_step: fault ? 'fetch' : null,
    reason: fault ?? setAside ?? null,
  }))
  const written = await tx.execute<{ id: string; uid: string }>(sql`
    insert into raw_mails (mailbox_id, uidvalidity, uid, sha256, backfilled, arrived_at, kept_at, state, failed_step, reason)
    select ${mailboxId}::uuid, ${uidvalidity}::bigint, uid, decode(sha256, 'hex'), backfilled, arrived_at,
      ${now.toISOString()}::timestamptz, state, failed_step, reason
    from json_to_recordset(${jsonRows(rows)}::json) given
      (uid bigint, sha256 text, backfilled boolean, arrived_at timestamptz, state text, failed_step text, reason text)
    on conflict (mailbox_id, uidvalidity, uid) do nothing
    returning id, uid`)
  const kept = written.map(({ id, uid }) => ({ id: Number(id), uid: Number(uid) }))
  const duplicates = await markDuplicates(
    tx,
    mailboxId,
    kept.map(({ id }) => id),
  )
  const sizes = new Map(mails.map(({ uid, bytes }) => [uid, bytes.length]))
  await countHour(tx, { mailboxId, now, sizes: kept.map(({ uid }) => sizes.get(uid) ?? 0) })
  return { kept: kept.length, duplicates }
}

const hexOrNull = (bytes: Uint8Array | undefined) => (bytes === undefined ? null : hexOf(bytes))

/** Bytes came, though they may be none; a mail that could not be fetched has none and a fault. */
const hasCome = ({ bytes, fault }: FetchedMail) => bytes.length > 0 || fault === undefined

async function markDuplicates(tx: Tx, mailboxId: string, ids: readonly number[]): Promise<number> {
  if (ids.length === 0) return 0
  const earlier = sql`(select min(earlier.id) from ${rawMails} earlier
    where earlier.sha256 = ${rawMails.sha256} and earlier.id < ${rawMails.id} and (earlier.mailbox_id = ${mailboxId}
      or exists (select from ${rawContents} where ${rawContents.sha256} = earlier.sha256 and ${rawContents.purgedAt} is not null)))`
  const marked = await tx
    .update(rawMails)
    .set({
      state: 'done',
      duplicateOf: sql`${earlier}`,
      reason: 'The mailbox brought the same bytes before.',
    })
    .where(and(inArray(rawMails.id, [...ids]), eq(rawMails.state, 'received'), sql`${earlier} is not null`))
    .returning({ id: rawMails.id })
  return marked.length
}

/**
 * Keeps a mail that somebody handed in as a file. The same file handed in again is recorded as a repeat.
 *
 * @returns the number of its row, and the earlier mail that it repeats or null
 */
export async function keepFedMail(
  tx: Tx,
  { bytes, now }: { bytes: Uint8Array; now: Date },
): Promise<{ id: number; duplicateOf: number | null }> {
  const sha256 = hashOf(bytes)
  await putContents(tx, [bytes])
  const [earlier] = await tx
    .select({ id: rawMails.id })
    .from(rawMails)
    .innerJoin(rawContents, eq(rawContents.sha256, rawMails.sha256))
    .where(and(eq(rawMails.sha256, sha256), or(isNull(rawMails.mailboxId), isNotNull(rawContents.purgedAt))))
    .orderBy(rawMails.id)
    .limit(1)
  const [row] = await tx
    .insert(rawMails)
    .values({
      sha256,
      arrivedAt: now,
      keptAt: now,
      ...(earlier && { state: 'done', duplicateOf: earlier.id, reason: 'The same bytes came before.' }),
    })
    .returning({ id: rawMails.id })
  if (!row) throw new Error('The insert of a fed mail returned no row.')
  return { id: row.id, duplicateOf: earlier?.id ?? null }
}
