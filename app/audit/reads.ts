/** Ways of seeing people's data that leave a row: what was looked at, searched for, taken along. */
export const readKinds = [
  'ticket_viewed',
  'revealed',
  'searched',
  'exported',
  'attachment_viewed',
  'downloaded',
  'raw_read',
] as const
export type ReadKind = (typeof readKinds)[number]

/** Kinds of which the same person's same look within ten minutes is one row; every other look counts. */
export const foldedKinds: readonly ReadKind[] = ['ticket_viewed', 'searched', 'attachment_viewed']

const bucketMs = 10 * 60_000

/** The ten minutes that a look falls into, counted from 1970; null for a kind of which each look counts. */
export function bucketOf(kind: ReadKind, at: Date): number | null {
  return foldedKinds.includes(kind) ? Math.floor(at.getTime() / bucketMs) : null
}

/** One look as the page "Who looked" shows it. */
export type ListedRead = {
  id: number
  at: Date
  kind: ReadKind
  person: string
  ticketId: number | null
  accountNumber: string | null
  subject: string
  reason: string | null
}
