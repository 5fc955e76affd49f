import { expect, test } from 'vitest'
import { casesOf, stopEnds } from '#app/attacks/attack.ts'

const day = (number: number) => new Date(Date.UTC(2026, 10, number))

test.each([
  ['four accounts stop nothing', [1, 2, 3, 4], null],
  ['five are stopped until the oldest of them leaves the thirty days', [5, 1, 4, 2, 3], Date.UTC(2026, 11, 1)],
  ['more accounts stop longer: the fifth newest counts', [1, 2, 3, 4, 5, 6], Date.UTC(2026, 11, 2)],
])('%s', (_what, days, ends) => {
  expect(stopEnds(days.map(day))?.getTime() ?? null).toBe(ends)
})

test.each([
  [
    { kind: 'sender_many_accounts', common: 'eve+1@example.org' },
    '/queue?view=all&search=from%3Aeve%2B1%40example.org',
  ],
  [{ kind: 'account_many_senders', common: '29433423' }, '/queue?view=all&search=account%3A29433423'],
  [{ kind: 'friend_spray', common: '20007' }, '/tickets/20007'],
] as const)('%o leads to its cases', (attack, href) => {
  expect(casesOf(attack)).toBe(href)
})
