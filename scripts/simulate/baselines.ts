import { comparisons } from '#app/evidence/comparisons/index.ts'
import type { Policy } from '#app/evidence/policy.ts'
import { score } from '#app/evidence/score.ts'
import type { Subject } from '#app/evidence/subject.ts'
import { weighFacts } from '#app/evidence/weights.ts'

/** What a method makes of a case: any number that ranks, and the chance of an owner where the method names one. */
export type Verdict = { rank: number; probability: number | null }
export type Method = (subject: Subject) => Verdict

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
  const boundless = { ...policy, caps: { ...policy.caps, publicFacts: 1e9, personalKnowledge: 1e9 } }
  const scored = (subject: Subject, under: Policy): Verdict => {
    const { bits, probability } = score(subject, under)
    return { rank: bits, probability }
  }
  const ranked =
    (rank: (subject: Subject) => number): Method =>
    (subject) => ({ rank: rank(subject), probability: null })
  return {
    model: (subject) => scored(subject, policy),
    points: ranked((subject) => pointsOf(subject, policy)),
    from: ranked((subject) => Number(fromRegistered(subject, policy))),
    from_dmarc: ranked(({ sender }) => Number(sender === 'strong' || sender === 'medium')),
    fs_stranger: (subject) => fellegiSunter(subject, policy),
    no_caps: (subject) => scored(subject, boundless),
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
function fellegiSunter(subject: Subject, policy: Policy): Verdict {
  const facts = weighFacts(subject, policy, comparisons)
  const evidence = facts.reduce((total, { weights }) => total + weights.blind, 0)
  const bits = Math.log2((1 - policy.attackShare) / policy.attackShare) + evidence
  return { rank: bits, probability: 1 / (1 + 2 ** -bits) }
}

function withoutTies(subject: Subject): Subject {
  return subject.friends ? { ...subject, friends: { ...subject.friends, ties: [] } } : subject
}
