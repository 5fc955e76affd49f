import type { Bar } from './assessment.ts'
import type { Comparison } from './comparison.ts'
import { comparisons as shippedComparisons } from './comparisons/index.ts'
import { contextBits, reweigh } from './context.ts'
import { capEvidence, marginsOf, mix, suspects } from './mixture.ts'
import type { Policy } from './policy.ts'
import type { Subject } from './subject.ts'
import { drawWaterfall } from './waterfall.ts'
import type { ByClass, WeighedFact } from './weighed-fact.ts'
import { weighFacts } from './weights.ts'

/** A weighed subject. `bits` = prior + capped + context. */
export type Score = {
  bits: number
  prior: number
  /** Before the caps. */
  evidence: number
  capped: number
  context: number
  probability: number
  margins: ByClass
  ifNot: ByClass
  waterfall: readonly Bar[]
  facts: readonly WeighedFact[]
}

/**
 * Scores one subject: owner against a mixture of attacker classes, in bits (log2 odds). Every number comes from the
 * policy; this only knows the rules.
 */
export function score(
  subject: Subject,
  policy: Policy,
  comparisons: readonly Comparison[] = shippedComparisons,
): Score {
  const facts = weighFacts(subject, policy, comparisons)
  const margins = marginsOf(facts)
  const shown = shownFacts(subject, policy)
  const evidence = mix(margins, policy.attackers)
  const capped = capEvidence(facts, { shown, shares: policy.attackers, caps: policy.caps })
  const shares = reweigh(subject, policy)
  const reweighed = shares === policy.attackers ? 0 : capEvidence(facts, { shown, shares, caps: policy.caps }) - capped
  const context = contextBits(subject, policy, reweighed)
  const prior = Math.log2((1 - policy.attackShare) / policy.attackShare)
  const waterfall = drawWaterfall(facts, policy.attackers, { prior, cap: capped - evidence, context })
  const bits = waterfall.at(-1)?.bits ?? prior
  const ifNot = suspects(margins, shares)
  return {
    bits,
    prior,
    evidence,
    capped,
    context,
    probability: calibrated(bits, policy),
    margins,
    ifNot,
    waterfall,
    facts,
  }
}

/** Facts that anybody can read on the account's page. */
export function shownFacts({ visibility }: Pick<Subject, 'visibility'>, policy: Policy): readonly string[] {
  return visibility === 'public' ? policy.public.whenPublic : policy.public.always
}

/** The share of owners among cases with these bits, 0 to 1. */
export function calibrated(bits: number, { calibration }: Policy): number {
  return 1 / (1 + 2 ** -(calibration.alpha * bits + calibration.beta))
}
