import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findAccount, findAccountFor, findAccounts } from '#app/accounts/find.server.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { aFriendship, anAccount, chensAccount } from '#tests/factories/account.ts'
import { putAccounts } from './accounts-in-database.ts'

const now = new Date('2026-11-20T12:00:00Z')
const mei = anAccount({
  formerEmails: [{ address: 'plum@example.net', until: new Date('2012-01-10T00:00:00Z') }],
  answers: [
    { question: 'First teacher?', hash: '$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaA' },
    { question: 'First street?', hash: '$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaGFnYWlu' },
  ],
  blocked: ['60301'],
  blockedBy: ['10002'],
})
const chen = chensAccount({ blocked: ['10001'] })

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
  await putAccounts(database, [mei, chen, anAccount({ number: '10003', handle: null, friends: [] })], now)
})
afterAll(() => database.close())

test.each(['web', 'worker'] as const)('the %s finds the whole account by its number', async (role) => {
  expect(await findAccount(database[role].db, '10001')).toEqual(mei)
  expect(await findAccount(database[role].db, '10002')).toEqual(chen)
})

test('a number that does not exist finds nothing', async () => {
  expect(await findAccount(database.worker.db, '99999')).toBeNull()
})

test.each([
  ['the first number that exists', ['99999', '10002', '10001'], [], { number: '10002', how: 'number', candidates: 1 }],
  ['a handle in any case', ['MEI'], [], { number: '10001', how: 'handle', candidates: 1 }],
  ['a handle before a later number', ['Mei', '10002'], [], { number: '10001', how: 'handle', candidates: 1 }],
  ['a number before any address', ['10002'], ['mei@example.com'], { number: '10002', how: 'number', candidates: 1 }],
  ['nothing, where an address has two accounts', [], ['mei@example.com'], { how: 'none', candidates: 2 }],
  ['nothing, where nothing is known', ['99999'], ['bo@example.net'], { how: 'none', candidates: 0 }],
  ['nothing, where nothing is claimed', [], [], { how: 'none', candidates: 0 }],
])('a mail finds %s', async (_what, identifiers, addresses, expected) => {
  const { account, how, candidates } = await findAccountFor(database.worker.db, { identifiers, addresses })
  expect({ ...(account && { number: account.number }), how, candidates }).toEqual(expected)
})

test('an address that only one account has registered finds it', async () => {
  const other = await openTestDatabase()
  await putAccounts(other, [mei], now)
  const query = { identifiers: [], addresses: ['Mei@Example.com'] }
  expect(await findAccountFor(other.worker.db, query)).toEqual({
    account: { ...mei, blockedBy: [] },
    how: 'address',
    also: [],
    candidates: 1,
  })
  await other.close()
})

test('many mails are answered at once, in their order', async () => {
  const found = await findAccounts(database.worker.db, [
    { identifiers: ['10002'], addresses: [] },
    { identifiers: [], addresses: [] },
    { identifiers: ['mei'], addresses: [] },
    { identifiers: ['10002'], addresses: [] },
  ])
  expect(found.map(({ account }) => account?.number)).toEqual(['10002', undefined, '10001', '10002'])
})

test('hostile identifiers are values, not SQL', async () => {
  const query = { identifiers: ["'; drop table accounts; --", '10002\\'], addresses: ["' or ''='"] }
  expect(await findAccountFor(database.worker.db, query)).toMatchObject({ account: null })
})

test('accounts are found by index among many', async () => {
  await putAccounts(
    database,
    Array.from({ length: 3_000 }, (_, at) =>
      anAccount({
        number: String(300_000 + at),
        handle: `handle-${at}`,
        registeredEmail: `somebody-${at}@example.org`,
        friends: [aFriendship(String(300_001 + at))],
      }),
    ),
    now,
  )
  await database.owner.db.execute(sql`analyze accounts, friendships`)
  const rows = await database.owner.sql`
    explain select number from accounts
    where number in ('300001', '300002') or lower(handle) in ('handle-7') or registered_email in ('a@example.org')`
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
  for (const index of ['accounts_pkey', 'accounts_handle', 'accounts_registered_email']) expect(plan).toContain(index)
  expect(plan).not.toContain('Seq Scan')
})
