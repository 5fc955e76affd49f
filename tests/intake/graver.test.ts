import { describe, expect, test } from 'vitest'
import { graver, isDanger } from '#app/intake/graver.ts'

describe('of two difficulties', () => {
  test.each([
    [null, null, null],
    [null, 'minor', 'minor'],
    ['minor', 'legal', 'legal'],
    ['legal', 'threat', 'threat'],
    ['legal', 'self_harm', 'self_harm'],
    ['threat', 'self_harm', 'self_harm'],
    ['minor', 'self_harm', 'self_harm'],
    ['minor', 'threat', 'threat'],
    ['legal', 'legal', 'legal'],
  ] as const)('%s and %s, %s counts, whichever came first', (one, other, expected) => {
    expect([graver(one, other), graver(other, one)]).toEqual([expected, expected])
  })
})

test.each([
  ['self_harm', true],
  ['threat', true],
  ['minor', true],
  ['legal', false],
  [null, false],
] as const)('%s is a danger to somebody: %s', (difficulty, expected) => {
  expect(isDanger(difficulty)).toBe(expected)
})
