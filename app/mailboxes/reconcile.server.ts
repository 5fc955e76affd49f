import { createHash } from 'node:crypto'
import { and, eq, gte, inArray, min, sql } from 'drizzle-orm'
import type { Db, Tx } from '#app/db/db.server.ts'
import { mailboxes } from '#drizzle/schema/mailboxes.ts'
import { rawMails } from '#drizzle/schema/mails.ts'
import { splitBatches } from './cursor.ts'
import { type ImapLink, openLink } from './imap-link.server.ts'
import { type FetchedMail, keepRawMails } from './keep-raw-mail.server.ts'
import type { ListedMailbox } from './mailbox-state.server.ts'
import { findGaps, type OnServer, packUids } from './reconcile.ts'

/** What became of the kept mails of a window. */
export type Outcomes = {
  received: number
  done: number
  failed: number
  quarantined: number
  /** Done or quarantined, and yet beside no ticket: should be 0. */
  unplaced: number
}

export type Reconciled = {
  address: string
  folder: string
  uidvalidity: number
  onServer: number
  /** How many of these have a row. */
  kept: number
  /** Mails that the reader has yet to come to. */
  waiting: number
  gaps: number[]
  /** Rows without bytes: the mail could not be fetched. */
  unfetched: number[]
  refetched: number
  outcomes: Outcomes
}

export type Reconciling = {
  db: Db
  mailbox: ListedMailbox & { address: string }
  password: string
  /** Only mails that the server received from then on; null for all. */
  since: Date | null
  /** Fetches again what is missing. */
  refetch: boolean
  signal: AbortSignal
  now: Date
}

const batchLimits = { maxBytes: 8 * 2 ** 20, maxCount: 100 }
/** How many UIDs are compared at a time. */
const stretch = 5_000

/** Compares what the server has with what is kept. The folder is opened read-only; the server's mail stays as it is. */
export async function reconcileMailbox(reconciling: Reconciling): Promise<Reconciled> {
  const { db, mailbox, signal } = reconciling
  const link = await openLink(mailbox, reconciling.password, signal)
  try {
    // The folder first: what the reader keeps between the two looks is then after its end, and no gap.
    const folder = await link.examine()
    const cursor = await readCursor(db, mailbox.id)
    const place = { ...reconciling, uidvalidity: folder.uidvalidity }
    const result = {
      ...{ onServer: 0, kept: 0, waiting: 0, refetched: 0 },
      ...{ gaps: [] as number[], unfetched: [] as number[] },
    }
    // Under a new numbering the reader begins anew: until then everything waits.
    const lastUid = cursor.uidvalidity === folder.uidvalidity ? cursor.lastUid : 0
    const firstUid = await readFirstUid(place)
    for (let from = 1; folder.exists > 0 && from < folder.uidNext; from += stretch) {
      signal.throwIfAborted()
      const to = Math.min(from + stretch - 1, folder.uidNext - 1)
      const onServer = await list(link, from, to, reconciling.since)
      if (onServer.length === 0) continue
      const rows = await readRows(place, from, to)
      const uids = rows.map(({ uid }) => uid)
      const known = new Set(uids)
      const { backfill, createdAt } = mailbox
      const gaps = findGaps(onServer, { lastUid, uids, firstUid, backfill, createdAt })
      const there = new Set(onServer.map(({ uid }) => uid))
      const unfetched = rows.filter(({ uid, empty }) => empty && there.has(uid)).map(({ uid }) => uid)
      result.onServer += onServer.length
      result.kept += onServer.filter(({ uid }) => known.has(uid)).length
      result.waiting += onServer.filter(({ uid }) => uid > lastUid && !known.has(uid)).length
      result.gaps.push(...gaps)
      result.unfetched.push(...unfetched)
      if (reconciling.refetch) result.refetched += await refetch(link, place, [...gaps, ...unfetched])
    }
    const { address, folder: name } = { address: mailbox.address, folder: mailbox.folder }
    const outcomes = await countOutcomes(place)
    return { address, folder: name, uidvalidity: folder.uidvalidity, ...result, outcomes }
  } finally {
    await link.close()
  }
}

/** The addresses of mailboxes, which their readers do not need. */
export async function readAddresses(db: Db): Promise<Map<string, string>> {
  const rows = await db.select({ id: mailboxes.id, address: mailboxes.address }).from(mailboxes)
  return new Map(rows.map(({ id, address }) => [id, address]))
}

type Place = Reconciling & { uidvalidity: number }

async function readCursor(db: Db | Tx, mailboxId: string) {
  const [cursor] = await db
    .select({ uidvalidity: mailboxes.uidvalidity, lastUid: mailboxes.lastUid })
    .from(mailboxes)
    .where(eq(mailboxes.id, mailboxId))
  if (!cursor) throw new Error(`Mailbox ${mailboxId} is no longer there.`)
  return cursor
}

const ofPlace = ({ mailbox, uidvalidity }: Place) =>
  and(eq(rawMails.mailboxId, mailbox.id), eq(rawMails.uidvalidity, uidvalidity))

async function readFirstUid(place: Place): Promise<number | null> {
  const [row] = await place.db
    .select({ first: min(rawMails.uid) })
    .from(rawMails)
    .where(ofPlace(place))
  return row?.first ?? null
}

