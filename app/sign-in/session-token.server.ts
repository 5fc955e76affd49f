import { createHash, randomBytes } from 'node:crypto'

/** A new session's token, 256 random bits for the cookie, and the SHA-256 of it for the table. */
export function makeSessionToken(): { token: string; tokenHash: Uint8Array } {
  const token = randomBytes(32).toString('base64url')
  return { token, tokenHash: hashSessionToken(token) }
}

export function hashSessionToken(token: string): Uint8Array {
  return new Uint8Array(createHash('sha256').update(token).digest())
}
