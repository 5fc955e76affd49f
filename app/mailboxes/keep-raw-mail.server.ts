import { createHash } from 'node:crypto'
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '#app/db/db.server.ts'
import { mailboxes } from '#drizzle/schema/mailboxes.ts'
import { rawMails } from '#drizzle/schema/mails.ts'
import { LeaseLost } from './lease.server.ts'

export type FetchedMail = {
  uid: number
  bytes: Uint8Array
  /** When the server received it. */
  internalDate: Date
  /** Why the bytes are not all there: the mail is kept as failed, where agents see it. */
  fault?: string
  /** Why it is kept but not opened, e.g. that it was there before the desk was. */
  setAside?: string
}

type Keeping = {
  mailboxId: string
  uidvalidity: number
  mails: readonly FetchedMail[]
  /** Where the cursor moves to; the highest UID of the mails unless said. */
  upTo?: number
  /** Who must hold the lease for any of this to be written. */
  holder?: string
  now: Date
}

/**
 * Keeps the bytes of mails before anything reads them, and moves the cursor in the same transaction. A UID that is
 * kept already is left alone; a mail whose bytes this mailbox has brought before (its UIDs were given anew, or it was
 * moved away and back) is recorded as done with what it repeats.
 *
 * @returns how many are new, and how many of these repeat an earlier mail
 * @throws LeaseLost when another worker has taken the mailbox: roll back and stop
 */
export async function keepRawMails(tx: Tx, keeping: Keeping): Promise<{ kept: number; duplicates: number }> {
  const { mailboxId, uidvalidity, mails, now } = keeping
  const rows = mails.map(({ uid, bytes, internalDate, fault, setAside }) => ({
    mailboxId,
    uidvalidity,
    uid,
    bytes,
    sha256: new Uint8Array(createHash('sha256').update(bytes).digest()),
    arrivedAt: internalDate,
    keptAt: now,
    state: fault ? ('failed' as const) : setAside ? ('done' as const) : ('received' as const),
    failedStep: fault ? 'fetch' : null,
    reason: fault ?? setAside ?? null,
  }))
  const kept =
    rows.length === 0
      ? []
      : await tx
          .insert(rawMails)
          .values(rows)
          .onConflictDoNothing({ target: [rawMails.mailboxId, rawMails.uidvalidity, rawMails.uid] })
          .returning({ id: rawMails.id })
  const duplicates = await markDuplicates(
    tx,
    mailboxId,
    kept.map(({ id }) => id),
  )
  await moveCursor(tx, keeping)
  return { kept: kept.length, duplicates }
}

async function markDuplicates(tx: Tx, mailboxId: string, ids: readonly number[]): Promise<number> {
  if (ids.length === 0) return 0
  const earlier = sql`(select min(earlier.id) from ${rawMails} earlier
    where earlier.sha256 = ${rawMails.sha256} and earlier.mailbox_id = ${mailboxId} and earlier.id < ${rawMails.id}
      and length(earlier.bytes) > 0)`
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

async function moveCursor(tx: Tx, { mailboxId, uidvalidity, mails, upTo, holder }: Keeping): Promise<void> {
  const lastUid = upTo ?? mails.reduce((highest, { uid }) => Math.max(highest, uid), 0)
  const moved = await tx
    .update(mailboxes)
    .set({
      uidvalidity,
      // After a renumbering the cursor starts again; within one numbering it never goes back.
      lastUid: sql`case when ${mailboxes.uidvalidity} = ${uidvalidity}
        then greatest(${mailboxes.lastUid}, ${lastUid}) else ${lastUid} end`,
    })
    .where(and(eq(mailboxes.id, mailboxId), holder === undefined ? undefined : eq(mailboxes.leaseHolder, holder)))
    .returning({ id: mailboxes.id })
  if (moved.length === 0) throw new LeaseLost()
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
  const sha256 = new Uint8Array(createHash('sha256').update(bytes).digest())
  const [earlier] = await tx
    .select({ id: rawMails.id })
    .from(rawMails)
    .where(and(eq(rawMails.sha256, sha256), sql`${rawMails.mailboxId} is null`))
    .orderBy(rawMails.id)
    .limit(1)
  const [row] = await tx
    .insert(rawMails)
    .values({
      bytes,
      sha256,
      arrivedAt: now,
      keptAt: now,
      ...(earlier && { state: 'done', duplicateOf: earlier.id, reason: 'The same file was fed before.' }),
    })
    .returning({ id: rawMails.id })
  if (!row) throw new Error('The insert of a fed mail returned no row.')
  return { id: row.id, duplicateOf: earlier?.id ?? null }
}
