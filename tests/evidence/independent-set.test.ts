import { expect, test } from 'vitest'
import { independentWeight } from '#app/evidence/independent-set.ts'
import { randomFrom } from './random-subject.ts'

const hits = (...weights: number[]) => weights.map((weight, index) => ({ number: `n${index}`, weight }))

test.each<{ says: string; weights: number[]; ties: [string, string][]; total: number }>([
  { says: 'nobody', weights: [], ties: [], total: 0 },
  { says: 'three who do not know each other', weights: [1, 1, 1], ties: [], total: 3 },
  { says: 'a pair', weights: [1, 1], ties: [['n0', 'n1']], total: 1 },
  { says: 'the heavier of a pair', weights: [0.5, 1], ties: [['n0', 'n1']], total: 1 },
  {
    says: 'the two ends of a chain',
    weights: [1, 1, 1],
    ties: [
      ['n0', 'n1'],
      ['n1', 'n2'],
    ],
    total: 2,
  },
  {
    says: 'a heavy middle against two light ends',
    weights: [0.5, 1, 0.4],
    ties: [
      ['n0', 'n1'],
      ['n1', 'n2'],
    ],
    total: 1,
  },
  {
    says: 'ties to nobody listed, and to oneself',
    weights: [1],
    ties: [
      ['n0', 'x'],
      ['n0', 'n0'],
    ],
    total: 1,
  },
])('$says: $total', ({ weights, ties, total }) => {
  expect(independentWeight(hits(...weights), ties)).toBe(total)
})

test('the branching finds what trying every set finds', () => {
  const random = randomFrom(11)
  for (let round = 0; round < 200; round += 1) {
    const some = hits(...Array.from({ length: 1 + Math.floor(9 * random()) }, () => (random() < 0.5 ? 1 : 0.5)))
    const density = random()
    const ties = some.flatMap(({ number: one }) =>
      some
        .filter(({ number }) => one < number && random() < density)
        .map(({ number }): [string, string] => [one, number]),
    )
    expect(independentWeight(some, ties)).toBe(bestByTrying(some, ties))
  }
})

test('twenty hits with many ties are quick', () => {
  const random = randomFrom(5)
  const some = hits(...Array.from({ length: 20 }, () => 1))
  const before = performance.now()
  for (let round = 0; round < 100; round += 1) {
    const ties = some.flatMap(({ number: one }) =>
      some.filter(() => random() < 0.15).map(({ number }): [string, string] => [one, number]),
    )
    independentWeight(some, ties)
  }
  expect(performance.now() - before).toBeLessThan(1_000)
})

test('more hits than a mask holds are refused by count', () => {
  expect(() => independentWeight(hits(...Array.from({ length: 32 }, () => 1)), [])).toThrow('32')
})

function bestByTrying(
  some: readonly { number: string; weight: number }[],
  ties: readonly (readonly [string, string])[],
): number {
  let best = 0
  for (let mask = 0; mask < 2 ** some.length; mask += 1) {
    const set = some.filter((_, index) => mask & (1 << index))
    const numbers = new Set(set.map(({ number }) => number))
    if (ties.some(([one, other]) => numbers.has(one) && numbers.has(other))) continue
    best = Math.max(
      best,
      set.reduce((total, { weight }) => total + weight, 0),
    )
  }
  return best
}
