import { expect, test } from 'vitest'
import { type MatchKeys, matchKeys } from '#app/accounts/match-keys.ts'
import type { Stated } from '#tests/evidence/comparisons/levels.ts'
import { claimsOf } from '#tests/factories/claims.ts'

const keysOf = (stated: Stated) => matchKeys(claimsOf(stated))

test.each<[string, Stated]>([
  ['a nickname alone', { nickname: 'Raindrop' }],
  ['a real name alone', { real_name: 'Mei Lin' }],
  ['a birth date alone', { birth_date: '1990-04-12' }],
  ['a real name with a year of birth', { real_name: 'Mei Lin', birth_date: '1990' }],
  ['a city with a month of sign-up', { city: 'Chengdu', sign_up: '2009-08' }],
  ['a nickname with a year of sign-up', { nickname: 'Raindrop', sign_up: '2009' }],
  ['the last four digits of a telephone', { phone: '8000' }],
  ['digits that no telephone has', { phone: '1234567890123456' }],
  ['a date that does not exist', { real_name: 'Mei Lin', birth_date: '1990-02-31' }],
  ['a nickname of nothing that can be seen', { nickname: '​​', city: 'Chengdu' }],
  ["facts of somebody else's account", { third_party: 'yes', phone: '+8613800138000' }],
])('%s finds no account', (_what, stated) => {
  expect(keysOf(stated)).toBeNull()
})

test.each<[string, Stated, Partial<MatchKeys>]>([
  ['a telephone with its country', { phone: '+8613800138000' }, { phones: ['+8613800138000'] }],
  ['a telephone without it', { phone: '13800138000' }, { phones: ['13800138000'] }],
  ['a telephone as it is dialled at home', { phone: '07700900123' }, { phones: ['7700900123'] }],
  [
    'a nickname in full-width letters and a city in Chinese',
    { nickname: 'Ｒａｉｎｄｒｏｐ', city: '成都' },
    { nicknames: ['raindrop'], cities: ['成都', 'chengdu'] },
  ],
  [
    'a real name, surname first or last, with a birth date',
    { real_name: 'Lin Mei', birth_date: '1990-04-12' },
    { realNames: ['lin mei', 'mei lin'], birthDates: ['1990-04-12'] },
  ],
  [
    'a Chinese name with a space in it',
    { real_name: '陈 大伟', birth_date: '1958-03-12' },
    { realNames: ['陈大伟'], birthDates: ['1958-03-12'] },
  ],
  ['a day of sign-up with a nickname', { nickname: 'a', sign_up: '2009-08-15' }, { months: ['2009-08-01'] }],
])('%s is a key', (_what, stated, expected) => {
  expect(keysOf(stated)).toMatchObject(expected)
})

test('of many values of one kind three are looked for', () => {
  const phones = Array.from({ length: 50 }, (_, at) => `1380013${8000 + at}`)
  expect(keysOf({ phone: phones })?.phones).toHaveLength(3)
})

test.each([
  ['a zero byte', '\u0000'],
  ['half a letter', '\ud83d'],
  ['a megabyte', 'x'.repeat(1_000_000)],
])('%s in a value is no key that the database would choke on', (_what, piece) => {
  const [nickname] = keysOf({ nickname: `Rain${piece}`, city: 'Chengdu' })?.nicknames ?? []
  expect(nickname).toMatch(/^rainx{0,96}$/)
})
