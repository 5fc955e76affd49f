import { capEvidence, mix } from '#app/evidence/mixture.ts'
import type { Policy } from '#app/evidence/policy.ts'
import { calibrated, type Score, score, shownFacts } from '#app/evidence/score.ts'
import type { Subject } from '#app/evidence/subject.ts'
import type { WeighedFact } from '#app/evidence/weighed-fact.ts'
import { weighUnclamped } from '#app/evidence/weights.ts'

/** What a method makes of a case: any number that ranks, and the chance of an owner where the method names one itself. */
export type Verdict = { rank: number; probability: number | null }
/** The product's own score comes with the subject: most methods differ only in what they make of its facts. */
export type Method = (subject: Subject, product: Score) => Verdict

const points: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  registered_email: { exact: 15 },
  birth_date: { exact: 15 },
  real_name: { exact: 15, close: 5, surname: 5 },
  nickname: { exact: 5 },
  city: { exact: 5 },
  gender: { right: 2 },
  sign_up: { month: 10, year: 6 },
  phone: { exact: 20, lastFour: 5 },
}

/** The product's score, what a desk might use instead, and the score with one of its ideas taken away. */
export function methodsUnder(policy: Policy): Readonly<Record<string, Method>> {
  const scored = (subject: Subject, under: Policy): Verdict => {
    const { bits, probability } = score(subject, under)
    return { rank: bits, probability }
  }
  const ranked =
    (rank: (subject: Subject) => number): Method =>
    (subject) => ({ rank: rank(subject), probability: null })
  return {
    model: (_, { bits, probability }) => ({ rank: bits, probability }),
    points: ranked((subject) => pointsOf(subject, policy)),
    from: ranked((subject) => Number(fromRegistered(subject, policy))),
    from_dmarc: ranked(({ sender }) => Number(sender === 'strong' || sender === 'medium')),
    fs_stranger: (_, { facts }) => fellegiSunter(facts, policy),
    no_mixture: (_, { facts, context }) => named(oneAttacker(facts, policy) + context, policy),
    no_clamps: (subject, { facts, context }) => named(withoutClamps(subject, facts, policy) + context, policy),
    no_caps: (_, { evidence, context }) => named(evidence + context, policy),
    no_circles: (subject) => scored(withoutTies(subject), policy),
    no_visibility: (subject) => scored({ ...subject, visibility: 'private' }, policy),
  }
}

export function fromRegistered({ sender }: Subject, policy: Policy): boolean {
  return policy.sender.equalsRegistered.includes(sender)
}

function pointsOf(subject: Subject, policy: Policy): number {
  const facts = Object.entries(subject.facts).reduce((total, [kind, level]) => total + (points[kind]?.[level] ?? 0), 0)
  const hits = subject.friends?.listed.filter(({ weight = 0 }) => weight > 0).length ?? 0
  return (
    (fromRegistered(subject, policy) ? 40 : 0) + facts + Math.min(25, 5 * hits) + 10 * (subject.answers?.right ?? 0)
  )
}

/** Classic record linkage: every fact independent, the other side a stranger (Fellegi and Sunter 1969). */
function fellegiSunter(facts: readonly WeighedFact[], policy: Policy): Verdict {
  const evidence = facts.reduce((total, { weights }) => total + weights.blind, 0)
  const bits = Math.log2((1 - policy.attackShare) / policy.attackShare) + evidence
  return { rank: bits, probability: 1 / (1 + 2 ** -bits) }
}

function withoutTies(subject: Subject): Subject {
  return subject.friends ? { ...subject, friends: { ...subject.friends, ties: [], shared: [] } } : subject
}

/** A rank in bits, read as the product reads its own. */
function named(evidence: number, policy: Policy): Verdict {
  const bits = Math.log2((1 - policy.attackShare) / policy.attackShare) + evidence
  return { rank: bits, probability: calibrated(bits, policy) }
}

/** Every fact weighed against the average attacker by itself, as if all facts were independent. */
function oneAttacker(facts: readonly WeighedFact[], policy: Policy): number {
  return facts.reduce((total, { weights }) => total + mix(weights, policy.attackers), 0)
}

/** The product's score of facts whose weights may fall for a truth and rise for a lie. */
function withoutClamps(subject: Subject, facts: readonly WeighedFact[], policy: Policy): number {
  const unclamped = facts.map((fact) => {
    const level = subject.facts[fact.kind]
    return level === undefined ? fact : { ...fact, weights: weighUnclamped(fact.kind, level, subject, policy) }
  })
  const { attackers: shares, caps } = policy
  return capEvidence(unclamped, { shown: shownFacts(subject, policy), shares, caps })
}
