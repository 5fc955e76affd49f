import { expect, test } from 'vitest'
import { signUp } from '#app/evidence/comparisons/sign-up.ts'
import { levelsFor } from './levels.ts'

test.each([
  { value: '2009-08-15', level: 'month' },
  { value: '2009-08-01', level: 'month' },
  { value: '2009-08', level: 'month' },
  { value: '2009', level: 'year' },
  { value: '2009-01', level: 'year' },
  { value: '2010-08', level: 'withinYear' },
  { value: '2008-08', level: 'withinYear' },
  { value: '2010', level: 'withinYear' },
  { value: '2010-09', level: 'wrong' },
  { value: '2011', level: 'wrong' },
  { value: '2009-13', level: 'wrong' },
  { value: 'long ago', level: 'wrong' },
])('$value for August 2009 is $level', ({ value, level }) => {
  expect(levelsFor(signUp, { sign_up: value })).toEqual([level])
})

test('a sign-up on the turn of the month is right in both months', () => {
  const signedUpAt = new Date('2009-07-31T20:00:00Z')
  expect(levelsFor(signUp, { sign_up: '2009-07' }, { signedUpAt })).toEqual(['month'])
  expect(levelsFor(signUp, { sign_up: '2009-08' }, { signedUpAt })).toEqual(['month'])
})

test('a year beside its month is no contradiction', () => {
  expect(levelsFor(signUp, { sign_up: ['2009', '2009-08'] })).toEqual(['month'])
})

test('nothing is compared where no sign-up date is on file', () => {
  expect(levelsFor(signUp, { sign_up: '2009' }, { signedUpAt: null })).toEqual([])
})
