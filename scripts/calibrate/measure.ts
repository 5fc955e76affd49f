import { drawsFrom } from '../simulate/draws.ts'
import { type Figure, shareOf } from '../simulate/figures.ts'
import { type Fit, fitted, type Outcome } from './fit-logistic.ts'

/** How far named chances are from what came of them. `sure`: attackers among those named above .99. */
export type Measured = { cases: number; ece: Figure; sure: Figure }

const rounds = 200

/** Expected calibration error in ten bins, by bootstrap, and the share that was wrong where the desk was sure. */
export function measure(outcomes: readonly Outcome[], fit: Fit): Measured {
  const named = Float64Array.from(outcomes, ({ rank }) => fitted(fit, rank))
  const draws = drawsFrom(1)
  const counts = Uint8Array.from({ length: 4_096 }, () => draws.poisson(1))
  const once = errorOf(outcomes, named, () => 1)
  const drawn = Array.from({ length: rounds }, () =>
    errorOf(outcomes, named, () => counts[Math.floor(draws.share() * 4_096)] ?? 0),
  ).sort((one, other) => one - other)
  const sure = outcomes.filter((_, index) => (named[index] ?? 0) > 0.99)
  return {
    cases: outcomes.length,
    ece: { value: once, lo: drawn[5] ?? once, hi: drawn[rounds - 6] ?? once },
    sure: shareOf(sure.filter(({ attack }) => attack).length, sure.length),
  }
}

function errorOf(outcomes: readonly Outcome[], named: Float64Array, weigh: () => number): number {
  const gaps = new Float64Array(10)
  let all = 0
  for (const [index, { attack }] of outcomes.entries()) {
    const weight = weigh()
    if (weight === 0) continue
    const chance = named[index] ?? 0
    const bin = Math.min(9, Math.floor(chance * 10))
    gaps[bin] = (gaps[bin] ?? 0) + weight * (chance - Number(!attack))
    all += weight
  }
  return all === 0 ? 0 : gaps.reduce((total, gap) => total + Math.abs(gap), 0) / all
}
