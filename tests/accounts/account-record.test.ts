import { describe, expect, test } from 'vitest'
import { readAccountRecord } from '#app/accounts/account-record.ts'
import { recordOfRow } from '#app/accounts/csv-record.ts'

function accountOf(given: unknown) {
  const read = readAccountRecord(given)
  if ('faults' in read) throw new Error(JSON.stringify(read.faults))
  return read.account
}

function faultsOf(given: unknown): string[] {
  const read = readAccountRecord(given)
  return 'faults' in read ? read.faults.map(({ field, reason }) => `${field} ${reason}`) : []
}

test('a number is all that an account needs; the page is public unless it says otherwise', () => {
  expect(accountOf({ number: '29433423' })).toMatchObject({
    number: '29433423',
    registeredEmail: null,
    emailVerified: false,
    visibility: 'public',
    addPolicy: 'authorise',
    friends: [],
    blocked: [],
    blockedBy: [],
    valuable: false,
  })
})

test('null and empty hold nothing', () => {
  const account = accountOf({ number: '29433423', registeredEmail: '', birthDate: null, nickname: '  ', gender: '' })
  expect(account).toMatchObject({ registeredEmail: null, birthDate: null, nickname: null, gender: null })
})

test.each([
  ['Mei@Example.COM', 'mei@example.com'],
  ['mei@bücher.example', 'mei@xn--bcher-kva.example'],
])('the address %s is held as %s', (given, held) => {
  expect(accountOf({ number: '29433423', registeredEmail: given }).registeredEmail).toBe(held)
})

test.each([
  ['+86 138 0013 8000', null, '+8613800138000'],
  ['138 0013 8000', 'CN', '+8613800138000'],
  ['+99912345678', null, '+99912345678'],
])('the phone %s of country %s is held as %s', (phone, country, held) => {
  expect(accountOf({ number: '29433423', phone, country }).phone).toBe(held)
})

test('dates of friendships are instants', () => {
  const [friend] = accountOf({ number: '29433423', friends: [{ number: '1001', since: '2020-02-01' }] }).friends
  expect(friend).toEqual({
    number: '1001',
    since: new Date('2020-02-01T00:00:00Z'),
    begunBy: null,
    lastTrafficAt: null,
    endedAt: null,
  })
})

describe('a fault names its field and the reason', () => {
  test.each([
    [{ number: 29433423 }, 'number must be a string of digits'],
    [{ number: '294' }, 'number must be 4 to 15 digits'],
    [{}, 'number must be a string of digits'],
    [{ number: '1234', registeredEmail: 'mei at example' }, 'registeredEmail must be a mail address'],
    [{ number: '1234', registeredEmail: 'mei@localhost' }, 'registeredEmail must be a mail address'],
    [{ number: '1234', birthDate: '1990-02-30' }, 'birthDate must be a day that exists, as YYYY-MM-DD'],
    [{ number: '1234', handle: '5678' }, 'handle must not look like a number'],
    [{ number: '1234', visibility: 'secret' }, 'visibility must be one of public, friends, private'],
    [{ number: '1234', nickname: 'a\0b' }, 'nickname contains a NUL character'],
    [{ number: '1234', phone: 'ask me' }, 'phone must be a phone number with its country code, like +8613800138000'],
    [{ number: '1234', friends: [{ number: '1001' }, { number: '1001' }] }, 'friends.1.number is listed twice'],
    [{ number: '1234', friends: [{ number: '1234' }] }, 'friends.0.number is the account itself'],
    [{ number: '1234', blocked: ['1234'] }, 'blocked.0 is the account itself'],
    [{ number: '1234', emailVerified: 'maybe' }, 'emailVerified must be true or false'],
    ['29433423', 'record expected object, received string'],
  ])('%j', (given, fault) => {
    expect(faultsOf(given)).toEqual([fault])
  })
})

test('every fault of a record is named at once', () => {
  expect(faultsOf({ number: '1', visibility: 'secret', gender: 'unknown' })).toHaveLength(3)
})

test('a CSV row holds lists as JSON or between semicolons', () => {
  const row = {
    number: '29433423',
    nickname: '',
    emailVerified: 'Yes',
    blocked: '1001; 1002',
    friends: '1003;1004',
    formerEmails: '[{"address":"old@example.com","until":"2020-01-01"}]',
  }
  const account = accountOf(recordOfRow(row))
  expect(account).toMatchObject({ nickname: null, emailVerified: true, blocked: ['1001', '1002'] })
  expect(account.friends.map(({ number }) => number)).toEqual(['1003', '1004'])
  expect(account.formerEmails).toEqual([{ address: 'old@example.com', until: new Date('2020-01-01T00:00:00Z') }])
})

test('a CSV cell that cannot be read is a fault of its field', () => {
  expect(faultsOf(recordOfRow({ number: '29433423', friends: '[{"number"', valuable: 'perhaps' }))).toEqual([
    'friends must be a list',
    'valuable must be true or false',
  ])
})
