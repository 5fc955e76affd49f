import { distance } from 'fastest-levenshtein'
import type { Account } from './account.ts'

/** A mail may list thousands of numbers; a score reads the first twenty. */
const mostListed = 100

/** A digit wrong, missing, added, or two changed places. */
const mostEdits = 2

/** The account's friends whose number is listed, or is a slip away from a listed one. */
export function friendsListed(account: Pick<Account, 'friends'>, listedNumbers: readonly string[]): string[] {
  const listed = [...new Set(listedNumbers)].slice(0, mostListed)
  const exact = new Set(listed)
  return account.friends
    .map(({ number }) => number)
    .filter((number) => exact.has(number) || listed.some((other) => isSlip(number, other)))
}

function isSlip(number: string, other: string): boolean {
  return Math.abs(number.length - other.length) <= mostEdits && distance(number, other) <= mostEdits
}
