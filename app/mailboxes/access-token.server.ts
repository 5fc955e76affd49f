import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '#app/db/db.server.ts'
import { mailboxes } from '#drizzle/schema/mailboxes.ts'
import { type Mailbox, tidy } from './mailbox.ts'
import { packOAuthSecret, readOAuthSecret, readTokenAnswer, refreshRequest } from './oauth-secret.ts'
import { openSecret, placeOf, sealSecret } from './secrets.server.ts'

export type AccessToken = { accessToken: string; expiresAt: Date }

/** The token endpoint said no for good: the mailbox waits until a person gives a new consent. */
export class TokenRefused extends Error {
  /** As the IMAP client marks a refused sign-in. */
  readonly authenticationFailed = true
}

type Asking = {
  mailbox: Pick<Mailbox, 'id' | 'host' | 'port' | 'username' | 'tokenUrl' | 'clientId'>
  key: Uint8Array
  now: Date
  timeoutMs?: number
}

/**
 * Fetches an access token for an oauth mailbox (RFC 6749, 6). A refresh token that comes with it is stored before the
 * access token is given away, so that no end of a process can lose it; two who ask at once ask one after the other.
 *
 * @throws TokenRefused when a new consent is needed
 */
export async function fetchAccessToken(
  db: Db,
  { mailbox, key, now, timeoutMs = 20_000 }: Asking,
): Promise<AccessToken> {
  const { tokenUrl, clientId } = mailbox
  if (tokenUrl === null || clientId === null) throw new Error('The mailbox has no token URL or client id. Set them.')
  const place = placeOf(mailbox)
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`mailbox token ${mailbox.id}`}, 0))`)
    const [row] = await tx.select({ secret: mailboxes.secret }).from(mailboxes).where(eq(mailboxes.id, mailbox.id))
    if (!row) throw new Error(`Mailbox ${mailbox.id} is no longer there.`)
    const secret = readOAuthSecret(openSecret(row.secret, key, place))
    const answer = await ask(tokenUrl, refreshRequest(clientId, secret), timeoutMs)
    if (answer.refreshToken !== null && answer.refreshToken !== secret.refreshToken) {
      const rotated = packOAuthSecret({ ...secret, refreshToken: answer.refreshToken })
      const stored = await tx
        .update(mailboxes)
        .set({ secret: sealSecret(rotated, key, place) })
        // What a person has entered meanwhile is newer than what the server rotated.
        .where(and(eq(mailboxes.id, mailbox.id), eq(mailboxes.secret, row.secret)))
        .returning({ id: mailboxes.id })
      if (stored.length === 0) throw new Error('The tokens were changed while one was fetched; it is tried again.')
    }
    return {
      accessToken: answer.accessToken,
      expiresAt: new Date(now.getTime() + answer.expiresInSeconds * 1000),
    }
  })
}

async function ask(tokenUrl: string, body: URLSearchParams, timeoutMs: number) {
  const { protocol, hostname } = new URL(tokenUrl)
  if (protocol !== 'https:' && !['127.0.0.1', '[::1]', 'localhost'].includes(hostname))
    throw new Error('The token URL must begin with https://: a refresh token is not sent in clear.')
  const response = await fetch(tokenUrl, {
    method: 'POST',
    headers: { Accept: 'application/json' },
    body,
    // Elsewhere the refresh token must not go.
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  }).catch((error: unknown) => {
    const { name, cause } = error as { name?: unknown; cause?: { code?: unknown } }
    const why =
      name === 'TimeoutError' ? `no answer within ${timeoutMs / 1000} seconds` : String(cause?.code ?? 'no connection')
    throw new Error(`The token server was not reached: ${why}.`)
  })
  const said: unknown = await response.json().catch(() => null)
  const answer = readTokenAnswer(said)
  if (answer === null) throw new Error(`The token server answered ${response.status} with nothing that can be read.`)
  if (!('error' in answer)) return answer
  const words = tidy(`The token server said ${answer.error}: ${answer.description || 'no reason given'}`)
  throw answer.final && response.status < 500 ? new TokenRefused(words) : new Error(words)
}