const withoutBytes = sql`(${rawMails.state} = 'failed' and length(${rawMails.bytes}) = 0)`

async function readRows(place: Place, from: number, to: number) {
  const rows = await place.db
    .select({ uid: sql<number>`${rawMails.uid}`.mapWith(Number), empty: sql<boolean>`${withoutBytes}` })
    .from(rawMails)
    .where(and(ofPlace(place), sql`${rawMails.uid} between ${from} and ${to}`))
  return rows
}

async function list(link: ImapLink, from: number, to: number, since: Date | null): Promise<OnServer[]> {
  const listed = await link.list(`${from}:${to}`)
  return listed.flatMap(({ uid, internalDate }) => {
    const date = internalDate ?? new Date()
    return uid >= from && uid <= to && (since === null || date >= since) ? [{ uid, internalDate: date }] : []
  })
}

/** Fetches mails again, keeps what had no row, and fills the rows that had no bytes. */
async function refetch(link: ImapLink, place: Place, uids: readonly number[]): Promise<number> {
  if (uids.length === 0) return 0
  const wanted = new Set(uids)
  const listed = (await link.list(packUids(uids))).filter(({ uid }) => wanted.has(uid))
  let refetched = 0
  for (const batch of splitBatches(listed, batchLimits)) {
    place.signal.throwIfAborted()
    const { mails } = await link.fetch(batch)
    refetched += await place.db.transaction((tx) => keepAgain(tx, place, mails))
    // A server that gives a mail with an error gives the next in peace only on a link that still stands.
    if (!link.alive()) break
  }
  return refetched
}

async function keepAgain(tx: Tx, place: Place, mails: readonly FetchedMail[]): Promise<number> {
  const { mailbox, uidvalidity, now } = place
  const [locked] = await tx
    .select({ uidvalidity: mailboxes.uidvalidity })
    .from(mailboxes)
    .where(eq(mailboxes.id, mailbox.id))
    .for('update')
  // The reader has begun under another numbering meanwhile: these UIDs mean other mails there.
  if (locked?.uidvalidity !== uidvalidity) return 0
  const filled = await fillRows(tx, place, mails)
  const { kept } = await keepRawMails(tx, { mailboxId: mailbox.id, uidvalidity, mails, upTo: 0, now })
  return kept + filled
}

/** Gives rows their bytes at last; bytes that came by another way meanwhile are recorded as a repeat. */
async function fillRows(tx: Tx, place: Place, mails: readonly FetchedMail[]): Promise<number> {
  const { mailbox, now } = place
  let filled = 0
  for (const { uid, bytes, internalDate, fault } of mails) {
    if (bytes.length === 0) continue
    const sha256 = new Uint8Array(createHash('sha256').update(bytes).digest())
    const [row] = await tx
      .update(rawMails)
      .set({
        bytes,
        sha256,
        arrivedAt: internalDate,
        keptAt: now,
        state: fault ? 'failed' : 'received',
        failedStep: fault ? 'fetch' : null,
        reason: fault ?? null,
        notBefore: null,
      })
      .where(and(ofPlace(place), eq(rawMails.uid, uid), withoutBytes))
      .returning({ id: rawMails.id })
    if (!row) continue
    filled += 1
    await tx
      .update(rawMails)
      .set({
        state: 'done',
        reason: 'The mailbox brought the same bytes before.',
        duplicateOf: sql`(select min(other.id) from ${rawMails} other
          where other.sha256 = ${rawMails.sha256} and other.id <> ${rawMails.id}
            and (other.mailbox_id = ${mailbox.id} or other.state in ('done', 'quarantined')))`,
      })
      .where(
        and(
          eq(rawMails.id, row.id),
          eq(rawMails.state, 'received'),
          sql`exists (select from ${rawMails} other
            where other.sha256 = ${rawMails.sha256} and other.id <> ${rawMails.id}
              and (other.mailbox_id = ${mailbox.id} or other.state in ('done', 'quarantined')))`,
        ),
      )
  }
  if (filled > 0) await tx.execute(sql`select pg_notify('raw_mails', '')`)
  return filled
}

async function countOutcomes(place: Place): Promise<Outcomes> {
  const { db, since } = place
  const [counted] = await db
    .select({
      received: sql<number>`count(*) filter (where ${rawMails.state} = 'received')::int`,
      done: sql<number>`count(*) filter (where ${rawMails.state} = 'done')::int`,
      failed: sql<number>`count(*) filter (where ${rawMails.state} = 'failed')::int`,
      quarantined: sql<number>`count(*) filter (where ${rawMails.state} = 'quarantined')::int`,
      // What was set aside unread has no kind, and what repeats another names it.
      unplaced: sql<number>`count(*) filter (where ${inArray(rawMails.state, ['done', 'quarantined'])}
        and ${rawMails.kind} is not null and ${rawMails.duplicateOf} is null
        and not exists (select from messages where messages.raw_mail_id = raw_mails.id))::int`,
    })
    .from(rawMails)
    .where(and(eq(rawMails.mailboxId, place.mailbox.id), since === null ? undefined : gte(rawMails.arrivedAt, since)))
  if (!counted) throw new Error('A count gave no row')
  return counted
}
