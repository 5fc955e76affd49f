/** How far a mailbox has been read; `startUid` is the first UID that came as new mail. */
export type Cursor = { uidvalidity: number | null; lastUid: number; startUid: number | null }

/** What the server says of the folder when it is opened. */
export type Folder = {
  uidvalidity: number
  uidNext: number
  exists: number
  /** The server gives no UIDNEXT: it is one more than the highest UID there is now, and may go back. */
  uidNextGuessed: boolean
}

/** Where reading begins: after `lastUid`. `renumbered` when the UIDs mean other mails than before. */
export type Start = { startUid: number; lastUid: number; renumbered: boolean }

/**
 * Finds where reading goes on (RFC 3501, 2.3.1.1): at the cursor; in a folder never seen before at the first mail since
 * the mailbox was added, or at the end; at the very beginning when the server has numbered its mails anew.
 *
 * @param firstNew the first UID since the mailbox was added, where there is one
 * @throws when the server counts from a lower UID again but says it does not: its numbers would name two mails
 */
export function findStart(cursor: Cursor, folder: Folder, firstNew: number | null = null): Start {
  if (cursor.uidvalidity === null || cursor.startUid === null) {
    const startUid = firstNew ?? Math.max(1, folder.uidNext)
    return { startUid, lastUid: startUid - 1, renumbered: false }
  }
  if (cursor.uidvalidity !== folder.uidvalidity) return { startUid: 1, lastUid: 0, renumbered: true }
  if (folder.uidNext <= cursor.lastUid && !folder.uidNextGuessed)
    throw new Error(
      `The server counts its mails again from UID ${folder.uidNext}, though UID ${cursor.lastUid} was read ` +
        `and UIDVALIDITY ${folder.uidvalidity} is the same. Give the folder a new UIDVALIDITY.`,
    )
  return { startUid: cursor.startUid, lastUid: cursor.lastUid, renumbered: false }
}

/** A mail that waits on the server. `size` is what the server says: a hint for planning, never a check. */
export type Listed = { uid: number; size: number; internalDate?: Date }

/** The UIDs after `lastUid`, each once, ascending: `n:*` answers with the last mail even when n is beyond it. */
export function newerThan(lastUid: number, listed: readonly Listed[]): Listed[] {
  const byUid = new Map(listed.filter(({ uid }) => uid > lastUid).map((mail) => [mail.uid, mail]))
  return [...byUid.values()].sort((one, other) => one.uid - other.uid)
}

/** Splits mails into batches that fit both limits; a mail larger than a batch travels alone. */
export function splitBatches(
  listed: readonly Listed[],
  { maxBytes, maxCount }: { maxBytes: number; maxCount: number },
): Listed[][] {
  const batches: Listed[][] = []
  let bytes = 0
  for (const mail of listed) {
    const batch = batches.at(-1)
    if (batch && batch.length < maxCount && bytes + mail.size <= maxBytes) {
      batch.push(mail)
      bytes += mail.size
    } else {
      batches.push([mail])
      bytes = mail.size
    }
  }
  return batches
}

/** The next stretch of UIDs to list; empty stretches double, so that a sparse folder is not walked UID by UID. */
export function nextStretch(from: number, width: number, uidNext: number): { range: string; to: number | null } {
  const to = from + width - 1
  return to < uidNext - 1 ? { range: `${from}:${to}`, to } : { range: `${from}:*`, to: null }
}
