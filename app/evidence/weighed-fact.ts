import type { AttackerClass } from './assessment.ts'

export type ByClass<T = number> = Readonly<Record<AttackerClass, T>>

/** A stated fact with its weight against each attacker class: log2 of P(level | owner) / P(level | attacker). */
export type WeighedFact = { kind: string; level: string; weights: ByClass }

/** The same calculation for every attacker class. */
export function byClass<T>(weigh: (attacker: AttackerClass) => T): ByClass<T> {
  // Spelled out: a score does this dozens of times, and building the object from entries takes ten times as long.
  return {
    blind: weigh('blind'),
    scraper: weigh('scraper'),
    acquaintance: weigh('acquaintance'),
    breach: weigh('breach'),
    hijacker: weigh('hijacker'),
  }
}
