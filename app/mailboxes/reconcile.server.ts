import { and, eq, gte, inArray, isNull, sql } from 'drizzle-orm'
import type { Db } from '#app/db/db.server.ts'
import { mailboxes } from '#drizzle/schema/mailboxes.ts'
import { rawMails } from '#drizzle/schema/mails.ts'
import { type Credential, type ImapLink, openLink } from './imap-link.server.ts'
import { wantsOld } from './mailbox.ts'
import type { ListedMailbox } from './mailbox-state.server.ts'
import { countWaiting, findForeign, findGaps, type OnServer } from './reconcile.ts'
import { refetch } from './refetch.server.ts'

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
  /** Kept UIDs under which the server has another mail now, by its date of receipt: another server, or another folder. */
  foreign: number[]
  refetched: number
  outcomes: Outcomes
}

export type Reconciling = {
  db: Db
  mailbox: ListedMailbox & { address: string }
  credential: Credential
  /** Only mails that the server received from then on; null for all. */
  since: Date | null
  /** Fetches again what is missing. */
  refetch: boolean
  signal: AbortSignal
  now: Date
}

/** How many UIDs are compared at a time. */
const stretch = 5_000

/** Compares what the server has with what is kept. The folder is opened read-only; the server's mail stays as it is. */
export async function reconcileMailbox(reconciling: Reconciling): Promise<Reconciled> {
  const { db, mailbox, signal } = reconciling
  const link = await openLink(mailbox, reconciling.credential, signal)
  try {
    // The folder first: what the reader keeps between the two looks is then after its end, and no gap.
    const folder = await link.examine()
    const cursor = await readCursor(db, mailbox.id)
    const place = { ...reconciling, uidvalidity: folder.uidvalidity }
    const result = {
      ...{ onServer: 0, kept: 0, waiting: 0, refetched: 0 },
      ...{ gaps: [] as number[], unfetched: [] as number[], foreign: [] as number[] },
    }
    // Under a new numbering the reader begins anew: until then everything waits.
    const reached = cursor.uidvalidity === folder.uidvalidity ? cursor : { lastUid: 0, startUid: 1, backfillUid: 0 }
    for (let from = 1; folder.exists > 0 && from < folder.uidNext; from += stretch) {
      signal.throwIfAborted()
      const to = Math.min(from + stretch - 1, folder.uidNext - 1)
      const onServer = await list(link, from, to, reconciling.since)
      if (onServer.length === 0) continue
      const rows = await readRows(place, from, to)
      const uids = rows.map(({ uid }) => uid)
      const known = new Set(uids)
      const kept = { ...reached, uids, wants: (date: Date) => wantsOld(mailbox, date) }
      const gaps = findGaps(onServer, kept)
      const there = new Set(onServer.map(({ uid }) => uid))
      const unfetched = rows.filter(({ uid, empty }) => empty && there.has(uid)).map(({ uid }) => uid)
      result.onServer += onServer.length
      result.kept += onServer.filter(({ uid }) => known.has(uid)).length
      result.waiting += countWaiting(onServer, kept)
      result.gaps.push(...gaps)
      result.unfetched.push(...unfetched)
      result.foreign.push(...findForeign(onServer, rows))
      if (reconciling.refetch)
        result.refetched += await refetch(link, { ...place, mailboxId: mailbox.id }, [...gaps, ...unfetched])
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

async function readCursor(db: Db, mailboxId: string) {
  const { uidvalidity, lastUid, startUid, backfillUid } = mailboxes
  const [cursor] = await db
    .select({ uidvalidity, lastUid, startUid, backfillUid })
    .from(mailboxes)
    .where(eq(mailboxes.id, mailboxId))
  if (!cursor) throw new Error(`Mailbox ${mailboxId} is no longer there.`)
  return { ...cursor, startUid: cursor.startUid ?? 1 }
}

const ofPlace = ({ mailbox, uidvalidity }: Place) =>
  and(eq(rawMails.mailboxId, mailbox.id), eq(rawMails.uidvalidity, uidvalidity))

const withoutBytes = isNull(rawMails.sha256)

async function readRows(place: Place, from: number, to: number) {
  const rows = await place.db
    .select({
      uid: sql<number>`${rawMails.uid}`.mapWith(Number),
      arrivedAt: rawMails.arrivedAt,
      empty: sql<boolean>`${withoutBytes}`,
    })
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
