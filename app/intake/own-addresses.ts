import type { Claim } from '#app/claims/claim.ts'
import type { MailReading, Step } from './mail-reading.ts'

type Known = { has: (address: string) => boolean }

/** Without our own addresses among those that somebody names: he means where he wrote to. */
export function withoutOwn<Said extends Pick<Claim, 'kind' | 'value'>>(claims: readonly Said[], own: Known): Said[] {
  return claims.filter(
    ({ kind, value }) => !((kind === 'registered_email' || kind === 'contact_email') && own.has(value.toLowerCase())),
  )
}

/**
 * A reading held against all our own addresses, of which the filters know but the one that our letters come from: what
 * comes from the address of another mailbox of ours is our own loop as well.
 */
export function knowingOwn(reading: MailReading, own: Known): MailReading {
  const claims = withoutOwn(reading.claims, own)
  const known = claims.length === reading.claims.length ? reading : { ...reading, claims }
  const { address } = reading.verdict
  if (reading.kind === 'own_loop' || address === null || !own.has(address)) return known
  const reason = 'it comes from an address of another mailbox of ours'
  const step: Step = { step: 'filters', outcome: `own_loop: ${reason}`, ms: 0, filter: 'own loop' }
  return {
    ...reading,
    kind: 'own_loop',
    kindReason: reason,
    mayAutoReply: false,
    bounce: null,
    complaint: null,
    claims: [],
    sightings: [],
    trace: [...reading.trace, step],
  }
}
