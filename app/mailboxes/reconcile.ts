/** A mail on the server. */
export type OnServer = { uid: number; internalDate: Date }

/** What the desk has of the folder, under the server's numbering of now. */
export type Kept = {
  /** Every UID up to here should have a row. */
  lastUid: number
  uids: readonly number[]
  /** The least UID that was ever kept under this numbering. */
  firstUid: number | null
  /** Old mail was asked for too. */
  backfill: 'none' | 'all'
  createdAt: Date
}

/**
 * The UIDs that should have a row and have none, ascending. Mails after the cursor are no gap: the reader has yet to
 * come to them. Nor is what lay in the folder before the desk was connected, unless old mail was asked for.
 */
export function findGaps(onServer: readonly OnServer[], kept: Kept): number[] {
  const known = new Set(kept.uids)
  const begun = (mail: OnServer) =>
    kept.backfill === 'all' ||
    (kept.firstUid !== null && mail.uid > kept.firstUid) ||
    mail.internalDate.getTime() >= kept.createdAt.getTime()
  return onServer
    .filter((mail) => mail.uid <= kept.lastUid && !known.has(mail.uid) && begun(mail))
    .map(({ uid }) => uid)
    .sort((one, other) => one - other)
}

/** UIDs as IMAP writes a set of them: 1,2,3,7 -> 1:3,7. */
export function packUids(uids: readonly number[]): string {
  const runs: [number, number][] = []
  for (const uid of [...uids].sort((one, other) => one - other)) {
    const run = runs.at(-1)
    if (run && uid <= run[1] + 1) run[1] = uid
    else runs.push([uid, uid])
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}:${to}`)).join(',')
}
