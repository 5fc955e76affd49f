/** A mail on the server. */
export type OnServer = { uid: number; internalDate: Date }

/** What the desk has of the folder, under the server's numbering of now. */
export type Kept = {
  /** The first UID that came as new mail. */
  startUid: number
  /** Every UID from there up to here should have a row. */
  lastUid: number
  /** Every wanted UID below `startUid` and up to here should have one too. */
  backfillUid: number
  uids: readonly number[]
  /** Whether old mail that the server received then is asked for. */
  wants: (internalDate: Date) => boolean
}

/**
 * The UIDs that should have a row and have none, ascending. Mails after a cursor are no gap: the reader has yet to come
 * to them. Nor is what lay in the folder before the desk was connected, unless it was asked for.
 */
export function findGaps(onServer: readonly OnServer[], kept: Kept): number[] {
  const known = new Set(kept.uids)
  const due = ({ uid, internalDate }: OnServer) =>
    uid >= kept.startUid ? uid <= kept.lastUid : uid <= kept.backfillUid && kept.wants(internalDate)
  return onServer
    .filter((mail) => !known.has(mail.uid) && due(mail))
    .map(({ uid }) => uid)
    .sort((one, other) => one - other)
}

/**
 * The kept UIDs under which the server has another mail now: its date of receipt is another, which never changes for a
 * mail (RFC 3501, 2.3.3). So a server shows that was swapped for another with the same numbering.
 */
export function findForeign(
  onServer: readonly OnServer[],
  rows: readonly { uid: number; arrivedAt: Date; empty: boolean }[],
): number[] {
  const dates = new Map(onServer.map(({ uid, internalDate }) => [uid, internalDate.getTime()]))
  return rows.flatMap(({ uid, arrivedAt, empty }) => {
    const date = dates.get(uid)
    return date !== undefined && !empty && Math.abs(date - arrivedAt.getTime()) >= secondMs ? [uid] : []
  })
}

const secondMs = 1000

/** How many mails a reader has yet to come to. */
export function countWaiting(onServer: readonly OnServer[], kept: Kept): number {
  const known = new Set(kept.uids)
  const waits = ({ uid, internalDate }: OnServer) =>
    uid >= kept.startUid ? uid > kept.lastUid : uid > kept.backfillUid && kept.wants(internalDate)
  return onServer.filter((mail) => !known.has(mail.uid) && waits(mail)).length
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
