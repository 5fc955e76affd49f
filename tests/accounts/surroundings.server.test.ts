import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { Account } from '#app/accounts/account.ts'
import { accountDirectory } from '#app/accounts/directory.ts'
import { fetchSurroundings } from '#app/accounts/surroundings.server.ts'
import { accounts } from '#drizzle/schema/accounts.ts'
import { contests, resets } from '#drizzle/schema/resets.ts'
import { staff } from '#drizzle/schema/staff.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { aFriendship, anAccount } from '#tests/factories/account.ts'
import { putAccounts } from './accounts-in-database.ts'
import {
  putAssessment,
  putClaim,
  putContest,
  putLetter,
  putMessage,
  putReset,
  putTicket,
} from './ticket-in-database.ts'

const now = new Date('2026-11-20T12:00:00Z')
const daysAgo = (days: number) => new Date(now.getTime() - days * 24 * 60 * 60 * 1000)

const mei = anAccount({ friends: ['51234', '62345', '73456'].map((number) => aFriendship(number)) })
const friend = (number: string, friends: string[]) =>
  anAccount({
    number,
    handle: null,
    registeredEmail: `friend${number}@example.org`,
    nickname: `Friend ${number}`,
    city: 'Xi’an',
    friends: friends.map((other) => aFriendship(other)),
  })
const people = [mei, friend('51234', ['62345', '10001']), friend('62345', ['51234']), friend('73456', [])]

let database: TestDatabase
beforeEach(async () => {
  await database?.close()
  database = await openTestDatabase()
  await putAccounts(database, people, now)
})
afterAll(() => database.close())

function look(asked: { account?: Account | null; senderAddress?: string | null; listedNumbers?: string[] } = {}) {
  return fetchSurroundings(database.worker.db, {
    account: mei,
    senderAddress: 'bo@example.net',
    listedNumbers: ['51234', '62345', '73456'],
    now,
    ...asked,
  })
}

test('without any ticket the database says what the accounts say', async () => {
  for (const senderAddress of ['bo@example.net', 'friend51234@example.org', null]) {
    const asked = { account: mei, senderAddress, listedNumbers: ['51234', '62345', '73456'], now }
    expect(await look(asked)).toEqual(accountDirectory(people).surroundingsOf(asked))
  }
})

test('a mail that names no account still has its sender looked at', async () => {
  const found = await look({ account: null, senderAddress: 'mei@example.com' })
  expect(found).toMatchObject({ sendersAccount: '10001', suspiciousSince: null, ties: [] })
})

test('friends with an open ticket of their own are named, those whose case is closed are not', async () => {
  await putTicket(database, { accountNumber: '51234', state: 'open', openedAt: daysAgo(2) })
  await putTicket(database, { accountNumber: '62345', state: 'denied', openedAt: daysAgo(2) })
  expect((await look()).friendsWithOpenTicket).toEqual(new Set(['51234']))
})

test('friends with more than a thousand friends are popular, former ones left out', async () => {
  const crowd = Array.from({ length: 1_001 }, (_, at) => aFriendship(String(80_000 + at)))
  const [former, ...current] = crowd
  const fading = [{ ...(former as (typeof crowd)[number]), endedAt: daysAgo(1) }, ...current]
  await putAccounts(
    database,
    [
      { ...friend('51234', []), friends: crowd },
      { ...friend('62345', []), friends: fading },
    ],
    now,
  )
  expect((await look()).popularFriends).toEqual(new Set(['51234']))
})

describe('rivals', () => {
  const rival = (senderAddress: string, bits: number, days: number) =>
    putTicket(database, { accountNumber: '10001', senderAddress, bits, openedAt: daysAgo(days) })

  test.each([
    ['one credible rival', [['eve@example.net', 3, 5]], ['oneRival']],
    [
      'two credible rivals',
      [
        ['eve@example.net', 3, 5],
        ['mallory@example.net', 0.5, 6],
      ],
      ['moreRivals'],
    ],
    [
      'one rival who writes twice',
      [
        ['eve@example.net', 3, 5],
        ['eve@example.net', 4, 6],
      ],
      ['oneRival'],
    ],
    ['junk from others', [['eve@example.net', -4, 5]], []],
    ['a rival of last season', [['eve@example.net', 3, 40]], []],
    ["the sender's own earlier ticket", [['bo@example.net', 3, 5]], []],
  ] as const)('%s', async (_what, tickets, signals) => {
    for (const [sender, bits, days] of tickets) await rival(sender, bits, days)
    expect((await look()).signals).toEqual(signals)
  })
})

