import type { Recommendation, Route } from '#app/tickets/ticket.ts'

export const attackerClasses = ['blind', 'scraper', 'acquaintance', 'breach', 'hijacker'] as const
export type AttackerClass = (typeof attackerClasses)[number]

/** The bars of the waterfall that ship with Latchkey, in their fixed order. */
export const evidenceKinds = [
  'prior',
  'sender',
  'registered_email',
  'birth_date',
  'real_name',
  'nickname',
  'city',
  'gender',
  'sign_up',
  'phone',
  'security_answers',
  'friend_numbers',
  'cap',
  'context',
  'total',
] as const

/** Open: a further comparison brings a kind of its own and stands before security_answers. */
export type EvidenceKind = (typeof evidenceKinds)[number] | (string & {})

/**
 * One bar. `bits` is what the fact adds to those before it, so that the bars add up to the total;
 * `alone` is what it would add by itself. Both are null-free only where the bar is a fact.
 */
export type Bar = { kind: EvidenceKind; level: string | null; bits: number; alone: number | null }

/** A scored case under one version of the policy. Immutable: a new claim or policy makes a new assessment. */
export type Assessment = {
  /** Log2 odds that the owner writes: prior + capped evidence + context. */
  bits: number
  /** 0 to 1, after calibration. */
  probability: number
  /** How surely each attacker class is excluded, in bits. */
  margins: Readonly<Record<AttackerClass, number>>
  /** If this is not the owner: how likely each attacker class is; adds up to 1. */
  ifNot: Readonly<Record<AttackerClass, number>>
  route: Route
  recommendation: Recommendation
  /** How long an approval rests before its link is sent; missing where it may go at once. */
  holdHours?: number
  /** Why this route and recommendation, one plain clause each, the decisive one first. */
  because: readonly string[]
  evidence: readonly Bar[]
  /** The policy's version. */
  policy: string
}
