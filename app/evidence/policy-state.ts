/** Where a version stands; one that was approved for a later day waits until then. */
export type PolicyState = 'active' | 'was active' | 'waits' | 'proposed' | 'refused'

/** @param active the version that weighs at this moment */
export function policyState(
  row: { version: string; activeFrom: Date | null; refusedAt: Date | null },
  active: string,
  now: Date,
): PolicyState {
  if (row.version === active) return 'active'
  if (row.refusedAt !== null) return 'refused'
  if (row.activeFrom === null) return 'proposed'
  return row.activeFrom > now ? 'waits' : 'was active'
}
