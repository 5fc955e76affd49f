import type { Claim, ClaimKind } from '#app/claims/claim.ts'

/** A claim at the beginning of the text; each test says only what it states. */
export function aClaim(overrides: Partial<Claim> & Pick<Claim, 'kind' | 'value'>): Claim {
  const raw = overrides.raw ?? overrides.value
  const start = overrides.start ?? 0
  return { source: 'text', start, end: start + Math.max(1, raw.length), ...overrides, raw }
}

/** Claims by kind, one behind the other in one text: `claimsOf({ city: 'Chengdu', friend_numbers: ['50001', '50002'] })`. */
export function claimsOf(stated: Partial<Record<ClaimKind, string | readonly string[]>>): Claim[] {
  let start = 0
  return Object.entries(stated)
    .flatMap(([kind, values]) => [values].flat().map((value) => ({ kind: kind as ClaimKind, value })))
    .map(({ kind, value }) => {
      const claim = aClaim({ kind, value, start })
      start = claim.end + 1
      return claim
    })
}
