import { expect, test } from 'vitest'
import { birthDate } from '#app/evidence/comparisons/birth-date.ts'
import { levelsFor } from './levels.ts'

test.each([
  { value: '1990-04-12', level: 'exact', because: 'the very day' },
  { value: '1990-12-04', level: 'slip', because: 'day and month swapped' },
  { value: '1990-04-13', level: 'slip', because: 'one digit wrong' },
  { value: '1980-04-12', level: 'slip', because: 'one digit of the year wrong' },
  { value: '1909-04-12', level: 'slip', because: 'two neighbouring digits swapped' },
  { value: '1990-04-21', level: 'slip', because: 'two neighbouring digits swapped' },
  { value: '1990', level: 'year', because: 'the year alone' },
  { value: '1990-04', level: 'year', because: 'year and month alone' },
  { value: '--04-12', level: 'year', because: 'the day without its year' },
  { value: '1990-07-30', level: 'wrong', because: 'a false day of the right year' },
  { value: '1990-05', level: 'wrong', because: 'a false month of the right year' },
  { value: '--12-04', level: 'wrong', because: 'another day without its year' },
  { value: '1991', level: 'wrong', because: 'another year' },
  { value: '1990-04-31', level: 'wrong', because: 'no such day' },
  { value: '1990-02-31', level: 'wrong', because: 'no such day' },
  { value: '-1990-04-12', level: 'wrong', because: 'a negative year' },
  { value: 'yesterday', level: 'wrong', because: 'no date at all' },
])('$value for 1990-04-12 is $level: $because', ({ value, level }) => {
  expect(levelsFor(birthDate, { birth_date: value })).toEqual([level])
})

test.each([
  { values: ['1990', '1990-04-12'], levels: ['exact'], says: 'a year beside its date is no contradiction' },
  { values: ['1990-04-12', '1990-04-13'], levels: ['exact', 'slip'], says: 'two dates contradict each other' },
  { values: ['1990-04-12', '1991'], levels: ['exact', 'wrong'], says: 'another year contradicts the date' },
  { values: ['1990-04-12', '1990-04-12'], levels: ['exact'], says: 'the same date twice is one date' },
])('$says', ({ values, levels }) => {
  expect(levelsFor(birthDate, { birth_date: values })).toEqual(levels)
})

test('nothing is compared where no birth date is on file', () => {
  expect(levelsFor(birthDate, { birth_date: '1990-04-12' }, { birthDate: null })).toEqual([])
})
