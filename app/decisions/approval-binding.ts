import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Claim } from '#app/claims/claim.ts'
import type { SenderLevel } from '#app/mail/sender.ts'

/** What an approval that rests stands on. What others write about the account is not in it: they only flag. */
export type Bound = {
  accountNumber: string
  /** Where the link would go. */
  target: string
  /** Counts the changes of the registered address. */
  emailVersion: number
  sender: { level: SenderLevel; address: string | null }
  /** The accepted claims: what they say. Where, how often and in which order does not matter. */
  claims: readonly Pick<Claim, 'kind' | 'value'>[]
  policyVersion: string
}

/** SHA-256 over the canonical JSON of what an approval stands on (RFC 8785); it is void as soon as that is another. */
export function hashBinding({ claims, ...bound }: Bound): Uint8Array {
  // As text: mails may hold lone surrogates, which have no UTF-8 and are told apart by their escapes.
  const said = [...new Set(claims.map(({ kind, value }) => JSON.stringify([kind, value])))].sort()
  const canonical = canonicalize({ ...bound, claims: said })
  if (canonical === undefined) throw new Error('What an approval stands on has no canonical JSON')
  return new Uint8Array(createHash('sha256').update(canonical, 'utf8').digest())
}
