import { beforeAll, expect, test } from 'vitest'
import { shippedPolicy } from '#app/evidence/policy.ts'
import { takeovers } from '#scripts/simulate/adaptive.ts'
import { rocOf } from '#scripts/simulate/curves.ts'
import { drawsFrom } from '#scripts/simulate/draws.ts'
import { type Flooding, rulingsADay } from '#scripts/simulate/flood.ts'
import { type Griefing, grief } from '#scripts/simulate/griefing.ts'
import { delayUnder } from '#scripts/simulate/queue-delay.ts'
import { drawSetting } from '#scripts/simulate/simulate.ts'

let found: Griefing

beforeAll(() => {
  const setting = drawSetting({ policy: shippedPolicy, accounts: 100, noise: 0.25 }, 1)
  found = grief([setting], (index) => drawsFrom(9 + index), 60)
}, 60_000)

test.each(['guesses', 'rivals', 'sender', 'joining', 'friends'])('nobody is shut out by %s', (way) => {
  expect(found.by_way[way]?.value).toBe(0)
})

test('all ways together shut out at least as many as any of them', () => {
  for (const { value } of Object.values(found.by_way)) expect(found.shut_out.value).toBeGreaterThanOrEqual(value)
  expect(found.counted.shut_out.value).toBeGreaterThanOrEqual(found.shut_out.value)
})

test('a flood against one account costs few rulings, one over many accounts costs many', () => {
  expect(found.delay_ratio.value).toBeLessThan(0.1)
  expect(found.rulings_a_day).toBeLessThan(10)
  expect(found.sprayed.rulings_a_day).toBeGreaterThan(found.rulings_a_day)
})

test.each<{ says: string; flood: [bits: number, recommendation: Flooding['recommendation']][]; rulings: number }>([
  { says: 'nobody', flood: [], rulings: 0 },
  { says: 'one that a link answers', flood: [[1, 'approve']], rulings: 1 },
  { says: 'one that is asked by itself', flood: [[1, 'ask']], rulings: 0 },
  { says: 'equals, cleared in one act', flood: Array.from({ length: 50 }, () => [1, 'approve']), rulings: 2 },
  {
    says: 'ever better ones',
    flood: [
      [1, 'deny'],
      [2, 'deny'],
      [3, 'deny'],
    ],
    rulings: 3,
  },
])('a flood of $says takes $rulings rulings', ({ flood, rulings }) => {
  const cases = flood.map(([bits, recommendation]): Flooding => {
    return { bits, level: 'other', recommendation, needsAgent: recommendation !== 'ask' }
  })
  expect(rulingsADay(cases)).toBe(rulings)
})

test('who tries again and again gets no stranger before a second person', () => {
  const setting = drawSetting({ policy: shippedPolicy, accounts: 100, noise: 0.25 }, 1)
  const reached = takeovers(drawsFrom(5), setting, 'blind', { attempts: 20, tries: 20 })
  expect(reached).toEqual({ oneAddress: 0, manyAddresses: 0 })
})

test('a flood makes people wait, and none does not', () => {
  expect(delayUnder(drawsFrom(1), 200).value).toBeGreaterThan(delayUnder(drawsFrom(1), 50).value)
  expect(delayUnder(drawsFrom(1), 0.0001).value).toBeCloseTo(0, 2)
}, 60_000)

test('a curve goes from no accepts to all and never falls', () => {
  const draws = drawsFrom(3)
  const judged = Array.from({ length: 5_000 }, () => {
    const attack = draws.chance(0.3)
    return { attack, rank: draws.normal() + (attack ? 0 : 1), probability: null }
  })
  const points = rocOf(judged)
  expect(points[0]).toEqual([0, 0])
  expect(points.at(-1)).toEqual([1, 1])
  for (const [index, [x, y]] of points.entries()) {
    expect(x).toBeGreaterThanOrEqual(points[index - 1]?.[0] ?? 0)
    expect(y).toBeGreaterThanOrEqual(points[index - 1]?.[1] ?? 0)
  }
})
