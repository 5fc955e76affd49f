import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Account } from '#app/accounts/account.ts'
import { findAccounts } from '#app/accounts/find.server.ts'
import { candidatesQuery, findCandidates } from '#app/accounts/match-candidates.server.ts'
import { matchKeys } from '#app/accounts/match-keys.ts'
import type { Db } from '#app/db/db.server.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import type { Stated } from '#tests/evidence/comparisons/levels.ts'
import { anAccount, chensAccount } from '#tests/factories/account.ts'
import { claimsOf } from '#tests/factories/claims.ts'
import { putAccounts } from './accounts-in-database.ts'

const now = new Date('2026-11-20T12:00:00Z')
const mei = anAccount({ friends: [] })
const chen = chensAccount({ friends: [] })

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
  const crowd = Array.from({ length: 4_000 }, (_, at) => bystander(at))
  const crowded = [
    ...several(21, 900_000, { phone: '+8613700000000', nickname: 'Cloud', city: 'Wuhan' }),
    ...several(20, 910_000, { nickname: 'Star', city: 'Dalian' }),
    ...several(30, 920_000, { nickname: 'Star' }),
    ...several(1_001, 930_000, { nickname: 'Moon' }),
  ]
  await putAccounts(database, [mei, chen, ...crowd, ...crowded], now)
  await database.owner.db.execute(sql`analyze accounts`)
})
afterAll(() => database.close())

function bystander(at: number): Account {
  const day = new Date(Date.UTC(1960, 0, 1) + at * 5 * 86_400_000).toISOString().slice(0, 10)
  return anAccount({
    number: String(300_000 + at),
    handle: null,
    registeredEmail: `somebody-${at}@example.org`,
    nickname: `nick-${at}`,
    realName: `Somebody ${at}`,
    birthDate: day,
    phone: `+86139${String(10_000_000 + at)}`,
    city: 'Beijing',
    friends: [],
  })
}

function several(many: number, from: number, shared: Partial<Account>): Account[] {
  return Array.from({ length: many }, (_, at) => ({
    ...bystander(at),
    number: String(from + at),
    phone: null,
    ...shared,
  }))
}

const keysOf = (stated: Stated) => matchKeys(claimsOf(stated))
const candidates = async (stated: Stated) => (await findCandidates(database.worker.db, [keysOf(stated)]))[0]

describe('a key leads to the accounts that share it', () => {
  test.each<[string, Stated, string, string]>([
    ['a telephone with its country', { phone: '+8613800138000' }, 'phone', '10001'],
    ['a telephone without it', { phone: '13912345678' }, 'phone', '10002'],
    ['a real name with its birth date', { real_name: '陈大伟', birth_date: '1958-03-12' }, 'name', '10002'],
    ['a name turned round', { real_name: 'lin mei', birth_date: '1990-04-12' }, 'name', '10001'],
    ['a nickname with a city', { nickname: '老陈', city: '成都' }, 'nickname', '10002'],
    ['a nickname with a real name', { nickname: 'LITTLE PLUM', real_name: 'Mei Lin' }, 'nickname', '10001'],
    ['a nickname with a birth date', { nickname: 'little plum', birth_date: '1990-04-12' }, 'nickname', '10001'],
    ['a nickname with a month of sign-up', { nickname: 'Little Plum', sign_up: '2009-08' }, 'nickname', '10001'],
  ])('%s', async (_what, stated, key, number) => {
    expect(await candidates(stated)).toEqual([{ key, numbers: [number], unseen: 0 }])
  })

  test('the best five, and how many more bear the nickname', async () => {
    const found = await candidates({ nickname: 'Star', city: 'Dalian', real_name: 'Somebody 7' })
    expect(found).toEqual([
      { key: 'nickname', numbers: ['910007', '920007', '910000', '910001', '910002'], unseen: 45 },
    ])
  })
})

