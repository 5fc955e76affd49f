import { eq } from 'drizzle-orm'
import type { Db } from '#app/db/db.server.ts'
import { mailboxes } from '#drizzle/schema/mailboxes.ts'
import { type Cursor, findStart, type Listed, newerThan, nextStretch, splitBatches } from './cursor.ts'
import type { ImapLink } from './imap-link.server.ts'
import { type FetchedMail, keepRawMails } from './keep-raw-mail.server.ts'
import { LeaseLost } from './lease.server.ts'
import type { Mailbox } from './mailbox.ts'

/** How often the link broke while a mail was fetched alone, by UID. */
export type Strikes = Map<number, number>

/** After so many broken links a mail is recorded as not fetchable, and passed. */
const mostStrikes = 5
const batchLimits = { maxBytes: 8 * 2 ** 20, maxCount: 100 }
const stretchWidth = 1000
const dayMs = 86_400_000

/** The database did not take the mails. Says its code and nothing of what was to be written. */
export class StoreFault extends Error {
  constructor(cause: unknown) {
    const { code } = ((cause as { cause?: unknown }).cause ?? cause) as { code?: unknown }
    super(`The database did not take the mails (${typeof code === 'string' ? code : 'no code'}).`, { cause })
  }
}

type Sync = {
  db: Db
  mailbox: Mailbox
  holder: string
  strikes: Strikes
  signal: AbortSignal
  clock: () => Date
}

/** Keeps every mail after the cursor, batch by batch: bytes first, then the cursor, both in one transaction. */
export async function catchUp(link: ImapLink, sync: Sync): Promise<{ kept: number; duplicates: number }> {
  const folder = await link.examine()
  const cursor = await readCursor(sync)
  const start = findStart(cursor, folder, sync.mailbox.backfill)
  const keep = keeper(sync, folder.uidvalidity, start.renumbered)
  if (cursor.uidvalidity !== folder.uidvalidity) {
    sync.strikes.clear()
    await keep([], start.lastUid)
  }
  let lastUid = start.lastUid
  let width = stretchWidth
  const total = { kept: 0, duplicates: 0 }
  for (let more = folder.exists > 0; more; ) {
    const stretch = nextStretch(lastUid + 1, width, folder.uidNext)
    const listed = newerThan(lastUid, await link.list(stretch.range))
    for (const batch of planBatches(listed, sync.strikes)) {
      sync.signal.throwIfAborted()
      const { kept, duplicates } = await keepBatch(link, batch, sync.strikes, keep)
      total.kept += kept
      total.duplicates += duplicates
    }
    width = listed.length === 0 ? width * 2 : stretchWidth
    lastUid = stretch.to ?? lastUid
    more = stretch.to !== null
  }
  return total
}

/** A mail on which a link broke before travels alone, so that it takes no other with it. */
function planBatches(listed: readonly Listed[], strikes: Strikes): Listed[][] {
  return splitBatches(listed, strikes.size > 0 ? { ...batchLimits, maxCount: 1 } : batchLimits)
}

type Keep = (mails: readonly FetchedMail[], upTo?: number) => Promise<{ kept: number; duplicates: number }>

async function keepBatch(link: ImapLink, batch: readonly Listed[], strikes: Strikes, keep: Keep) {
  const spent = batch.filter(({ uid }) => (strikes.get(uid) ?? 0) >= mostStrikes)
  if (spent.length > 0) {
    for (const { uid } of spent) strikes.delete(uid)
    return keep(spent.map(({ uid }) => unfetchable(uid, `The connection broke ${mostStrikes} times on this mail.`)))
  }
  const { mails, error } = await link.fetch(batch)
  const whole = prefix(batch, mails)
  const total = whole.length > 0 ? await keep(whole) : { kept: 0, duplicates: 0 }
  for (const { uid } of whole) strikes.delete(uid)
  const rest = batch.slice(whole.length)
  const [next] = rest
  if (next === undefined) return total
  if (error && !link.alive()) {
    strikes.set(next.uid, (strikes.get(next.uid) ?? 0) + (batch.length === 1 ? 1 : 0))
    throw error
  }
  // The server refused the batch or left something out: each mail for itself shows which.
  const single = batch.length === 1
  const parts = single
    ? [
        await keep([
          unfetchable(next.uid, error ? `The server refused it: ${words(error)}` : 'The server did not give it.'),
        ]),
      ]
    : []
  if (!single) for (const mail of rest) parts.push(await keepBatch(link, [mail], strikes, keep))
  return parts.reduce(
    (sum, part) => ({ kept: sum.kept + part.kept, duplicates: sum.duplicates + part.duplicates }),
    total,
  )
}

/** The fetched mails up to the first that is missing: the cursor must not pass a gap. */
function prefix(batch: readonly Listed[], mails: readonly FetchedMail[]): FetchedMail[] {
  const byUid = new Map(mails.map((mail) => [mail.uid, mail]))
  const gap = batch.findIndex(({ uid }) => !byUid.has(uid))
  return batch.slice(0, gap === -1 ? batch.length : gap).flatMap(({ uid }) => byUid.get(uid) ?? [])
}

function unfetchable(uid: number, fault: string): FetchedMail {
  return { uid, bytes: new Uint8Array(), internalDate: new Date(), fault }
}

function words(error: unknown): string {
  const { responseText, message } = error as { responseText?: unknown; message?: unknown }
  return String(responseText ?? message ?? 'no reason given').slice(0, 200)
}

function keeper({ db, mailbox, holder, clock }: Sync, uidvalidity: number, renumbered: boolean): Keep {
  const before = mailbox.createdAt.getTime() - dayMs
  // Mails from before the desk was connected were passed then; new numbers do not make them new.
  const old = ({ internalDate }: FetchedMail) =>
    renumbered && mailbox.backfill === 'none' && internalDate.getTime() < before
  return async (fetched, upTo) => {
    const mails = fetched.map((mail) =>
      old(mail) && !mail.fault ? { ...mail, setAside: 'It was in the folder before the desk was connected.' } : mail,
    )
    const now = clock()
    try {
      return await db.transaction((tx) =>
        keepRawMails(tx, {
          mailboxId: mailbox.id,
          uidvalidity,
          mails,
          holder,
          now,
          ...(upTo !== undefined && { upTo }),
        }),
      )
    } catch (error) {
      throw error instanceof LeaseLost ? error : new StoreFault(error)
    }
  }
}

async function readCursor({ db, mailbox }: Sync): Promise<Cursor> {
  const [cursor] = await db
    .select({ uidvalidity: mailboxes.uidvalidity, lastUid: mailboxes.lastUid })
    .from(mailboxes)
    .where(eq(mailboxes.id, mailbox.id))
    .catch((error: unknown) => {
      throw new StoreFault(error)
    })
  if (!cursor) throw new Error(`Mailbox ${mailbox.id} is no longer there.`)
  return cursor
}
