import { z } from 'zod'

/** What an oauth mailbox keeps sealed; a public client has an empty secret. */
export type OAuthSecret = { clientSecret: string; refreshToken: string }

const shape = z.object({ clientSecret: z.string(), refreshToken: z.string().min(1) })

/** The text that is sealed for an oauth mailbox. */
export function packOAuthSecret({ clientSecret, refreshToken }: OAuthSecret): string {
  return JSON.stringify({ clientSecret, refreshToken })
}

/** Reads what {@link packOAuthSecret} made. */
export function readOAuthSecret(text: string): OAuthSecret {
  const read = shape.safeParse(text.startsWith('{') ? JSON.parse(text) : null)
  if (!read.success) throw new Error('The stored tokens of this mailbox cannot be read. Enter them again.')
  return read.data
}

/** The body of a token request (RFC 6749, 6). */
export function refreshRequest(clientId: string, { clientSecret, refreshToken }: OAuthSecret): URLSearchParams {
  return new URLSearchParams({
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    client_id: clientId,
    ...(clientSecret !== '' && { client_secret: clientSecret }),
  })
}

const granted = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive().optional(),
  refresh_token: z.string().min(1).optional(),
})
const refused = z.object({ error: z.string(), error_description: z.string().optional() })

export type TokenAnswer =
  | { accessToken: string; expiresInSeconds: number; refreshToken: string | null }
  | { error: string; description: string; final: boolean }

/** A token whose end is not told is used this long, in seconds. */
const shortestSeconds = 300

/** These do not pass by themselves: somebody has to give a new consent or mend the settings (RFC 6749, 5.2). */
const finalErrors = new Set(['invalid_grant', 'invalid_client', 'unauthorized_client', 'unsupported_grant_type'])

/** Reads the answer of a token endpoint; null where it is none. */
export function readTokenAnswer(body: unknown): TokenAnswer | null {
  const yes = granted.safeParse(body)
  if (yes.success) {
    const { access_token: accessToken, expires_in: seconds, refresh_token: refreshToken } = yes.data
    return { accessToken, expiresInSeconds: seconds ?? shortestSeconds, refreshToken: refreshToken ?? null }
  }
  const no = refused.safeParse(body)
  if (!no.success) return null
  const { error, error_description: description = '' } = no.data
  return { error, description, final: finalErrors.has(error) }
}
