import { expect, test } from 'vitest'
import type { Account } from '#app/accounts/account.ts'
import { compare } from '#app/evidence/compare.ts'
import { anAccount } from '#tests/factories/account.ts'
import { claimsOf } from '#tests/factories/claims.ts'
import { aCase, today } from '#tests/factories/subject.ts'
import { someSurroundings } from '#tests/factories/surroundings.ts'

const daysAgo = (days: number) => new Date(today.getTime() - days * 86_400_000)

test('levels are kept, values are not', () => {
  const claims = claimsOf({ birth_date: '1990-04-12', real_name: 'Mei Lin', phone: '8000', city: 'Chengdu' })
  const subject = compare(aCase({ claims }))
  expect(subject.facts).toEqual({ birth_date: 'exact', real_name: 'exact', phone: 'lastFour', city: 'exact' })
  expect(JSON.stringify(subject)).not.toMatch(/1990|Mei|8000|Chengdu/)
})

test('claims that contradict each other keep all their levels, the worst as the fact', () => {
  const subject = compare(aCase({ claims: claimsOf({ birth_date: ['1990-04-12', '1985-01-01'] }) }))
  expect(subject.facts).toEqual({ birth_date: 'wrong' })
  expect(subject.contradicted).toEqual({ birth_date: ['exact'] })
})

test('a fact that the account does not hold is not stated', () => {
  expect(compare(aCase({ account: anAccount({ city: null }), claims: claimsOf({ city: 'Chengdu' }) })).facts).toEqual(
    {},
  )
})

test.each<{ says: string; account: Partial<Account>; signals: string[] }>([
  { says: 'an address of many years', account: {}, signals: [] },
  { says: 'an address of unknown age', account: { emailChangedAt: null }, signals: [] },
  { says: 'an address of 31 days', account: { emailChangedAt: daysAgo(31) }, signals: [] },
  { says: 'an address of 30 days', account: { emailChangedAt: daysAgo(30) }, signals: ['mailChanged30'] },
  { says: 'an address of 7 days', account: { emailChangedAt: daysAgo(7) }, signals: ['mailChanged30', 'mailChanged7'] },
  { says: 'a valuable number', account: { valuable: true }, signals: ['valuable'] },
])('$says gives the signals $signals', ({ account, signals }) => {
  expect(compare(aCase({ account: anAccount(account) })).signals).toEqual(signals)
})

test('signals of other tickets are kept, and a Reply-To elsewhere joins them', () => {
  const sender = { address: 'somebody@example.org', level: 'other', reasons: [], replyElsewhere: true } as const
  const surroundings = someSurroundings({ signals: ['oneRival', 'replyElsewhere'] })
  expect(compare({ ...aCase({ surroundings }), sender }).signals).toEqual(['oneRival', 'replyElsewhere'])
})

test('whoever reports a hijack stands no worse than whoever is silent about it', () => {
  const [told, silent] = [claimsOf({ hijacked: 'yes', city: 'Chengdu' }), claimsOf({ city: 'Chengdu' })]
  expect(compare(aCase({ claims: told }))).toEqual(compare(aCase({ claims: silent })))
})

test.each([
  { lastSeenAt: daysAgo(300), dormant: false },
  { lastSeenAt: daysAgo(370), dormant: true },
  { lastSeenAt: null, dormant: false },
])('an account last seen $lastSeenAt is dormant: $dormant', ({ lastSeenAt, dormant }) => {
  expect(compare(aCase({ account: anAccount({ lastSeenAt }) })).dormant).toBe(dormant)
})

test.each([
  { visibility: 'public', seen: 'public' },
  { visibility: 'friends', seen: 'private' },
  { visibility: 'private', seen: 'private' },
] as const)('what is shown to $visibility is $seen for whoever copies pages', ({ visibility, seen }) => {
  expect(compare(aCase({ account: anAccount({ visibility }) })).visibility).toBe(seen)
})

test('verified answers are kept, none are left out', () => {
  expect(compare({ ...aCase(), answers: { right: 2, wrong: 1 } }).answers).toEqual({ right: 2, wrong: 1 })
  expect(compare({ ...aCase(), answers: { right: 0, wrong: 0 } }).answers).toBeUndefined()
})

test('a sender who is still to be judged is refused by name', () => {
  const sender = { address: 'mei@example.com', level: 'retry', reasons: [] } as const
  expect(() => compare(aCase({ sender }))).toThrow('"retry"')
})
