import { beforeAll, expect, test } from 'vitest'
import { shippedPolicy } from '#app/evidence/policy.ts'
import { rocOf } from '#scripts/simulate/curves.ts'
import { drawsFrom } from '#scripts/simulate/draws.ts'
import { type Griefing, grief } from '#scripts/simulate/griefing.ts'
import { delayUnder } from '#scripts/simulate/queue-delay.ts'
import { drawSetting } from '#scripts/simulate/simulate.ts'

let found: Griefing

beforeAll(() => {
  const setting = drawSetting({ policy: shippedPolicy, accounts: 100, noise: 0.25 }, 1)
  found = grief([setting], (index) => drawsFrom(9 + index), 60)
}, 60_000)

test.each(['guesses', 'sender', 'joining', 'friends'])('nobody is shut out by %s', (way) => {
  expect(found.by_way[way]?.value).toBe(0)
})

test('all ways together shut out at least as many as any of them', () => {
  for (const { value } of Object.values(found.by_way)) expect(found.shut_out.value).toBeGreaterThanOrEqual(value)
  expect(found.counted.shut_out.value).toBeGreaterThanOrEqual(found.shut_out.value)
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
