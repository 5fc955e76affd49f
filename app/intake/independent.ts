/** What placing one mail changes, and what it looks at besides: names of things, such as "account 29433423". */
export type Involvement = {
  changes: readonly string[]
  looksAt: readonly string[]
  /** Nobody knows yet what it will look at: nothing may be placed together with it. */
  alone: boolean
}

/**
 * How many mails from the beginning of a batch can be placed together and leave the rows that they would leave one
 * after the other: up to the first that changes or looks at what one before it changes, or changes what that one
 * looked at. At least one.
 */
export function countIndependent(mails: readonly Involvement[]): number {
  const changed = new Set<string>()
  const lookedAt = new Set<string>()
  for (const [index, { changes, looksAt, alone }] of mails.entries()) {
    if (alone) return Math.max(1, index)
    const depends =
      changes.some((thing) => changed.has(thing) || lookedAt.has(thing)) || looksAt.some((thing) => changed.has(thing))
    if (depends) return index
    for (const thing of changes) changed.add(thing)
    for (const thing of looksAt) lookedAt.add(thing)
  }
  return mails.length
}
