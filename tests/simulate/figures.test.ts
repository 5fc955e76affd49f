import { expect, test } from 'vitest'
import { drawsFrom } from '#scripts/simulate/draws.ts'
import { figuresOf, type Judged, shareOf } from '#scripts/simulate/figures.ts'

const judged = (attack: boolean, rank: number, probability: number | null = null): Judged => ({
  attack,
  rank,
  probability,
})

test('a method that tells everybody apart has area 1 and no errors', () => {
  const all = Array.from({ length: 500 }, (_, index) => judged(index % 5 === 0, index % 5 === 0 ? -index : index + 1))
  const { auc, tar_far1, far_frr10 } = figuresOf(all, 20)
  expect(auc).toEqual({ value: 1, lo: 1, hi: 1 })
  expect(tar_far1?.value).toBe(1)
  expect(far_frr10?.value).toBe(0)
})

test('a method that ranks everybody alike is at chance', () => {
  const all = Array.from({ length: 4_000 }, (_, index) => judged(index % 2 === 0, 0))
  const { auc } = figuresOf(all, 50)
  expect(auc?.value).toBeCloseTo(0.5, 1)
  expect(auc?.lo).toBeLessThan(0.51)
  expect(auc?.hi).toBeGreaterThan(0.49)
})

test('the area is the share of pairs in the right order', () => {
  // Owners at 4 and 2, attackers at 3 and 1: three of four pairs are right.
  const all = [judged(false, 4), judged(true, 3), judged(false, 2), judged(true, 1)]
  expect(figuresOf(all, 1).auc?.value).toBe(0.75)
})

test('probabilities that are right on average have no calibration error', () => {
  const all = Array.from({ length: 1_000 }, (_, index) => judged(index % 4 === 0, index, 0.75))
  const { ece, brier } = figuresOf(all, 10)
  expect(ece?.value).toBeCloseTo(0, 9)
  expect(brier?.value).toBeCloseTo(0.1875, 9)
})

test('a probability of .995 given to attackers alone is wrong every time', () => {
  const all = Array.from({ length: 100 }, (_, index) => judged(index < 10, index, index < 10 ? 0.995 : 0.5))
  expect(figuresOf(all, 5).wrong_above_99?.value).toBe(1)
})

test('a method without probabilities has no calibration', () => {
  expect(figuresOf([judged(true, 1), judged(false, 2)], 1)).not.toHaveProperty('ece')
})

test('an interval holds its value and narrows with more cases', () => {
  const draws = drawsFrom(4)
  const some = (length: number) =>
    figuresOf(
      Array.from({ length }, () => {
        const attack = draws.chance(0.5)
        return judged(attack, draws.normal() + (attack ? 0 : 1))
      }),
      100,
    ).auc ?? { value: 0, lo: 0, hi: 1 }
  const [few, many] = [some(200), some(20_000)]
  for (const { value, lo, hi } of [few, many]) expect(lo <= value && value <= hi).toBe(true)
  expect(many.hi - many.lo).toBeLessThan(few.hi - few.lo)
})

test('the interval of a share stays between 0 and 1', () => {
  expect(shareOf(0, 100).lo).toBe(0)
  expect(shareOf(0, 100).hi).toBeGreaterThan(0)
  expect(shareOf(100, 100).hi).toBeCloseTo(1, 9)
  expect(shareOf(100, 100).hi).toBeLessThanOrEqual(1)
  expect(shareOf(0, 0)).toEqual({ value: 0, lo: 0, hi: 1 })
})
