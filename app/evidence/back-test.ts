import type { DecisionVerb } from '#app/decisions/ruling.ts'
import type { Recommendation } from '#app/tickets/ticket.ts'
import type { Assessment } from './assessment.ts'
import type { Policy } from './policy.ts'
import { rescore } from './rescore.ts'
import type { Subject } from './subject.ts'

/** A ruling with the evidence it was made on. */
export type DecidedCase = {
  decisionId: number
  ticketId: number
  verb: DecisionVerb
  decidedAt: Date
  subject: Subject | null
  before: Assessment
}

/** A ruling that would have been recommended otherwise. */
export type ChangedCase = {
  decisionId: number
  ticketId: number
  verb: DecisionVerb
  decidedAt: Date
  before: Recommendation
  after: Recommendation
  /** Under the policy of then, and under the other one. */
  bits: { before: number; after: number }
}

export type BackTest = {
  decisions: number
  changed: ChangedCase[]
  /** How many went from one recommendation to another, the most first. */
  moves: { before: Recommendation; after: Recommendation; count: number }[]
  /** Approved then, and no longer recommended: were they takeovers, or owners who would now wait? */
  approvedAgainst: number
}

/** What another policy would have recommended on rulings that were made; the rulings themselves stand. */
export function backTest(decided: readonly DecidedCase[], policy: Policy): BackTest {
  const changed = decided.flatMap(({ subject, before, ...made }) => {
    const after = rescore({ subject, before }, policy)
    if (!after.changed) return []
    const bits = { before: before.bits, after: after.bits }
    return [{ ...made, before: before.recommendation, after: after.recommendation, bits }]
  })
  const moves = new Map<string, BackTest['moves'][number]>()
  for (const { before, after } of changed) {
    const move = moves.get(`${before} ${after}`) ?? { before, after, count: 0 }
    moves.set(`${before} ${after}`, { ...move, count: move.count + 1 })
  }
  return {
    decisions: decided.length,
    changed,
    moves: [...moves.values()].sort((one, other) => other.count - one.count),
    approvedAgainst: changed.filter(({ verb, after }) => verb === 'approve' && after !== 'approve').length,
  }
}
