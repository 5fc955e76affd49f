import type { FactKind } from './subject.ts'
import type { EarlierCase } from './surroundings.ts'

/** A claimant as the ledger sees him. */
export type Claimant = {
  /** He writes from the registered address, or pretends to. */
  asOwner: boolean
  /** The domain of his address proves every mail of the case. */
  proved: boolean
}

/**
 * The facts that the same claimant stated wrong in another case of this account: wrong there and right here counts as
 * wrong here. Anybody can write in another's name, or name another's address as the one to be reached at: against a mail
 * that is proved, and against the registered address, nothing counts but what its sender provably wrote himself.
 */
export function wrongElsewhere(cases: readonly EarlierCase[], claimant: Claimant): ReadonlySet<FactKind> {
  const own = cases.filter((other) => isHis(other, claimant))
  return new Set(own.flatMap(({ wrong }) => wrong))
}

function isHis({ by, proved }: EarlierCase, claimant: Claimant): boolean {
  if (by !== 'contact' && proved) return true
  return !claimant.proved && !claimant.asOwner
}
