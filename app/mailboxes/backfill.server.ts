import { and, eq, inArray } from 'drizzle-orm'
import { mailboxes } from '#drizzle/schema/mailboxes.ts'
import { rawMails } from '#drizzle/schema/mails.ts'
import type { ImapLink } from './imap-link.server.ts'
import { type Kept, keeper, keepListed, StoreFault, type Sync } from './keep-batch.server.ts'
import { wantsOld } from './mailbox.ts'
import { packUids } from './reconcile.ts'

/** The UIDs of old mail that the server named on this link, ascending; null until it was asked. */
export type OldMail = { uids: number[] | null }

/** How many old mails are looked at before new mail is looked for again. */
const sliceSize = 500

/**
 * Keeps the next of the mails that lay in the folder before the desk was connected, where they are asked for. What is
 * kept already is not fetched again. The counts in the mailbox's row move with every batch.
 */
export async function backfillSome(
  link: ImapLink,
  sync: Sync,
  old: OldMail,
  { uidvalidity, startUid }: { uidvalidity: number; startUid: number },
): Promise<Kept & { more: boolean }> {
  const nothing = { kept: 0, duplicates: 0, more: false }
  if (sync.mailbox.backfill === 'none') return nothing
  const { backfillUid, backfillDone, asked } = await readBackfill(sync)
  if (asked && backfillUid >= startUid - 1) return nothing
  old.uids ??= await findOld(link, startUid - 1, sync.mailbox.backfillSince)
  const left = old.uids.slice(firstAfter(old.uids, backfillUid))
  const slice = left.slice(0, sliceSize)
  const end = slice.length < left.length ? (slice.at(-1) ?? backfillUid) : Math.max(backfillUid, startUid - 1)
  const keep = keeper(sync, uidvalidity, {
    mark: (mail) => ({ ...mail, backfilled: true }),
    advance: (upTo) => ({
      to: 'old',
      backfillUid: upTo,
      backfillDone: backfillDone + firstAfter(slice, upTo),
      backfillTotal: backfillDone + left.length,
    }),
  })
  const kept =
    slice.length === 0 ? nothing : await keepListed(link, await wanted(link, slice, sync, uidvalidity), sync, keep)
  await keep([], end)
  return { ...kept, more: slice.length < left.length }
}

/** Of some UIDs those that are wanted, and are not kept yet. */
async function wanted(link: ImapLink, uids: readonly number[], { db, mailbox }: Sync, uidvalidity: number) {
  const rows = await db
    .select({ uid: rawMails.uid })
    .from(rawMails)
    .where(
      and(eq(rawMails.mailboxId, mailbox.id), eq(rawMails.uidvalidity, uidvalidity), inArray(rawMails.uid, [...uids])),
    )
  const known = new Set(rows.map(({ uid }) => uid))
  const missing = uids.filter((uid) => !known.has(uid))
  if (missing.length === 0) return []
  const asked = new Set(missing)
  const listed = (await link.list(packUids(missing))).filter(
    ({ uid, internalDate }) => asked.has(uid) && wantsOld(mailbox, internalDate ?? new Date()),
  )
  return listed.sort((one, other) => one.uid - other.uid)
}

async function findOld(link: ImapLink, to: number, since: Date | null): Promise<number[]> {
  if (to < 1) return []
  const found = await link.search(to, since)
  if (found) return found
  // A server that does not search lists what there is.
  const listed = await link.list(`1:${to}`)
  return [...new Set(listed.map(({ uid }) => uid))].filter((uid) => uid <= to).sort((one, other) => one - other)
}

/** Where the first of ascending UIDs is that lies after `uid`: so many lie up to it. */
function firstAfter(uids: readonly number[], uid: number): number {
  let [low, high] = [0, uids.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((uids[middle] ?? 0) <= uid) low = middle + 1
    else high = middle
  }
  return low
}

async function readBackfill({ db, mailbox }: Sync) {
  const { backfillUid, backfillDone, backfillTotal } = mailboxes
  const [row] = await db
    .select({ backfillUid, backfillDone, backfillTotal })
    .from(mailboxes)
    .where(eq(mailboxes.id, mailbox.id))
    .catch((error: unknown) => {
      throw new StoreFault(error)
    })
  if (!row) throw new Error(`Mailbox ${mailbox.id} is no longer there.`)
  return { ...row, asked: row.backfillTotal !== null }
}
