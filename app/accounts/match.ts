import type { Claim } from '#app/claims/claim.ts'
import { compare } from '#app/evidence/compare.ts'
import { shippedPolicy } from '#app/evidence/policy.ts'
import { score } from '#app/evidence/score.ts'
import type { Subject } from '#app/evidence/subject.ts'
import type { Surroundings } from '#app/evidence/surroundings.ts'
import type { Account } from './account.ts'
import { type FactKey, factKeys } from './found-by.ts'

/** A key that leads to an account, with how many others it leads to that nobody looks at. */
export type KeyHit = { key: FactKey; unseen: number }

/** An account that some keys lead to. */
export type Candidate = { account: Account; hits: readonly KeyHit[] }

/** More accounts of one key are not fetched, the best first. */
export const mostCandidates = 5
/** A key that leads to more accounts than this says nothing. */
export const mostOfOneKey = 20

/**
 * How far the best candidate must be ahead of all others together, in bits: log2 of their odds. With 7 the claims mean
 * another one of the accounts that fit in less than one case of 128. Nothing is decided by it: an account that was
 * found so is shown as such and moves nothing by itself.
 */
export const leadBits = 7

/** The kinds of the facts that all accounts of a key share. */
const factsOfKey: Readonly<Record<FactKey, readonly string[]>> = {
  shared_address: ['registered_email'],
  phone: ['phone'],
  name: ['real_name', 'birth_date'],
  nickname: ['nickname'],
}

/**
 * The candidate that the claims mean; null unless one stands out and who writes may be its owner.
 *
 * Two questions: which account is meant is what the facts weigh against a stranger to it, since whoever means another
 * account, owner or thief, is a stranger to this one; whether the owner writes are the bits, which must be above 0. The
 * shipped policy ranks, whichever is active: a proposal about weighing must not move cases to other accounts.
 */
export function chooseMatch(
  candidates: readonly Candidate[],
  said: { claims: readonly Claim[]; senderAddress: string | null },
): { account: Account; foundBy: FactKey } | null {
  const weighed = candidates
    .map(({ account, hits }) => ({ account, hits, subject: compareStated(account, said) }))
    .map((one) => ({ ...one, bits: score(one.subject, shippedPolicy).bits, fit: fitOf(one.subject) }))
    .sort((one, other) => other.fit - one.fit)
  const [best, ...rest] = weighed
  if (!best || best.bits <= 0) return null
  // Of those not looked at only the key is known: they may hold nothing that contradicts the rest.
  const unseen = best.hits
    .filter((hit) => hit.unseen > 0)
    .map(({ key, unseen: many }) => fitOf(best.subject, factsOfKey[key]) + Math.log2(many))
  if (best.fit - together([...rest.map(({ fit }) => fit), ...unseen]) < leadBits) return null
  const foundBy = factKeys.find((key) => best.hits.some((hit) => hit.key === key))
  return foundBy ? { account: best.account, foundBy } : null
}

/** What is stated and the account, compared as when a case is weighed; the sender proves nothing here. */
function compareStated(
  account: Account,
  { claims, senderAddress }: { claims: readonly Claim[]; senderAddress: string | null },
): Subject {
  const sender = { address: senderAddress, level: 'other' as const, reasons: [] }
  return compare({ account, claims, sender, surroundings: nothingAround, now: afterAll, policy: shippedPolicy })
}

/** How well an account fits what is stated, in bits against a stranger to it; of some facts, or of all. */
function fitOf(subject: Subject, kinds?: readonly string[]): number {
  if (!kinds) return score(subject, shippedPolicy).margins.blind
  const { answers: _answers, friends: _friends, ...bare } = subject
  const facts = Object.fromEntries(Object.entries(subject.facts).filter(([kind]) => kinds.includes(kind)))
  return score({ ...bare, facts }, shippedPolicy).margins.blind
}

/** The log2 of the odds of several together. */
function together(bits: readonly number[]): number {
  return Math.log2(bits.reduce((odds, one) => odds + 2 ** one, 0))
}

/** Who is meant does not depend on when it is asked: every friendship is old by then, and no change is recent. */
const afterAll = new Date('9999-12-31T00:00:00Z')

/** A name or a city counts as common, which it rarely is: how common is looked up when the case is weighed. */
const commonShare = 0.05

const nothingAround: Surroundings = {
  frequency: { nickname: commonShare, city: commonShare },
  ties: [],
  popularFriends: new Set(),
  friendsWithOpenTicket: new Set(),
  sendersAccount: null,
  sendersFriends: new Set(),
  linkUsedAt: null,
  registeredRouteDead: false,
  suspiciousSince: null,
  signals: [],
  guesses: {},
  contested: false,
  asked: false,
}
