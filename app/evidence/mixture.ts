import { attackerClasses } from './assessment.ts'
import type { Policy } from './policy.ts'
import { type ByClass, byClass, type WeighedFact } from './weighed-fact.ts'

/** How surely each class is excluded, in bits: what all facts weigh against it. */
export function marginsOf(facts: readonly WeighedFact[]): ByClass {
  return byClass((attacker) => facts.reduce((total, { weights }) => total + weights[attacker], 0))
}

/**
 * The evidence against the mixture of all classes, in bits: log2 P(facts | owner) - log2 P(facts | any attacker). Facts
 * are independent only inside a class, so that three facts of one public page are not counted three times.
 */
export function evidenceOf(facts: readonly WeighedFact[], shares: ByClass): number {
  return mix(marginsOf(facts), shares)
}

/** The evidence of margins that are already summed up. */
export function mix(margins: ByClass, shares: ByClass): number {
  let odds = 0
  for (const attacker of attackerClasses) odds += shares[attacker] * powerOfTwo(-margins[attacker])
  return 0 - Math.log2(odds)
}

/** If this is not the owner: how likely each class is; adds up to 1. */
export function suspects(margins: ByClass, shares: ByClass): ByClass {
  const odds = byClass((attacker) => shares[attacker] * powerOfTwo(-margins[attacker]))
  const all = attackerClasses.reduce((total, attacker) => total + odds[attacker], 0)
  return byClass((attacker) => odds[attacker] / all)
}

/** Evidence after both caps: what public facts, and what personal knowledge, may add at most. */
export function capEvidence(
  facts: readonly WeighedFact[],
  { shown, shares, caps }: { shown: readonly string[]; shares: ByClass; caps: Policy['caps'] },
): number {
  const hidden = facts.filter(({ kind }) => !shown.includes(kind))
  const sender = facts.filter(({ kind }) => kind === 'sender')
  return Math.min(
    evidenceOf(facts, shares),
    evidenceOf(hidden, shares) + caps.publicFacts,
    evidenceOf(sender, shares) + caps.personalKnowledge,
  )
}

/** Several times faster than `2 ** bits`, and a score takes more than a hundred. */
function powerOfTwo(bits: number): number {
  return Math.exp(bits * Math.LN2)
}
