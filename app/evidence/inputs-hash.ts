import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Claim } from '#app/claims/claim.ts'
import type { Sender } from '#app/mail/sender.ts'
import type { Subject } from './subject.ts'

/** What an approval is bound to. */
export type HashedInputs = {
  subject: Subject | null
  sender: Pick<Sender, 'level' | 'address'>
  /** Where the link would go. */
  target: string | null
  /** The accepted claims; their order does not matter. */
  claims: readonly Claim[]
  policyVersion: string
}

/**
 * SHA-256 over the canonical JSON of the inputs (RFC 8785): an approval is void as soon as an accepted claim, the
 * target, the sender's level or the policy changes.
 */
export function hashInputs({ subject, sender, target, claims, policyVersion }: HashedInputs): Uint8Array {
  const canonical = canonicalize({
    subject,
    sender: { level: sender.level, address: sender.address },
    target,
    claims: claims
      .map(({ kind, value, raw, source, start, end }) => textOf([source, start, end, kind, value, raw]))
      .sort(),
    policyVersion,
  })
  if (canonical === undefined)
    throw new Error('The inputs of an assessment have no canonical JSON; was one of them undefined?')
  return new Uint8Array(createHash('sha256').update(canonical, 'utf8').digest())
}

/** One claim as text. Mails may hold lone surrogates, which have no UTF-8: they are told apart by their escapes. */
function textOf(claim: readonly (string | number)[]): string {
  return JSON.stringify(claim)
}
