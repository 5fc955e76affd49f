import { expect, test } from 'vitest'
import { gender } from '#app/evidence/comparisons/gender.ts'
import { levelsFor } from './levels.ts'

test.each([
  { value: 'female', levels: ['right'] },
  { value: 'male', levels: ['wrong'] },
  { value: ['female', 'male'], levels: ['right', 'wrong'] },
])('$value for female is $levels', ({ value, levels }) => {
  expect(levelsFor(gender, { gender: value })).toEqual(levels)
})

test('nothing is compared where no gender is on file', () => {
  expect(levelsFor(gender, { gender: 'female' }, { gender: null })).toEqual([])
})