describe('one sender for several accounts', () => {
  const write = async (senderAddress: string, many: number, dmarc = 'pass') => {
    for (let at = 0; at < many; at += 1) {
      const given = { senderAddress, claimedAccount: String(90_000 + at), openedAt: daysAgo(at) }
      await putMessage(database, await putTicket(database, given), senderAddress, daysAgo(at))
    }
    await database.owner
      .sql`update messages set verdict = jsonb_build_object('dmarc', jsonb_build_object('result', ${dmarc}::text))`
  }

  test.each([
    [2, []],
    [3, ['cluster3']],
    [5, ['cluster5']],
  ])('%i accounts', async (many, signals) => {
    await write('bo@example.net', many)
    expect((await look()).signals).toEqual(signals)
  })

  test('mails forged in the name of an address that is not on the account do not stop its case', async () => {
    await write('mei.new@example.net', 6, 'fail')
    expect((await look({ senderAddress: 'mei.new@example.net' })).signals).toEqual([])
  })

  test('mails forged in the name of the owner do not shut the owner out', async () => {
    await write('mei@example.com', 6)
    expect((await look({ senderAddress: 'mei@example.com' })).signals).toEqual([])
  })
})

test('a hijack that a credible mail reported is a signal', async () => {
  const ticketId = await putTicket(database, {
    accountNumber: '10001',
    senderAddress: 'mei@example.com',
    bits: 5,
    openedAt: daysAgo(60),
  })
  const messageId = await putMessage(database, ticketId, 'mei@example.com', daysAgo(60))
  await putClaim(database, { ticketId, messageId, kind: 'hijacked' })
  expect((await look()).signals).toEqual(['hijackReported90'])
})

test('a contested reset contests the case and makes later friendships suspicious', async () => {
  const ticketId = await putTicket(database, { accountNumber: '10001', openedAt: daysAgo(100) })
  const resetId = await putReset(database, { ticketId, accountNumber: '10001', sentTo: 'mei@example.com' })
  await useReset(resetId, daysAgo(11))
  await putContest(database, resetId, ticketId, daysAgo(10))
  expect(await look()).toMatchObject({
    contested: true,
    suspiciousSince: daysAgo(10),
    signals: ['hijackReported90'],
  })
})

test('suspicion begins with the earliest of a changed address and an earlier ticket', async () => {
  const changed = { ...mei, emailChangedAt: daysAgo(20) }
  expect((await look({ account: changed })).suspiciousSince).toEqual(daysAgo(20))
  await putTicket(database, { accountNumber: '10001', openedAt: daysAgo(30) })
  expect((await look({ account: changed })).suspiciousSince).toEqual(daysAgo(30))
})

test('a letter that arrived shows no owner: a mailbox that was given to somebody else takes letters too', async () => {
  const ticketId = await putTicket(database, { accountNumber: '10001', openedAt: daysAgo(9) })
  await putLetter(database, { ticketId, kind: 'ask', recipient: 'mei@example.com', sentAt: daysAgo(8) })
  expect((await look()).linkUsedAt).toBeNull()
})

test('a password that was set by a link shows an owner, unless it was contested', async () => {
  const ticketId = await putTicket(database, { accountNumber: '10001', openedAt: daysAgo(100) })
  const resetId = await putReset(database, { ticketId, accountNumber: '10001', sentTo: 'mei@example.com' })
  await useReset(resetId, daysAgo(99))
  expect((await look()).linkUsedAt).toEqual(daysAgo(99))
  await putContest(database, resetId, ticketId, daysAgo(98))
  expect((await look()).linkUsedAt).toBeNull()
})

test('“this was not me” before any password was set binds its own case only', async () => {
  const ticketId = await putTicket(database, { accountNumber: '10001', openedAt: daysAgo(100) })
  const resetId = await putReset(database, { ticketId, accountNumber: '10001', sentTo: 'mei@example.com' })
  await putContest(database, resetId, ticketId, daysAgo(10))
  expect((await look()).contested).toBe(false)
})

