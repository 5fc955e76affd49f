import type { Policy } from '#app/evidence/policy.ts'
import { score } from '#app/evidence/score.ts'
import { fromRegistered } from '../simulate/baselines.ts'
import { drawCase, drawClaimant } from '../simulate/cases.ts'
import { drawsFrom } from '../simulate/draws.ts'
import { drawSetting } from '../simulate/simulate.ts'
import type { Outcome } from './fit-logistic.ts'

export type GroupedOutcome = Outcome & { group: string }

/** Outcomes of drawn cases, unasked and asked alike, grouped by route and stage; each seed is a world of its own. */
export function simulatedOutcomes(
  policy: Policy,
  { accounts, cases, noise, seeds }: { accounts: number; cases: number; noise: number; seeds: readonly number[] },
): GroupedOutcome[] {
  return seeds.flatMap((seed) => {
    const setting = drawSetting({ policy, accounts, noise }, seed)
    return [false, true].flatMap((asked) => {
      const draws = drawsFrom(1_000 * seed + Number(asked))
      return Array.from({ length: cases }, () => {
        const { attack, subject } = drawCase(draws, setting, drawClaimant(draws, setting), asked)
        const route = fromRegistered(subject, policy) ? 'registered' : 'other'
        return { attack, rank: score(subject, policy).bits, group: `${route}, ${asked ? 'asked' : 'unasked'}` }
      })
    })
  })
}
