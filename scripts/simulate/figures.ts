import { type Draws, drawsFrom } from './draws.ts'

/** A figure with its 95 % interval. */
export type Figure = { value: number; lo: number; hi: number }

export type Judged = { attack: boolean; rank: number; probability: number | null }

/** How often each case was drawn in one round of the bootstrap. */
type Weights = Uint8Array

/**
 * Area under the ROC, true accepts at 1 % and .1 % false accepts, false accepts at 10 % false rejects, and, where the
 * method names a probability, Brier score, expected calibration error in ten bins and the share of attackers above .99.
 */
export function figuresOf(judged: readonly Judged[], rounds: number): Record<string, Figure> {
  const draws = drawsFrom(1)
  const ranked = judged
    .map((item) => ({ ...item, tie: draws.share() }))
    .sort((one, other) => other.rank - one.rank || one.tie - other.tie)
  const attacks = Uint8Array.from(ranked, ({ attack }) => Number(attack))
  const probabilities = ranked.every(({ probability }) => probability !== null)
    ? Float64Array.from(ranked, ({ probability }) => probability ?? 0)
    : null
  return intervals(
    (weights) => ({
      ...ranking(attacks, weights),
      ...(probabilities && calibration(attacks, probabilities, weights)),
    }),
    { length: judged.length, rounds, draws },
  )
}

/** Wilson's interval for a share (Wilson 1927). */
export function shareOf(count: number, all: number): Figure {
  if (all === 0) return { value: 0, lo: 0, hi: 1 }
  const z = 1.96
  const share = count / all
  const middle = (share + (z * z) / (2 * all)) / (1 + (z * z) / all)
  const half = (z / (1 + (z * z) / all)) * Math.sqrt((share * (1 - share)) / all + (z * z) / (4 * all * all))
  return {
    value: share,
    lo: Math.max(0, Math.min(share, middle - half)),
    hi: Math.min(1, Math.max(share, middle + half)),
  }
}

/** Walks from the best rank down. */
function ranking(attacks: Uint8Array, weights: Weights): Record<string, number> {
  let owners = 0
  let attackers = 0
  attacks.forEach((attack, index) => {
    const weight = weights[index] ?? 0
    if (attack) attackers += weight
    else owners += weight
  })
  let ownersAbove = 0
  let attackersAbove = 0
  let area = 0
  let [far1, far01, frr10] = [-1, -1, -1]
  for (let index = 0; index < attacks.length; index += 1) {
    const weight = weights[index] ?? 0
    if (attacks[index]) {
      attackersAbove += weight
      area += weight * ownersAbove
      if (far01 < 0 && attackersAbove > 0.001 * attackers) far01 = ownersAbove / owners
      if (far1 < 0 && attackersAbove > 0.01 * attackers) far1 = ownersAbove / owners
    } else {
      ownersAbove += weight
      if (frr10 < 0 && ownersAbove >= 0.9 * owners) frr10 = attackersAbove / attackers
    }
  }
  return { auc: area / (owners * attackers), tar_far1: far1, tar_far01: far01, far_frr10: frr10 }
}

function calibration(attacks: Uint8Array, probabilities: Float64Array, weights: Weights): Record<string, number> {
  const gaps = new Float64Array(10)
  let [all, squares, sure, sureAttacks] = [0, 0, 0, 0]
  for (let index = 0; index < attacks.length; index += 1) {
    const weight = weights[index] ?? 0
    const probability = probabilities[index] ?? 0
    const owner = attacks[index] ? 0 : 1
    const bin = Math.min(9, Math.floor(probability * 10))
    gaps[bin] = (gaps[bin] ?? 0) + weight * (probability - owner)
    squares += weight * (probability - owner) ** 2
    all += weight
    if (probability > 0.99) {
      sure += weight
      sureAttacks += weight * (1 - owner)
    }
  }
  const error = gaps.reduce((total, gap) => total + Math.abs(gap), 0)
  return { brier: squares / all, ece: error / all, wrong_above_99: sure > 0 ? sureAttacks / sure : 0 }
}

/** Poisson bootstrap: every case is drawn about once a round. */
function intervals(
  measure: (weights: Weights) => Record<string, number>,
  { length, rounds, draws }: { length: number; rounds: number; draws: Draws },
): Record<string, Figure> {
  const counts = Uint8Array.from({ length: 65_536 }, () => draws.poisson(1))
  const point = measure(new Uint8Array(length).fill(1))
  const rows = Array.from({ length: rounds }, () => {
    const weights = new Uint8Array(length)
    for (let index = 0; index < length; index += 1) weights[index] = counts[Math.floor(draws.share() * 65_536)] ?? 0
    return measure(weights)
  })
  return Object.fromEntries(
    Object.entries(point).map(([name, value]) => {
      const sorted = rows.map((row) => row[name] ?? 0).sort((one, other) => one - other)
      const at = (share: number) => sorted[Math.min(rounds - 1, Math.floor(share * rounds))] ?? value
      return [name, { value, lo: at(0.025), hi: at(0.975) }]
    }),
  )
}
