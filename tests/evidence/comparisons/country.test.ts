import { expect, test } from 'vitest'
import { country } from '#app/evidence/comparisons/country.ts'
import { levelsFor } from './levels.ts'

test.each([
  { value: 'China', levels: ['right'] },
  { value: '中国', levels: ['right'] },
  { value: '中國', levels: ['right'] },
  { value: 'ｃｎ', levels: ['right'] },
  { value: 'Chile', levels: ['wrong'] },
  { value: ['China', 'Chile'], levels: ['right', 'wrong'] },
  { value: 'Middle Earth', levels: [] },
])('$value for an account in CN is $levels', ({ value, levels }) => {
  expect(levelsFor(country, { country: value })).toEqual(levels)
})

test('nothing is compared where no country, or none that anybody knows, is on file', () => {
  expect(levelsFor(country, { country: 'China' }, { country: null })).toEqual([])
  expect(levelsFor(country, { country: 'China' }, { country: 'here' })).toEqual([])
})
