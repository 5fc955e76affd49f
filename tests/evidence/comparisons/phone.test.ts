import { expect, test } from 'vitest'
import { phone } from '#app/evidence/comparisons/phone.ts'
import { levelsFor } from './levels.ts'

test.each([
  { value: '+8613800138000', level: 'exact' },
  { value: '13800138000', level: 'exact' },
  { value: '138-0013-8000', level: 'exact' },
  { value: '008613800138000', level: 'exact' },
  { value: '１３８００１３８０００', level: 'exact' },
  { value: '8000', level: 'lastFour' },
  { value: '13900998000', level: 'wrong' },
  { value: '13800138001', level: 'wrong' },
  { value: '8001', level: 'wrong' },
  { value: '000', level: 'wrong' },
  { value: '+', level: 'wrong' },
])('$value for +8613800138000 is $level', ({ value, level }) => {
  expect(levelsFor(phone, { phone: value })).toEqual([level])
})

test('a number without a prefix is read as in the country of the phone where the account has none', () => {
  expect(levelsFor(phone, { phone: '13800138000' }, { country: null })).toEqual(['exact'])
  expect(levelsFor(phone, { phone: '13800138000' }, { country: 'China' })).toEqual(['exact'])
})

test('the last four digits beside the whole number are no contradiction', () => {
  expect(levelsFor(phone, { phone: ['8000', '13800138000'] })).toEqual(['exact'])
})

test('nothing is compared where no phone is on file', () => {
  expect(levelsFor(phone, { phone: '13800138000' }, { phone: null })).toEqual([])
})
