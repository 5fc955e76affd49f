import type { Db } from '#app/db/db.server.ts'
import { type Listed, splitBatches } from './cursor.ts'
import type { ImapLink } from './imap-link.server.ts'
import { type FetchedMail, keepRawMails } from './keep-raw-mail.server.ts'
import { LeaseLost } from './lease.server.ts'
import { type Mailbox, tidy } from './mailbox.ts'
import type { Advance } from './move-cursor.server.ts'

/** How often the link broke while a mail was fetched alone, by UID. */
export type Strikes = Map<number, number>

/** What a reader works with between the sign-in and the end of a link. */
export type Sync = {
  db: Db
  mailbox: Mailbox
  holder: string
  strikes: Strikes
  signal: AbortSignal
  clock: () => Date
  /** Hears of every step forward, however small. */
  onProgress?: () => void
}

export type Kept = { kept: number; duplicates: number }

/** Keeps mails and moves a cursor with them: to their highest UID unless `upTo` says further. */
export type Keep = (mails: readonly FetchedMail[], upTo?: number) => Promise<Kept>

/** After so many broken links a mail is recorded as not fetchable, and passed. */
const mostStrikes = 5
/** What one fetch and one transaction hold: memory is bounded whatever lies in the folder. */
export const batchLimits = { maxBytes: 3 * 2 ** 20, maxCount: 100 }

/** The database did not take the mails. Says its code and nothing of what was to be written. */
export class StoreFault extends Error {
  constructor(cause: unknown) {
    const { code } = ((cause as { cause?: unknown }).cause ?? cause) as { code?: unknown }
    super(`The database did not take the mails (${typeof code === 'string' ? code : 'no code'}).`, { cause })
  }
}

/**
 * How mails of one numbering are kept: each marked by `mark`, the cursor moved by `advance`, all in one transaction.
 *
 * @throws StoreFault when the database refuses, LeaseLost when another worker has the mailbox
 */
export function keeper(
  { db, mailbox, holder, clock, onProgress }: Sync,
  uidvalidity: number,
  how: { mark?: (mail: FetchedMail) => FetchedMail; advance: (upTo: number) => Advance },
): Keep {
  return async (fetched, upTo) => {
    const mails = how.mark ? fetched.map(how.mark) : fetched
    const to = upTo ?? mails.reduce((highest, { uid }) => Math.max(highest, uid), 0)
    const keeping = { mailboxId: mailbox.id, uidvalidity, mails, holder, now: clock() }
    try {
      const kept = await db.transaction((tx) => keepRawMails(tx, { ...keeping, advance: how.advance(to) }))
      onProgress?.()
      return kept
    } catch (error) {
      throw error instanceof LeaseLost ? error : new StoreFault(error)
    }
  }
}

/** Fetches and keeps listed mails, batch by batch, in order. */
export async function keepListed(link: ImapLink, listed: readonly Listed[], sync: Sync, keep: Keep): Promise<Kept> {
  let total: Kept = { kept: 0, duplicates: 0 }
  for (const batch of planBatches(listed, sync.strikes)) {
    sync.signal.throwIfAborted()
    total = sum(total, await keepBatch(link, batch, sync.strikes, keep))
  }
  return total
}

/** A mail on which a link broke before travels alone, so that it takes no other with it. */
function planBatches(listed: readonly Listed[], strikes: Strikes): Listed[][] {
  const runs: Listed[][] = [[]]
  for (const mail of listed) {
    if (strikes.has(mail.uid)) runs.push([mail], [])
    else runs.at(-1)?.push(mail)
  }
  return runs.flatMap((run) => splitBatches(run, batchLimits))
}

async function keepBatch(link: ImapLink, batch: readonly Listed[], strikes: Strikes, keep: Keep): Promise<Kept> {
  const spent = batch.filter(({ uid }) => (strikes.get(uid) ?? 0) >= mostStrikes)
  if (spent.length > 0) {
    for (const { uid } of spent) strikes.delete(uid)
    return keep(spent.map((mail) => unfetchable(mail, `The connection broke ${mostStrikes} times on this mail.`)))
  }
  const { mails, error } = await link.fetch(batch)
  const whole = prefix(batch, mails)
  let total: Kept = whole.length > 0 ? await keep(whole) : { kept: 0, duplicates: 0 }
  for (const { uid } of whole) strikes.delete(uid)
  const rest = batch.slice(whole.length)
  const [next] = rest
  if (next === undefined) return total
  if (error && !link.alive()) {
    strikes.set(next.uid, (strikes.get(next.uid) ?? 0) + (batch.length === 1 ? 1 : 0))
    throw error
  }
  if (batch.length === 1) return sum(total, await keep([unfetchable(next, whyNotGiven(error))]))
  // The server refused the batch or left something out: each mail for itself shows which.
  for (const mail of rest) total = sum(total, await keepBatch(link, [mail], strikes, keep))
  return total
}

/** The fetched mails up to the first that is missing: the cursor must not pass a gap. */
function prefix(batch: readonly Listed[], mails: readonly FetchedMail[]): FetchedMail[] {
  const byUid = new Map(mails.map((mail) => [mail.uid, mail]))
  const gap = batch.findIndex(({ uid }) => !byUid.has(uid))
  return batch.slice(0, gap === -1 ? batch.length : gap).flatMap(({ uid }) => byUid.get(uid) ?? [])
}

function unfetchable({ uid, internalDate }: Listed, fault: string): FetchedMail {
  return { uid, bytes: new Uint8Array(), internalDate: internalDate ?? new Date(), fault }
}

/** Why a mail that was asked for alone did not come. */
export function whyNotGiven(error: unknown): string {
  if (!error) return 'The server did not give it.'
  const { responseText, message } = error as { responseText?: unknown; message?: unknown }
  return `The server refused it: ${tidy(String(responseText ?? message ?? 'no reason given')).slice(0, 200)}`
}

function sum(one: Kept, other: Kept): Kept {
  return { kept: one.kept + other.kept, duplicates: one.duplicates + other.duplicates }
}
