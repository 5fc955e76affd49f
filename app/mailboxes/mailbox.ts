/** A mailbox as its reader needs it. */
export type Mailbox = {
  id: string
  host: string
  port: number
  security: 'tls' | 'starttls' | 'none'
  username: string
  authentication: 'password' | 'oauth'
  /** For oauth alone, as the client's id. */
  tokenUrl: string | null
  clientId: string | null
  /** Certificates (PEM) of the authority that vouches for the server; null for the public ones. */
  ca: string | null
  folder: string
  backfill: 'none' | 'since' | 'all'
  backfillSince: Date | null
  pollSeconds: number
  createdAt: Date
}

/** Why a mail was kept and passed: new numbers of a folder bring its old mail along. */
export const laidBefore = 'It was in the folder before the desk was connected.'

/** Whether a mail that lay in the folder before the desk was connected is asked for. */
export function wantsOld({ backfill, backfillSince }: OldMailAsked, internalDate: Date): boolean {
  if (backfill !== 'since') return backfill === 'all'
  return backfillSince !== null && internalDate.getTime() >= backfillSince.getTime()
}

type OldMailAsked = Pick<Mailbox, 'backfill' | 'backfillSince'>

/** A mailbox whose reader got nowhere for this long, or for three polls, is silent, in milliseconds. */
const silentMs = 15 * 60_000

/** Whether a mailbox that should be read has been silent for too long, counted from its adding. */
export function isSilent(
  { lastSuccessAt, createdAt, pollSeconds }: { lastSuccessAt: Date | null; createdAt: Date; pollSeconds: number },
  now: Date,
): boolean {
  return now.getTime() - (lastSuccessAt ?? createdAt).getTime() > Math.max(silentMs, 3 * pollSeconds * 1000)
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
  /too many|simultaneous|maximum number|temporar|try (it )?again|unavailable|system error|not connected|\brate\b|frequen|overquota|in use|busy/i
/** QQ names every cause in one answer, the password among them: asked again for ever, the provider would shut us out. */
const wrongSecret = /password|credential|密码|授权码/i
const passingCodes = new Set(['UNAVAILABLE', 'LIMIT', 'INUSE', 'SERVERBUG', 'OVERQUOTA'])

/** As the runtime names what is wrong with a certificate. */
const certificateFault =
  /^(ERR_TLS_CERT_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(GET|VERIFY)_|INVALID_CA|PATH_LENGTH|HOSTNAME_MISMATCH)/

/** Reads the fault out of an error of the IMAP client. */
export function readFault(error: unknown): Fault {
  const { message, code, response, responseText, serverResponseCode, authenticationFailed, byeReason } =
    typeof error === 'object' && error !== null ? (error as Record<string, unknown>) : {}
  const said = [responseText, byeReason, response].find((words) => typeof words === 'string' && words.length > 0)
  const plain = tidy(String(said ?? message ?? error))
  const words =
    typeof code === 'string' && certificateFault.test(code)
      ? `The server’s certificate cannot be trusted: ${plain}`
      : plain
  const named = typeof code === 'string' && !words.includes(code) ? `${words} (${code})` : words
  const refused =
    authenticationFailed === true &&
    !passingCodes.has(String(serverResponseCode)) &&
    (wrongSecret.test(String(said ?? '')) || !passing.test(String(said ?? '')))
  return { words: named, refused }
}

/** Words of a server or a person's field as they may be shown: one line, no control characters, bounded. */
export function tidy(words: string): string {
  return words
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 300)
}
