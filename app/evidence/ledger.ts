import type { FactKind, Subject } from './subject.ts'
import type { EarlierCase } from './surroundings.ts'

/** A claimant as the ledger sees him. */
export type Claimant = {
  /** He writes from the registered address, or pretends to. */
  asOwner: boolean
  /** The domain of his address proves every mail of the case. */
  proved: boolean
}

/**
 * The cases of this account that count as this claimant's own: wrong there and right here is wrong here. Anybody can
 * write in another's name, or name another's address as the one to be reached at: against a mail that is proved, and
 * against the registered address, nothing counts but what its sender provably wrote himself.
 */
export function casesOf(claimant: Claimant, cases: readonly EarlierCase[]): EarlierCase[] {
  return cases.filter(({ by, proved }) => (by !== 'contact' && proved) || (!claimant.proved && !claimant.asOwner))
}

/** The facts that he stated wrong in another case. */
export function wrongElsewhere(own: readonly EarlierCase[]): ReadonlySet<FactKind> {
  return new Set(own.flatMap(({ wrong }) => wrong))
}

/** What he listed here, and behind it the misses of his other cases: whoever tries numbers keeps those that failed. */
export function withMissesElsewhere(friends: Subject['friends'], own: readonly EarlierCase[]): Subject['friends'] {
  if (!friends) return friends
  const here = new Set(friends.listed.map(({ number }) => number))
  const missed = [...new Set(own.flatMap(({ missed = [] }) => missed))].filter((number) => !here.has(number))
  if (missed.length === 0) return friends
  return { ...friends, listed: [...friends.listed, ...missed.map((number) => ({ number, elsewhere: true as const }))] }
}

/** His answers here, of which as many right ones count as wrong as he answered wrong elsewhere and not here. */
export function withAnswersElsewhere(
  answers: { right: number; wrong: number } | undefined,
  own: readonly EarlierCase[],
): { right: number; wrong: number } | undefined {
  if (!answers) return answers
  const most = Math.max(0, ...own.map(({ answersWrong = 0 }) => answersWrong))
  const turned = Math.min(answers.right, Math.max(0, most - answers.wrong))
  return { right: answers.right - turned, wrong: answers.wrong + turned }
}
