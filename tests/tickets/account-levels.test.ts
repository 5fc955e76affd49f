import { expect, test } from 'vitest'
import { maskAddress } from '#app/accounts/mask-address.ts'
import { type AccountRecord, accountLevels } from '#app/tickets/account-levels.ts'

const now = new Date('2026-11-22T09:00:00Z')
const daysAgo = (days: number) => new Date(now.getTime() - days * 24 * 60 * 60_000)

const mei: AccountRecord = {
  visibility: 'public',
  registeredEmail: 'mei@example.com',
  emailVerified: true,
  emailChangedAt: daysAgo(900),
  emailDeadAt: null,
  birthDate: '1988-03-12',
  realName: 'Mei Lin',
  nickname: '小雨点',
  province: null,
  city: 'Chengdu',
  gender: null,
  phone: '+8613800138000',
  signedUpAt: daysAgo(5000),
  lastSeenAt: daysAgo(3),
  valuable: false,
  restrictedUntil: null,
}

test('what an account holds is told without any of its values', () => {
  const told = JSON.stringify(accountLevels(mei, 12, 0, now))
  for (const value of ['mei@', 'Mei Lin', '小雨点', 'Chengdu', '1988', '13800138000']) expect(told).not.toContain(value)
  expect(accountLevels(mei, 12, 0, now).holds).toEqual([
    'birth date',
    'real name',
    'nickname',
    'city',
    'phone',
    'sign-up date',
  ])
})

test.each([
  [null, 'never'],
  [daysAgo(7), 'within 7 days'],
  [daysAgo(30), 'within 30 days'],
  [daysAgo(31), 'longer ago'],
])('an address changed %s was changed "%s"', (emailChangedAt, level) => {
  expect(accountLevels({ ...mei, emailChangedAt }, 0, 0, now).addressChanged).toBe(level)
})

test.each([
  [0, 'none'],
  [9, 'few'],
  [49, 'some'],
  [50, 'many'],
])('%i friends are "%s"', (friends, level) => {
  expect(accountLevels(mei, friends, 0, now).friends).toBe(level)
})

test.each([
  ['mei@example.com', 'm•••@example.com'],
  ['m@example.com', 'm•••@example.com'],
  ['@example.com', '•••'],
  ['no address', '•••'],
])('%s is masked as %s', (address, shown) => {
  expect(maskAddress(address)).toBe(shown)
})
