/** One case for a fit: a rank (bits, points or the like) and whether an attacker wrote. */
export type Outcome = { attack: boolean; rank: number }

/** p = 1 / (1 + 2^-(alpha * rank + beta)), as in a policy. */
export type Fit = { alpha: number; beta: number }

const mostRounds = 50
/** Keeps alpha finite where one rank parts all owners from all attackers, or where there is but one rank. */
const ridge = 1e-6

/** Logistic regression of "the owner wrote" on the rank, by Newton's method; the scale is log2 odds. */
export function fitLogistic(outcomes: readonly Outcome[]): Fit {
  if (outcomes.length === 0) throw new Error('There is no outcome to fit to')
  const ranks = Float64Array.from(outcomes, ({ rank }) => rank)
  const owners = Uint8Array.from(outcomes, ({ attack }) => (attack ? 0 : 1))
  const middle = ranks.reduce((total, rank) => total + rank, 0) / ranks.length
  const spread = Math.sqrt(ranks.reduce((total, rank) => total + (rank - middle) ** 2, 0) / ranks.length) || 1
  let [slope, level] = [0, 0]
  for (let round = 0; round < mostRounds; round += 1) {
    const step = newtonStep(ranks, owners, { middle, spread, slope, level })
    slope += step.slope
    level += step.level
    if (Math.abs(step.slope) + Math.abs(step.level) < 1e-10) break
  }
  const alpha = slope / spread / Math.LN2
  return { alpha, beta: level / Math.LN2 - alpha * middle }
}

/** The share of owners that a fit names for a rank, 0 to 1. */
export function fitted({ alpha, beta }: Fit, rank: number): number {
  return 1 / (1 + 2 ** -(alpha * rank + beta))
}

function newtonStep(
  ranks: Float64Array,
  owners: Uint8Array,
  at: { middle: number; spread: number; slope: number; level: number },
) {
  const size = ranks.length
  let [gradientSlope, gradientLevel] = [-ridge * size * at.slope, -ridge * size * at.level]
  let [curveSlope, curveBoth, curveLevel] = [ridge * size, 0, ridge * size]
  for (let index = 0; index < size; index += 1) {
    const x = ((ranks[index] ?? 0) - at.middle) / at.spread
    const chance = 1 / (1 + Math.exp(-(at.slope * x + at.level)))
    const error = (owners[index] ?? 0) - chance
    const weight = chance * (1 - chance)
    gradientSlope += error * x
    gradientLevel += error
    curveSlope += weight * x * x
    curveBoth += weight * x
    curveLevel += weight
  }
  const determinant = curveSlope * curveLevel - curveBoth ** 2
  return {
    slope: bounded((gradientSlope * curveLevel - gradientLevel * curveBoth) / determinant),
    level: bounded((gradientLevel * curveSlope - gradientSlope * curveBoth) / determinant),
  }
}

/** A full step may overshoot far from the optimum. */
function bounded(step: number): number {
  return Math.max(-2, Math.min(2, step))
}