test('a city that many share hides no birth date', async () => {
  const [found] =
    (await candidates({ nickname: 'Cloud', city: 'Wuhan', birth_date: bystander(3).birthDate ?? '' })) ?? []
  expect(found).toMatchObject({ numbers: ['900003', '900000', '900001', '900002', '900004'], unseen: 16 })
})

test.each<[string, Stated]>([
  ['a telephone of 21 accounts', { phone: '+8613700000000' }],
  ['a nickname and a city of 21 accounts', { nickname: 'Cloud', city: 'Wuhan' }],
  ['a nickname of more than a thousand', { nickname: 'Moon', real_name: 'Somebody 3' }],
  ['half of a telephone', { phone: '0138000' }],
  ['another birth date', { real_name: 'Mei Lin', birth_date: '1990-04-13' }],
  ['another city', { nickname: 'Little Plum', city: 'Wuhan' }],
])('%s leads nowhere', async (_what, stated) => {
  expect(await candidates(stated)).toEqual([])
})

test('mails are answered in their order, and without keys nothing is asked', async () => {
  const stated = [{}, { phone: '13912345678' }, {}, { phone: '13800138000' }]
  const found = await findCandidates(database.worker.db, stated.map(keysOf))
  expect(found.map((keys) => keys.flatMap(({ numbers }) => numbers))).toEqual([[], ['10002'], [], ['10001']])
  const closed = new Proxy({} as Db, { get: () => expect.unreachable('asked the database') })
  expect(await findCandidates(closed, [null, null])).toEqual([[], []])
})

test('hostile values are values, not SQL', async () => {
  const nickname = `'"]}'); drop table accounts; --`
  expect(await candidates({ nickname, city: '\\', phone: "+86138001380'0", real_name: '{a,b}' })).toEqual([])
})

test('the keys are looked up by index among many', async () => {
  const keys = keysOf({
    nickname: 'nick-7',
    city: 'Beijing',
    phone: '13910000007',
    birth_date: '1960-02-05',
    real_name: 'Somebody 7',
  })
  expect(keys).not.toBeNull()
  const rows = await database.owner.db.execute<{ 'QUERY PLAN': string }>(
    sql`explain ${candidatesQuery(keys ? [{ place: 0, ...keys }] : [])}`,
  )
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
  for (const index of ['accounts_phone_end', 'accounts_birth_name', 'accounts_nickname_folded']) {
    expect(plan).toContain(index)
  }
  expect(plan).not.toContain('Seq Scan on accounts')
})

describe('in one search with numbers and addresses', () => {
  const query = (stated: Stated, identifiers: string[] = [], addresses: string[] = []) => ({
    identifiers,
    addresses,
    facts: { claims: claimsOf(stated), senderAddress: 'bo@example.net' },
  })
  const find = async (...queries: ReturnType<typeof query>[]) =>
    (await findAccounts(database.worker.db, queries)).map(({ account, how }) => [account?.number ?? null, how])

  test('facts decide only where no number, handle or address does', async () => {
    const phone = { phone: '13912345678' }
    const found = await find(
      query(phone, ['10001']),
      query(phone, ['mei']),
      query(phone, [], ['mei@example.com']),
      query(phone, ['99999'], ['nobody@example.com']),
      query({}),
    )
    expect(found).toEqual([
      ['10001', 'number'],
      ['10001', 'handle'],
      ['10001', 'address'],
      ['10002', 'phone'],
      [null, 'none'],
    ])
  })

  test('facts tell which of the accounts with one address is meant', async () => {
    const twins = await openTestDatabase()
    const other = anAccount({ number: '10003', handle: null, nickname: 'Storm', birthDate: '1971-11-30', phone: null })
    await putAccounts(twins, [mei, other], now)
    const [found] = await findAccounts(twins.worker.db, [
      query({ nickname: 'Storm', birth_date: '1971-11-30' }, [], ['mei@example.com']),
    ])
    await twins.close()
    expect(found).toMatchObject({ account: { number: '10003' }, how: 'shared_address', candidates: 2 })
  })
})
