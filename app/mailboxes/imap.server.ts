import { setTimeout as after } from 'node:timers/promises'
import type { Db } from '#app/db/db.server.ts'
import type { OldMail } from './backfill.server.ts'
import { type Credential, defaultLimits, type ImapLink, type LinkLimits, openLink } from './imap-link.server.ts'
import { catchUp } from './imap-sync.server.ts'
import { StoreFault, type Strikes } from './keep-batch.server.ts'
import { holdLease, leaseMs } from './lease.server.ts'
import { type Mailbox, mostFailuresOfWorking, readFault, restAfter, steadyMs } from './mailbox.ts'
import { recordFailure, recordSuccess } from './mailbox-state.server.ts'
import { refetchAsked } from './refetch.server.ts'

/** What the reader says of itself; numbers and the server's words, never an address or a mail. */
export type ReaderLog = {
  info: (facts: Record<string, unknown>, message: string) => void
  warn: (facts: Record<string, unknown>, message: string) => void
}

/** What a reader signs in with; `renewed` when the server refused what it was given before. */
export type SignIn = (how: { renewed: boolean }) => Promise<Credential>

export type Reading = {
  db: Db
  mailbox: Mailbox
  signIn: SignIn
  /** Names this reader among all workers of all hosts. */
  holder: string
  signal: AbortSignal
  log: ReaderLog
  clock: () => Date
  /** Tells the reader by its event "news" that somebody waits for this mailbox. */
  bell?: EventTarget
  limits?: LinkLimits
  leaseMs?: number
  /** The rest after the first failed connection, in milliseconds. */
  firstRestMs?: number
  /** A reader that gets nowhere for this long begins again with a new connection, in milliseconds. */
  stallMs?: number
}

/** Why a reader ended. */
export type Ending = 'stopped' | 'not ours' | 'refused'

const longestStallMs = 15 * 60_000

/**
 * Reads a mailbox until told to stop: keeps every new mail's bytes, waits for the next (IDLE, and a timed poll beside
 * it), connects again with growing rests. Ends when another worker holds the mailbox, or when the server refuses the
 * sign-in; the mailbox's row says so.
 */
export async function readMailbox(reading: Reading): Promise<Ending> {
  const { db, mailbox, holder, clock, log } = reading
  const lease = await holdLease(db, {
    mailboxId: mailbox.id,
    holder,
    clock,
    signal: reading.signal,
    forMs: reading.leaseMs ?? leaseMs,
  })
  if (!lease) return 'not ours'
  try {
    return await connectAgainAndAgain(reading, lease.signal)
  } finally {
    await lease.drop().catch(() => log.warn({ mailbox: mailbox.id }, 'the lease was not given back; it will run out'))
  }
}

async function connectAgainAndAgain(reading: Reading, signal: AbortSignal): Promise<Ending> {
  const { db, mailbox, clock, log } = reading
  const strikes: Strikes = new Map()
  let failures = 0
  while (!signal.aborted) {
    const began = clock().getTime()
    let worked = false
    const onWork = () => {
      worked = true
    }
    const error = await serve(reading, strikes, signal, onWork).catch((thrown: unknown) => thrown)
    if (signal.aborted) break
    if (clock().getTime() - began > steadyMs) failures = 0
    failures = Math.min(failures + 1, worked ? mostFailuresOfWorking : Number.POSITIVE_INFINITY)
    const { words, refused } = error instanceof StoreFault ? { words: error.message, refused: false } : readFault(error)
    log.warn({ mailbox: mailbox.id, failures, refused, words }, 'mailbox not readable')
    await recordFailure(db, { mailboxId: mailbox.id, words, refused, now: clock() }).catch(() =>
      log.warn({ mailbox: mailbox.id }, 'the failure could not be recorded'),
    )
    if (refused) return 'refused'
    const restMs = restAfter(failures, Math.random(), reading.firstRestMs)
    await after(restMs, undefined, { signal }).catch(() => {})
  }
  return reading.signal.aborted ? 'stopped' : 'not ours'
}

/** One connection, from the sign-in to whatever ends it. */
async function serve(reading: Reading, strikes: Strikes, signal: AbortSignal, onWork: () => void): Promise<never> {
  const link = await signIn(reading, signal)
  const watchdog = watchProgress(reading.stallMs ?? longestStallMs)
  try {
    return await Promise.race([serveLink(reading, link, { strikes, signal, onWork, watchdog }), watchdog.stalled])
  } finally {
    watchdog.stop()
    await link.close()
  }
}

/** A token may be withdrawn before its time: it is fetched anew once. A password is never tried twice. */
async function signIn(reading: Reading, signal: AbortSignal): Promise<ImapLink> {
  const { mailbox, limits = defaultLimits } = reading
  const credential = await reading.signIn({ renewed: false })
  try {
    return await openLink(mailbox, credential, signal, limits)
  } catch (error) {
    if (mailbox.authentication === 'password' || !readFault(error).refused || signal.aborted) throw error
    return openLink(mailbox, await reading.signIn({ renewed: true }), signal, limits)
  }
}

type Service = { strikes: Strikes; signal: AbortSignal; onWork: () => void; watchdog: Watchdog }

async function serveLink(reading: Reading, link: ImapLink, service: Service): Promise<never> {
  const { db, mailbox, clock, log, limits = defaultLimits } = reading
  const { strikes, signal, onWork, watchdog } = service
  const sync = { ...reading, strikes, signal, onProgress: watchdog.touch }
  const old: OldMail = { uids: null }
  for (;;) {
    const { kept, duplicates, more, folder } = await catchUp(link, sync, old)
    watchdog.touch()
    onWork()
    await recordSuccess(db, { mailboxId: mailbox.id, uidNext: folder.uidNext, now: clock() })
    const { uidvalidity } = folder
    const again = await refetchAsked(link, { db, mailboxId: mailbox.id, uidvalidity, signal, now: clock() })
    if (kept + again > 0) log.info({ mailbox: mailbox.id, kept, duplicates, again }, 'mails kept')
    signal.throwIfAborted()
    if (more) continue
    // A poll is also the sign of life that tells a dead link from a quiet one.
    const waitMs = Math.min(mailbox.pollSeconds * 1000, limits.socketTimeoutMs / 2)
    watchdog.touch()
    await link.awaitNews(waitMs, signal, reading.bell)
    watchdog.touch()
    signal.throwIfAborted()
  }
}

type Watchdog = { touch: () => void; stalled: Promise<never>; stop: () => void }

/** Fails when nothing touches it for so long: a reader is judged by what it gets done, not by being there. */
function watchProgress(stallMs: number): Watchdog {
  let timer: NodeJS.Timeout
  let fail: (error: Error) => void
  const stalled = new Promise<never>((_, reject) => {
    fail = reject
  })
  stalled.catch(() => {})
  const touch = () => {
    clearTimeout(timer)
    timer = setTimeout(
      () => fail(new Error(`Nothing moved for ${Math.round(stallMs / 1000)} seconds; the reader begins again.`)),
      stallMs,
    )
  }
  touch()
  return { touch, stalled, stop: () => clearTimeout(timer) }
}
