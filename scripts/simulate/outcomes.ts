import type { Account } from '#app/accounts/account.ts'
import { attackerClasses } from '#app/evidence/assessment.ts'
import type { WholeCase } from '#app/evidence/compare.ts'
import type { Policy } from '#app/evidence/policy.ts'
import { recommend } from '#app/evidence/recommend.ts'
import { score } from '#app/evidence/score.ts'
import type { Recommendation } from '#app/tickets/ticket.ts'
import { type Claimant, drawCase, drawClaimant, type Setting, type SimulatedCase } from './cases.ts'
import type { Draws } from './draws.ts'
import { type Figure, shareOf } from './figures.ts'
import type { Writer } from './world.ts'

export const writers: readonly Writer[] = ['withMailbox', 'lostMailbox', ...attackerClasses]

const now = new Date('2026-01-15T12:00:00Z')
const longAgo = new Date('2015-01-15T12:00:00Z')
const lately = new Date('2025-12-20T12:00:00Z')

/** How many registered addresses are verified, old and alive. */
const goodAddresses = 0.85
/** How many of those who can't, or don't want to, be answered at the registered address say so. */
const saysLost = 0.9

/** What becomes of a case: at the first mail, and at the end, after one question where the desk asked. */
export type Outcome = { first: Recommendation; last: Recommendation; asked: boolean }

/** The circumstances of one claimant that no further mail changes. */
export type Circumstances = { goodAddress: boolean; lost: boolean }

/** Runs the whole policy over the cases of one class, through the product's own rules. */
export function outcomesOf(draws: Draws, setting: Setting, who: Writer, cases: number): Outcome[] {
  return Array.from({ length: cases }, () => {
    const claimant = drawClaimant(draws, setting, { who })
    const circumstances = drawCircumstances(draws, claimant, setting.policy)
    const first = rule(drawCase(draws, setting, claimant, false), circumstances, setting.policy, false)
    if (first !== 'ask') return { first, last: first, asked: false }
    const last = rule(drawCase(draws, setting, claimant, true), circumstances, setting.policy, true)
    return { first, last, asked: true }
  })
}

/** Shares of each end, which add up to 1, and of those who were asked on the way. */
export function outcomeShares(outcomes: readonly Outcome[]): Record<string, Figure> {
  const ends: readonly Recommendation[] = ['approve', 'propose', 'ask', 'deny', 'stop']
  const shares = ends.map((end) => [end, shareOf(outcomes.filter(({ last }) => last === end).length, outcomes.length)])
  return {
    ...Object.fromEntries(shares),
    asked: shareOf(outcomes.filter(({ asked }) => asked).length, outcomes.length),
  }
}

export function drawCircumstances(draws: Draws, { who, sender }: Claimant, policy: Policy): Circumstances {
  const atMailbox = policy.sender.equalsRegistered.includes(sender)
  const wantsOther = who === 'lostMailbox' || (who !== 'withMailbox' && !atMailbox)
  return { goodAddress: draws.chance(goodAddresses), lost: wantsOther && draws.chance(saysLost) }
}

/** What the product's own rules recommend for a drawn case. */
export function rule(
  { subject }: SimulatedCase,
  circumstances: Circumstances,
  policy: Policy,
  asked: boolean,
): Recommendation {
  return recommend(subject, score(subject, policy), wholeCase(subject.sender, circumstances, policy, asked))
    .recommendation
}

/** The parts of a case that the recommendation reads beside the score. */
function wholeCase(
  level: WholeCase['sender']['level'],
  { goodAddress, lost }: Circumstances,
  policy: Policy,
  asked: boolean,
): WholeCase {
  return {
    claims: lost ? [{ kind: 'mailbox_lost', value: 'yes', raw: 'lost', source: 'text', start: 0, end: 4 }] : [],
    sender: { address: 'somebody@example.org', level, reasons: [] },
    account: { ...blankAccount, emailVerified: goodAddress },
    surroundings: { ...quiet, asked },
    now,
    policy,
  }
}

const blankAccount: Account = {
  number: '10001',
  handle: null,
  registeredEmail: 'owner@example.com',
  emailVerified: true,
  emailChangedAt: longAgo,
  formerEmails: [],
  nickname: null,
  formerNicknames: [],
  realName: null,
  birthDate: null,
  gender: null,
  country: null,
  province: null,
  city: null,
  phone: null,
  signedUpAt: longAgo,
  visibility: 'public',
  addPolicy: 'authorise',
  friends: [],
  blocked: [],
  blockedBy: [],
  answers: [],
  lastSeenAt: lately,
  valuable: false,
}

const quiet: WholeCase['surroundings'] = {
  frequency: { nickname: 0, city: 0 },
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
