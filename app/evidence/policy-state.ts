/** Where a version stands; one that was approved for a later day waits until then, one that came with Latchkey is offered. */
export type PolicyState = 'active' | 'was active' | 'waits' | 'proposed' | 'refused' | 'offered'

/** @param active the version that weighs at this moment */
export function policyState(
  row: { version: string; shipped: boolean; activeFrom: Date | null; refusedAt: Date | null },
  active: string,
  now: Date,
): PolicyState {
  if (row.version === active) return 'active'
  if (row.refusedAt !== null) return 'refused'
  if (row.activeFrom === null) return row.shipped ? 'offered' : 'proposed'
  return row.activeFrom > now ? 'waits' : 'was active'
}
