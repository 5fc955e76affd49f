import { expect, test } from 'vitest'
import { shippedPolicy } from '#app/evidence/policy.ts'
import { fitLogistic, fitted } from '#scripts/calibrate/fit-logistic.ts'
import { measure } from '#scripts/calibrate/measure.ts'
import { simulatedOutcomes } from '#scripts/calibrate/simulated.ts'
import { drawsFrom } from '#scripts/simulate/draws.ts'

function drawn(alpha: number, beta: number, cases: number) {
  const draws = drawsFrom(5)
  return Array.from({ length: cases }, () => {
    const rank = 3 + 4 * draws.normal()
    return { rank, attack: !draws.chance(fitted({ alpha, beta }, rank)) }
  })
}

test.each([
  [1, 0],
  [0.7, -1.5],
  [1.4, 2],
])('a fit finds alpha %f and beta %f again', (alpha, beta) => {
  const fit = fitLogistic(drawn(alpha, beta, 40_000))
  expect(fit.alpha).toBeCloseTo(alpha, 1)
  expect(fit.beta).toBeCloseTo(beta, 0)
})

test('where every rank is the same, a fit names the share of owners', () => {
  const outcomes = Array.from({ length: 100 }, (_, index) => ({ rank: 2, attack: index < 30 }))
  expect(fitted(fitLogistic(outcomes), 2)).toBeCloseTo(0.7, 3)
})

test('a fit stays finite where one rank parts all owners from all attackers', () => {
  const fit = fitLogistic(Array.from({ length: 100 }, (_, index) => ({ rank: index, attack: index < 50 })))
  expect(Number.isFinite(fit.alpha) && Number.isFinite(fit.beta)).toBe(true)
  expect(fitted(fit, 99)).toBeGreaterThan(0.99)
})

test('a fit lowers the calibration error on worlds that it never saw', () => {
  const scale = { accounts: 300, cases: 3_000, noise: 0.25 }
  const fit = fitLogistic(simulatedOutcomes(shippedPolicy, { ...scale, seeds: [1, 2] }))
  const fresh = simulatedOutcomes(shippedPolicy, { ...scale, seeds: [5, 6] })
  expect(measure(fresh, fit).ece.value).toBeLessThan(measure(fresh, shippedPolicy.calibration).ece.value)
}, 60_000)
