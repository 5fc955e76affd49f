import { expect, test } from 'vitest'
import { accountDirectory, readAccountsFile } from '#app/accounts/directory.ts'
import { friendsListed } from '#app/accounts/listed-friends.ts'
import { suspiciousSince } from '#app/accounts/suspicion.ts'
import { aFriendship, anAccount, chensAccount } from '#tests/factories/account.ts'

const now = new Date('2026-11-20T12:00:00Z')
const mei = anAccount()
const chen = chensAccount()

test.each([
  ['a number', { identifiers: ['10002'], addresses: ['mei@example.com'] }, '10002'],
  ['a handle in any case', { identifiers: ['99999', 'MEI'], addresses: [] }, '10001'],
  ['a registered address', { identifiers: ['99999'], addresses: ['bo@example.net', 'mei@example.com'] }, '10001'],
  ['nothing that exists', { identifiers: ['99999'], addresses: ['bo@example.net'] }, undefined],
])('an account is found by %s', (_by, asked, number) => {
  expect(accountDirectory([mei, chen]).find(asked)?.number).toBe(number)
})

test('an address that two accounts have registered finds neither', () => {
  const second = anAccount({ number: '10003', handle: null })
  expect(accountDirectory([mei, second]).find({ identifiers: [], addresses: ['mei@example.com'] })).toBeNull()
})

test('whom others have blacklisted is read from their records', () => {
  const directory = accountDirectory([mei, anAccount({ number: '50001', handle: null, blocked: ['10001'] })])
  expect(directory.find({ identifiers: ['10001'], addresses: [] })?.blockedBy).toEqual(['50001'])
})

test('listed friends who know each other are a tie, once; others are not looked at', () => {
  const friend = (number: string, ...friends: string[]) =>
    anAccount({ number, handle: null, registeredEmail: null, friends: friends.map((other) => aFriendship(other)) })
  const account = friend('10001', '51234', '62345', '73456')
  const directory = accountDirectory([account, friend('51234', '62345'), friend('62345', '51234', '73456')])
  const listedNumbers = ['51234', '62345']
  expect(directory.surroundingsOf({ account, senderAddress: null, listedNumbers, now }).ties).toEqual([
    ['51234', '62345'],
  ])
})

test('a friend with more than a thousand friends is popular', () => {
  const crowd = Array.from({ length: 1001 }, (_, at) => aFriendship(String(70_000 + at)))
  const popular = anAccount({ number: '50001', handle: null, friends: crowd })
  const quiet = anAccount({ number: '50002', handle: null, friends: crowd.slice(0, 1000) })
  const { popularFriends } = accountDirectory([mei, popular, quiet]).surroundingsOf({
    account: mei,
    senderAddress: null,
    listedNumbers: ['50001', '50002'],
    now,
  })
  expect([...popularFriends]).toEqual(['50001'])
})

test("the sender's other account is known by its address, a friend's before a stranger's", () => {
  const bo = { handle: null, registeredEmail: 'bo@example.net' }
  const stranger = anAccount({ ...bo, number: '20001' })
  const friend = anAccount({ ...bo, number: '50003', friends: [aFriendship('50001')] })
  const found = accountDirectory([mei, stranger, friend]).surroundingsOf({
    account: mei,
    senderAddress: 'bo@example.net',
    listedNumbers: [],
    now,
  })
  expect(found).toMatchObject({ sendersAccount: '50003', sendersFriends: new Set(['50001']) })
})

test('frequency is the share of accounts with the same value', () => {
  const directory = accountDirectory([mei, chen, anAccount({ number: '10003', handle: null, nickname: 'Other' })])
  const asked = { account: mei, senderAddress: null, listedNumbers: [], now }
  expect(directory.surroundingsOf(asked).frequency).toEqual({ nickname: 1 / 3, city: 2 / 3 })
})

test.each([
  ['as it is', '60101', ['60101']],
  ['with a wrong digit', '60109', ['60101', '60102']],
  ['with two digits changed places', '66101', ['60101']],
  ['of somebody else', '123456789', []],
])('a friend counts as listed by his number %s', (_how, number, friends) => {
  expect(friendsListed({ friends: [aFriendship('60101'), aFriendship('60102')] }, [number])).toEqual(
    expect.arrayContaining(friends),
  )
})

test('suspicion begins with the earliest event of the last 90 days', () => {
  const changed = { emailChangedAt: new Date('2026-11-01T00:00:00Z') }
  const old = { emailChangedAt: new Date('2026-01-01T00:00:00Z') }
  const ticket = new Date('2026-10-15T00:00:00Z')
  expect(suspiciousSince(changed, [ticket], now)).toEqual(ticket)
  expect(suspiciousSince(changed, [], now)).toEqual(changed.emailChangedAt)
  expect(suspiciousSince(old, [], now)).toBeNull()
})

test('a faulty line of an accounts file is named and left out', () => {
  const { accounts, faults } = readAccountsFile('{"number":"29433423"}\n\n{"number":1}\nnonsense\n{"number":"1005"}')
  expect(accounts.map(({ number }) => number)).toEqual(['29433423', '1005'])
  expect(faults).toEqual([
    { line: 3, field: 'number', reason: 'must be a string of digits' },
    { line: 4, field: 'record', reason: 'is not JSON' },
  ])
})
