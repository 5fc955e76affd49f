import { setTimeout as after } from 'node:timers/promises'
import type { Db } from '#app/db/db.server.ts'
import { defaultLimits, type LinkLimits, openLink } from './imap-link.server.ts'
import { catchUp, StoreFault, type Strikes } from './imap-sync.server.ts'
import { holdLease, leaseMs } from './lease.server.ts'
import { type Mailbox, mostFailuresOfWorking, readFault, restAfter, steadyMs } from './mailbox.ts'
import { recordFailure, recordSuccess } from './mailbox-state.server.ts'

/** What the reader says of itself; numbers and the server's words, never an address or a mail. */
export type ReaderLog = {
  info: (facts: Record<string, unknown>, message: string) => void
  warn: (facts: Record<string, unknown>, message: string) => void
}

export type Reading = {
  db: Db
  mailbox: Mailbox
  password: string
  /** Names this reader among all workers of all hosts. */
  holder: string
  signal: AbortSignal
  log: ReaderLog
  clock: () => Date
  limits?: LinkLimits
  leaseMs?: number
  /** The rest after the first failed connection, in milliseconds. */
  firstRestMs?: number
}

/** Why a reader ended. */
export type Ending = 'stopped' | 'not ours' | 'refused'

/**
 * Reads a mailbox until told to stop: keeps every new mail's bytes, waits for the next (IDLE, and a timed poll beside
 * it), connects again with growing rests. Ends when another worker holds the mailbox, or when the server refuses the
 * password; the mailbox's row says so.
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
  const { db, mailbox, clock, log, limits = defaultLimits } = reading
  const link = await openLink(mailbox, reading.password, signal, limits)
  try {
    for (;;) {
      const { kept, duplicates } = await catchUp(link, { ...reading, strikes, signal })
      onWork()
      await recordSuccess(db, { mailboxId: mailbox.id, now: clock() })
      if (kept > 0) log.info({ mailbox: mailbox.id, kept, duplicates }, 'mails kept')
      // A poll is also the sign of life that tells a dead link from a quiet one.
      await link.awaitNews(Math.min(mailbox.pollSeconds * 1000, limits.socketTimeoutMs / 2), signal)
      signal.throwIfAborted()
    }
  } finally {
    await link.close()
  }
}
