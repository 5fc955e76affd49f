import type { Account } from '#app/accounts/account.ts'
import type { Claim, ClaimKind } from '#app/claims/claim.ts'
import type { Sender } from '#app/mail/sender.ts'
import { plain } from './likeness.ts'
import type { Policy } from './policy.ts'
import type { FactNumbers } from './policy-tables.ts'
import type { FactKind } from './subject.ts'
import type { Surroundings } from './surroundings.ts'

/** Everything a comparison may look at. */
export type Case = {
  claims: readonly Claim[]
  sender: Sender
  account: Account
  surroundings: Surroundings
  now: Date
  policy: Policy
}

/** One outcome of a comparison: what a stated value may be beside the account's. */
export type Level = { name: string; when: (value: string, looked: Case) => boolean }

/**
 * Compares one fact. The levels are tried in order, from the best to the wrong value, and the first that holds counts;
 * their names are those of the numbers, which stand in the policy or here.
 */
export type Comparison = {
  kind: FactKind
  /** Does the account hold the fact at all? Else a claim is as good as not stated. */
  held: (account: Account) => boolean
  stated: (looked: Case) => readonly string[]
  levels: readonly Level[]
  /** Says less than the other value but nothing else: "1985" beside "1985-03-12". Such a value is no contradiction. */
  isPartOf?: (value: string, other: string) => boolean
  /** The sender's own address says it already. */
  coveredBySender?: true
  /** Used where the policy has no numbers for this kind. */
  numbers?: FactNumbers
}

/** Longer than any fact that an account holds, in UTF-16 units: such a value is wrong without a closer look. */
const maxValueLength = 200

/** More different values than anybody states of himself: what is left unread counts as wrong. */
const maxValues = 20

export const always = () => true

/** The values that the claims of these kinds state, each once. */
export function valuesOf(claims: readonly Claim[], ...kinds: readonly ClaimKind[]): string[] {
  return [...new Set(claims.filter(({ kind }) => kinds.includes(kind)).map(({ value }) => value))]
}

/**
 * The levels that the stated values reach, each once, the best first; empty if nothing can be compared. More than one
 * means that the claims contradict each other.
 */
export function levelsStated(comparison: Comparison, looked: Case): string[] {
  if (!comparison.held(looked.account)) return []
  const values = comparison.stated(looked).filter((value) => plain(value.slice(0, maxValueLength)) !== '')
  const read = values.slice(0, maxValues)
  const { isPartOf } = comparison
  const whole = isPartOf
    ? read.filter((value, index) => !read.some((other, at) => at !== index && isLesser(value, other, index < at)))
    : read
  const reached = new Set(whole.map((value) => levelOf(comparison, value, looked)))
  if (values.length > maxValues) reached.add(wrongLevel(comparison))
  return comparison.levels.map(({ name }) => name).filter((name) => reached.has(name))

  // Of two values that are part of each other the later one stays.
  function isLesser(value: string, other: string, earlier: boolean): boolean {
    if (Math.max(value.length, other.length) > maxValueLength || !isPartOf?.(value, other)) return false
    return earlier || !isPartOf(other, value)
  }
}

function levelOf(comparison: Comparison, value: string, looked: Case): string {
  if (value.length > maxValueLength) return wrongLevel(comparison)
  const level = comparison.levels.find((candidate) => candidate.when(value, looked))
  if (!level) {
    throw new Error(
      `Comparison "${comparison.kind}" has no level for its value; end its levels with one that always holds`,
    )
  }
  return level.name
}

/** The name of the level that a wrong value reaches. */
export function wrongLevel({ kind, levels }: Comparison): string {
  const last = levels.at(-1)
  if (!last) throw new Error(`Comparison "${kind}" has no levels`)
  return last.name
}
