import { eq } from 'drizzle-orm'
import { mailboxes } from '#drizzle/schema/mailboxes.ts'
import { backfillSome, type OldMail } from './backfill.server.ts'
import { type Cursor, type Folder, findStart, newerThan, nextStretch, type Start } from './cursor.ts'
import type { ImapLink } from './imap-link.server.ts'
import { type Kept, keeper, keepListed, StoreFault, type Sync } from './keep-batch.server.ts'
import type { FetchedMail } from './keep-raw-mail.server.ts'
import { laidBefore, wantsOld } from './mailbox.ts'

const stretchWidth = 1000
const dayMs = 86_400_000

/** What a look at the folder brought; `more` when old mail is left for the next. */
export type Look = Kept & { folder: Folder; more: boolean }

/**
 * Keeps every mail after the cursor, batch by batch: bytes first, then the cursor, both in one transaction. Then keeps
 * some of the old mail that was asked for, so that a long backfill never makes new mail wait.
 */
export async function catchUp(link: ImapLink, sync: Sync, old: OldMail): Promise<Look> {
  const folder = await link.examine()
  sync.onProgress?.()
  const cursor = await readCursor(sync)
  const known = cursor.uidvalidity !== null
  const start = findStart(cursor, folder, known ? null : await findFirstNew(link, folder, sync.mailbox.createdAt))
  if (cursor.uidvalidity !== folder.uidvalidity) {
    sync.strikes.clear()
    old.uids = null
    const begin = keeper(sync, folder.uidvalidity, { advance: () => ({ to: 'begin', ...start }) })
    await begin([])
  }
  const fresh = await keepNew(link, sync, folder, start)
  const { uidvalidity } = folder
  const filled = await backfillSome(link, sync, old, { uidvalidity, startUid: start.startUid })
  return {
    folder,
    kept: fresh.kept + filled.kept,
    duplicates: fresh.duplicates + filled.duplicates,
    more: filled.more,
  }
}

async function keepNew(link: ImapLink, sync: Sync, folder: Folder, start: Start): Promise<Kept> {
  const keep = keeper(sync, folder.uidvalidity, {
    ...(start.renumbered && { mark: renumbered(sync.mailbox) }),
    advance: (lastUid) => ({ to: 'new', lastUid }),
  })
  let { lastUid } = start
  let width = stretchWidth
  const total = { kept: 0, duplicates: 0 }
  for (let more = folder.exists > 0; more; ) {
    const stretch = nextStretch(lastUid + 1, width, folder.uidNext)
    const listed = newerThan(lastUid, await link.list(stretch.range))
    sync.onProgress?.()
    const { kept, duplicates } = await keepListed(link, listed, sync, keep)
    total.kept += kept
    total.duplicates += duplicates
    width = listed.length === 0 ? width * 2 : stretchWidth
    lastUid = stretch.to ?? lastUid
    more = stretch.to !== null
  }
  return total
}

/** Mail from before the desk was connected was passed then, or asked for; new numbers make it neither new nor wanted. */
function renumbered(mailbox: Sync['mailbox']): (mail: FetchedMail) => FetchedMail {
  const connected = mailbox.createdAt.getTime()
  return (mail) => {
    const received = mail.internalDate.getTime()
    if (received < connected - dayMs && !wantsOld(mailbox, mail.internalDate) && !mail.fault)
      return { ...mail, setAside: laidBefore }
    return { ...mail, backfilled: received < connected }
  }
}

/** The first mail that the server received since the mailbox was added: it must not be lost to a late first look. */
async function findFirstNew(link: ImapLink, folder: Folder, createdAt: Date): Promise<number | null> {
  if (folder.exists === 0) return null
  const found = (await link.search(folder.uidNext - 1, createdAt)) ?? []
  const [first] = found
  if (first === undefined) return null
  const listed = await link.list(`${first}:${folder.uidNext - 1}`)
  const since = listed.filter(({ internalDate }) => internalDate !== undefined && internalDate >= createdAt)
  return since.length === 0 ? null : Math.min(...since.map(({ uid }) => uid))
}

async function readCursor({ db, mailbox }: Sync): Promise<Cursor> {
  const { uidvalidity, lastUid, startUid } = mailboxes
  const [cursor] = await db
    .select({ uidvalidity, lastUid, startUid })
    .from(mailboxes)
    .where(eq(mailboxes.id, mailbox.id))
    .catch((error: unknown) => {
      throw new StoreFault(error)
    })
  if (!cursor) throw new Error(`Mailbox ${mailbox.id} is no longer there.`)
  return cursor
}