test('a contest that a supervisor has settled bars nobody any more', async () => {
  const ticketId = await putTicket(database, { accountNumber: '10001', openedAt: daysAgo(100) })
  const resetId = await putReset(database, { ticketId, accountNumber: '10001', sentTo: 'mei@example.com' })
  await useReset(resetId, daysAgo(11))
  await putContest(database, resetId, ticketId, daysAgo(10))
  const [sol] = await database.owner.db
    .insert(staff)
    .values({ name: 'Sol', email: 'sol@latchkey.example', role: 'supervisor', passwordHash: 'none' })
    .returning({ id: staff.id })
  await database.web.db.update(contests).set({ settledAt: daysAgo(5), settledBy: String(sol?.id) })
  expect((await look()).contested).toBe(false)
})

test('a registered address that our SMTP session was refused for is a dead route', async () => {
  await database.worker.db
    .update(accounts)
    .set({ emailDeadAt: daysAgo(1) })
    .where(eq(accounts.number, '10001'))
  expect((await look()).registeredRouteDead).toBe(true)
})

test('a person was asked once the letter is out and an answer came', async () => {
  const ticketId = await putTicket(database, {
    accountNumber: '10001',
    senderAddress: 'bo@example.net',
    openedAt: daysAgo(5),
  })
  await putMessage(database, ticketId, 'bo@example.net', daysAgo(5))
  await putLetter(database, { ticketId, kind: 'ask', recipient: 'bo@example.net', sentAt: daysAgo(4) })
  expect((await look()).asked).toBe(false)
  await putMessage(database, ticketId, 'bo@example.net', daysAgo(3))
  expect((await look()).asked).toBe(true)
  expect((await look({ senderAddress: 'eve@example.net' })).asked).toBe(false)
})

test("others' wrong guesses are counted by fact, each guesser once, the sender's own not", async () => {
  for (const sender of ['eve@example.net', 'eve@example.net', 'mallory@example.net', 'bo@example.net']) {
    const ticket = { accountNumber: '10001', senderAddress: sender, bits: -3, openedAt: daysAgo(4) }
    await putAssessment(database, await putTicket(database, ticket), { birth_date: 'wrong', city: 'exact' })
  }
  expect((await look()).guesses).toEqual({ birth_date: 2 })
})

test('a value that very many share is taken from statistics, not counted', async () => {
  await database.owner.sql`
    insert into accounts (number, city, nickname)
    select (1000000 + n)::text, case when n % 2 = 0 then 'Chengdu' else 'Hanoi' end, 'N' || n
    from generate_series(1, 40000) n`
  await database.owner.sql`analyze accounts`
  const { frequency } = await look()
  expect(frequency.city).toBeCloseTo(0.5, 1)
  expect(frequency.nickname).toBeLessThan(0.001)
})

test('among many accounts every part is found by an index', async () => {
  await database.owner.sql`
    insert into accounts (number, city, nickname, registered_email)
    select (1000000 + n)::text, 'City ' || n % 500, 'N' || n, 'n' || n || '@example.org' from generate_series(1, 20000) n`
  await database.owner.sql`
    insert into friendships (account_number, friend_number)
    select (1000000 + n)::text, (1000000 + n + step)::text from generate_series(1, 20000) n, generate_series(1, 5) step`
  await database.owner.sql`
    insert into tickets (category, account_number, subject, language, sender_address, sender_level, route, recommendation,
      opened_at, changed_at)
    select 'recovery', (1000000 + n)::text, 'x', 'en', 'n' || n || '@example.org', 'other', 'none', 'ask', now(), now()
    from generate_series(1, 20000) n`
  await database.owner.db.execute(sql`analyze`)
  const plans: string[] = []
  const explaining = {
    execute: async (query: ReturnType<typeof sql>) => {
      const rows = await database.owner.db.execute(sql`explain (analyze, costs off, timing off, buffers off) ${query}`)
      plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'))
      return database.worker.db.execute(query)
    },
  }
  await fetchSurroundings(explaining as never, {
    account: mei,
    senderAddress: 'bo@example.net',
    listedNumbers: ['51234', '62345'],
    now,
  })
  expect(plans).toHaveLength(1)
  const scans = plans.join('\n').match(/.*Seq Scan on (accounts|friendships|tickets)\b.*/g) ?? []
  // A small table is counted; beyond that the branch is planned and never taken.
  expect(scans.filter((scan) => !scan.includes('never executed'))).toEqual([])
})

async function useReset(id: number, usedAt: Date): Promise<void> {
  await database.owner.db.update(resets).set({ state: 'used', usedAt }).where(eq(resets.id, id))
}
