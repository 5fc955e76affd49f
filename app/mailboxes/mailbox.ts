/** A mailbox as its reader needs it. */
export type Mailbox = {
  id: string
  host: string
  port: number
  security: 'tls' | 'starttls' | 'none'
  username: string
  folder: string
  backfill: 'none' | 'all'
  pollSeconds: number
  createdAt: Date
}

/** What went wrong on a connection, as the client library reports it. */
export type Fault = {
  /** The server's own words where it said any, else the system's; never a password. */
  words: string
  /** The server said that the password is wrong: trying again only locks the account. */
  refused: boolean
}

/** Rests grow up to this, in milliseconds. */
export const longestRestMs = 5 * 60_000

/** A connection that held this long did not fail at once: the next rest is short again, in milliseconds. */
export const steadyMs = 2 * 60_000

/** A server that works and then hangs up is met again within half a minute, yet never ten times in 150 seconds. */
export const mostFailuresOfWorking = 6

/**
 * How long to rest before the next connection, doubled with every failure in a row.
 *
 * @param luck between 0 and 1: spreads many mailboxes out
 * @param firstRestMs the rest after the first failure, in milliseconds
 */
export function restAfter(failures: number, luck: number, firstRestMs = 1000): number {
  const full = Math.min(longestRestMs, firstRestMs * 2 ** Math.min(failures - 1, 20))
  return Math.round(full * (0.5 + luck / 2))
}

/** Refusals that pass by themselves although they answer a LOGIN. */
const passing =
  /too many|simultaneous|maximum number|temporar|try (it )?again|unavailable|system error|not connected|rate|overquota|in use|busy/i
const passingCodes = new Set(['UNAVAILABLE', 'LIMIT', 'INUSE', 'SERVERBUG', 'OVERQUOTA'])

/** Reads the fault out of an error of the IMAP client. */
export function readFault(error: unknown): Fault {
  const { message, code, response, responseText, serverResponseCode, authenticationFailed, byeReason } =
    typeof error === 'object' && error !== null ? (error as Record<string, unknown>) : {}
  const said = [responseText, byeReason, response].find((words) => typeof words === 'string' && words.length > 0)
  const words = tidy(String(said ?? message ?? error))
  const named = typeof code === 'string' && !words.includes(code) ? `${words} (${code})` : words
  const refused =
    authenticationFailed === true && !passingCodes.has(String(serverResponseCode)) && !passing.test(String(said ?? ''))
  return { words: named, refused }
}

function tidy(words: string): string {
  // A server may send anything: one line, no control characters, a length that fits a banner.
  return words
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 300)
}
