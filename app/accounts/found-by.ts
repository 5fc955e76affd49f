/** Ways in which a person names his account. */
const named = ['number', 'handle', 'address'] as const

/**
 * Facts that an account is found by where nobody names it, the surest first: one of several accounts with the same
 * address, a telephone, a real name with a birth date, a nickname with a further fact.
 */
export const factKeys = ['shared_address', 'phone', 'name', 'nickname'] as const
export type FactKey = (typeof factKeys)[number]

/** What led from a mail to an account. */
export const waysToFind = [...named, ...factKeys] as const
export type FoundBy = (typeof waysToFind)[number]

/** An account that the person did not name: another one may be meant, and what is said later may show it. */
export function isByFacts(foundBy: FoundBy | null): foundBy is FactKey {
  return factKeys.some((key) => key === foundBy)
}
