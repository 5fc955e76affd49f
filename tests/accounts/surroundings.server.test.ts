import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { accountDirectory } from '#app/accounts/directory.ts'
import { fetchSurroundings } from '#app/accounts/surroundings.server.ts'
import { countTerms } from '#app/accounts/term-frequencies.server.ts'
import { compare } from '#app/evidence/compare.ts'
import type { Surroundings } from '#app/evidence/surroundings.ts'
import { proofOf } from '#app/mail/proof.ts'
import type { SenderVerdict } from '#app/mail/sender.ts'
import { accounts } from '#drizzle/schema/accounts.ts'
import { messages } from '#drizzle/schema/mails.ts'
import { contests, resets } from '#drizzle/schema/resets.ts'
import { staff } from '#drizzle/schema/staff.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { aFriendship, anAccount } from '#tests/factories/account.ts'
import { signature, verdict } from '#tests/factories/sender.ts'
import { aCase } from '#tests/factories/subject.ts'
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

function look(asked: Partial<Parameters<typeof fetchSurroundings>[1]> = {}) {
  return fetchSurroundings(database.worker.db, {
    account: mei,
    senderAddress: 'bo@example.net',
    listedNumbers: ['51234', '62345', '73456'],
    now,
    ...asked,
  })
}

/** What the evidence makes of it: other claimants are told as cases. */
function compareIn(surroundings: Surroundings, address = 'bo@example.net') {
  const sender = { address, level: 'other', reasons: [] } as const
  return compare({ ...aCase({ account: mei, surroundings, now }), sender })
}

async function signalsOf(senderAddress = 'bo@example.net') {
  return compareIn(await look({ senderAddress }), senderAddress).signals
}

async function prove(senderAddress: string, dmarc: string): Promise<void> {
  const judged = verdict({ address: senderAddress, dkim: [] })
  await database.owner.db
    .update(messages)
    .set({ verdict: { ...judged, dmarc: { ...judged.dmarc, result: dmarc as 'pass' } } })
    .where(eq(messages.senderAddress, senderAddress))
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
    ['one credible rival', [['eve@example.net', 9, 5]], ['oneRival']],
    [
      'two credible rivals',
      [
        ['eve@example.net', 9, 5],
        ['mallory@example.net', 8, 6],
      ],
      ['moreRivals'],
    ],
    [
      'one rival who writes twice',
      [
        ['eve@example.net', 9, 5],
        ['eve@example.net', 10, 6],
      ],
      ['oneRival'],
    ],
    ['junk from others', [['eve@example.net', -4, 5]], []],
    ['one who comes nowhere near', [['eve@example.net', 7, 5]], []],
    ['a rival of last season', [['eve@example.net', 9, 40]], []],
    ["the sender's own earlier ticket", [['bo@example.net', 9, 5]], []],
  ] as const)('%s', async (_what, tickets, signals) => {
    for (const [sender, bits, days] of tickets) await rival(sender, bits, days)
    expect(await signalsOf()).toEqual(signals)
  })
})

describe('one sender for several accounts', () => {
  const write = async (senderAddress: string, many: number, dmarc = 'pass') => {
    for (let at = 0; at < many; at += 1) {
      const given = { senderAddress, claimedAccount: String(90_000 + at), openedAt: daysAgo(at) }
      await putMessage(database, await putTicket(database, given), senderAddress, daysAgo(at))
    }
    await prove(senderAddress, dmarc)
  }

  test.each([
    [2, []],
    [3, ['cluster3']],
    [5, ['cluster5']],
  ])('%i accounts', async (many, signals) => {
    await write('bo@example.net', many)
    expect(await signalsOf()).toEqual(signals)
  })

  test('mails forged in the name of an address that is not on the account do not stop its case', async () => {
    await write('mei.new@example.net', 6, 'fail')
    expect(await signalsOf('mei.new@example.net')).toEqual([])
  })

  test('a forger who proves himself beside the cases that he forged proves nothing of them', async () => {
    await write('mei.new@example.net', 6, 'fail')
    const forged = await database.owner.sql<{ id: string }[]>`select id from tickets`
    for (const { id } of forged) await putMessage(database, Number(id), 'eve@example.org', daysAgo(0))
    await prove('eve@example.org', 'pass')
    expect(await signalsOf('mei.new@example.net')).toEqual([])
  })

  test('mails forged in the name of the owner do not shut the owner out', async () => {
    await write('mei@example.com', 6)
    expect(await signalsOf('mei@example.com')).toEqual([])
  })
})

test.each([
  { level: 'strong', counts: true },
  { level: 'unauth', counts: false },
] as const)('a hijack that a mail of level $level reported counts: $counts', async ({ level, counts }) => {
  const ticketId = await putTicket(database, {
    accountNumber: '10001',
    senderAddress: 'mei@example.com',
    senderLevel: level,
    bits: 5,
    openedAt: daysAgo(60),
  })
  const messageId = await putMessage(database, ticketId, 'mei@example.com', daysAgo(60))
  await putClaim(database, { ticketId, messageId, kind: 'hijacked' })
  expect((await signalsOf())?.includes('hijackReported90')).toBe(counts)
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

test('a form that is filled in is an answer', async () => {
  const ticket = { accountNumber: '10001', senderAddress: 'bo@example.net', openedAt: daysAgo(5) }
  const ticketId = await putTicket(database, ticket)
  await putLetter(database, { ticketId, kind: 'ask', recipient: 'bo@example.net', sentAt: daysAgo(4) })
  const id = await putMessage(database, ticketId, 'bo@example.net', daysAgo(3))
  await database.owner.db.update(messages).set({ kind: 'form' }).where(eq(messages.id, id))
  expect((await look()).asked).toBe(true)
})

test("wrong guesses of those who come near are counted by fact, each guesser once, the sender's own not", async () => {
  for (const sender of ['eve@example.net', 'eve@example.net', 'mallory@example.net', 'bo@example.net']) {
    const ticket = { accountNumber: '10001', senderAddress: sender, bits: 9, openedAt: daysAgo(4) }
    await putAssessment(database, await putTicket(database, ticket), { birth_date: 'wrong', city: 'exact' })
  }
  expect(compareIn(await look()).guesses).toEqual({ birth_date: 2 })
})

describe('what the same claimant stated in another case', () => {
  const own = 'chen.new@example.org'
  const put = async (given: { from?: string; contact?: string; dmarc?: string; days?: number; wrong?: string[] }) => {
    const { from = own, contact, dmarc = 'pass', days = 4, wrong = ['city'] } = given
    const ticket = { accountNumber: '10001', senderAddress: from, bits: -1, openedAt: daysAgo(days) }
    const ticketId = await putTicket(database, ticket)
    const messageId = await putMessage(database, ticketId, from, daysAgo(days))
    if (contact) await putClaim(database, { ticketId, messageId, kind: 'contact_email', value: contact })
    await prove(from, dmarc)
    await putAssessment(database, ticketId, Object.fromEntries(wrong.map((kind) => [kind, 'wrong'])))
    return ticketId
  }
  /** No friend number and no answer was tried. */
  const noTries = { missed: [], answersWrong: 0 }
  const ownCases = async (contactAddresses: string[] = [], ticketId?: number) => {
    const asked = { senderAddress: own, contactAddresses, ...(ticketId !== undefined && { ticketId }) }
    const found = (await look(asked)).ownCases ?? []
    return [...found].sort((one, other) => one.wrong.join().localeCompare(other.wrong.join()))
  }

  test('from the same address, with whether it was proved', async () => {
    await put({})
    expect(await ownCases()).toEqual([{ by: 'sender', proved: true, wrong: ['city'], ...noTries }])
    await prove(own, 'fail')
    expect(await ownCases()).toEqual([{ by: 'sender', proved: false, wrong: ['city'], ...noTries }])
  })

  test('not the case itself, not one about another account, not one of last season', async () => {
    const itself = await put({})
    await put({ days: 91 })
    await putTicket(database, { accountNumber: '51234', senderAddress: own, bits: 1, openedAt: daysAgo(3) })
    expect(await ownCases([], itself)).toEqual([])
  })

  test('by an address that he names, or that both name, or that names him', async () => {
    await put({ from: 'chen.old@example.org', wrong: ['city'] })
    await put({ from: 'eve@example.net', contact: 'reach@example.org', wrong: ['phone'] })
    await put({ from: 'mallory@example.net', contact: own, wrong: ['gender'] })
    await put({ from: 'stranger@example.net', wrong: ['nickname'] })
    expect(await ownCases(['chen.old@example.org', 'reach@example.org'])).toEqual([
      { by: 'named', proved: true, wrong: ['city'], ...noTries },
      { by: 'contact', proved: true, wrong: ['gender'], ...noTries },
      { by: 'contact', proved: true, wrong: ['phone'], ...noTries },
    ])
  })

  test('a mail of another that was let into a case takes its proof away', async () => {
    const ticketId = await put({})
    await putMessage(database, ticketId, 'eve@example.net', daysAgo(3))
    await prove('eve@example.net', 'pass')
    expect(await ownCases()).toEqual([{ by: 'sender', proved: false, wrong: ['city'], ...noTries }])
  })

  test('what is wrong there only because of a third case does not count on and on', async () => {
    const ticketId = await put({ wrong: [] })
    await putAssessment(database, ticketId, { city: 'wrong', phone: 'wrong' }, { wrongElsewhere: ['city'] })
    expect(await ownCases()).toEqual([{ by: 'sender', proved: true, wrong: ['phone'], ...noTries }])
  })
})

test.each<[string, Partial<SenderVerdict>]>([
  ['signed, policy reject', {}],
  ['SPF only', { dmarc: { result: 'pass', policy: 'none', by: 'spf' }, dkim: [] }],
  ['signed, no policy', { dmarc: { result: 'none', policy: null, by: null } }],
  [
    'a faulty signature, no policy',
    { dmarc: { result: 'none', policy: null, by: null }, dkim: [signature({ faults: ['l='] })] },
  ],
  [
    'another’s signature, no policy',
    { dmarc: { result: 'none', policy: null, by: null }, dkim: [signature({ aligned: false })] },
  ],
  [
    'one sound signature of two',
    { dmarc: { result: 'none', policy: null, by: null }, dkim: [signature({ result: 'fail' }), signature()] },
  ],
  ['DMARC fails', { dmarc: { result: 'fail', policy: 'reject', by: null } }],
  [
    'DMARC fails, sealed',
    { dmarc: { result: 'fail', policy: 'reject', by: null }, arc: { result: 'pass', sealer: 'example.org' } },
  ],
  ['malformed', { malformed: ['several From fields'] }],
  ['no one sender', { address: null }],
])('the database calls the same senders proved as the rule: %s', async (_what, change) => {
  const judged = verdict(change)
  const ticketId = await putTicket(database, { openedAt: now })
  const id = await putMessage(database, ticketId, 'mei@example.com', now)
  await database.owner.db.update(messages).set({ verdict: judged }).where(eq(messages.id, id))
  const [row] = await database.owner.db.select({ proved: messages.proved }).from(messages)
  expect(row?.proved).toBe(['medium', 'strong'].includes(proofOf(judged)))
})

test('how common a value is: counted where few bear it, and where very many do as it was counted last', async () => {
  await database.owner.sql`
    insert into accounts (number, city, nickname)
    select (1000000 + n)::text, case when n % 2 = 0 then 'Chengdu' else 'Hanoi' end, 'N' || n
    from generate_series(1, 40000) n`
  await database.owner.sql`analyze accounts`
  expect((await look()).frequency.city).toBeCloseTo(0.25, 3)
  expect(await countTerms(database.worker.db)).toBe(2)
  const { frequency } = await look()
  expect(frequency.city).toBeCloseTo(0.5, 3)
  expect(frequency.nickname).toBeCloseTo(1 / 40_000, 6)

  await database.owner.sql`delete from accounts where city = 'Chengdu' and number::bigint > 1020000`
  expect((await look()).frequency.city).toBeCloseTo(0.5, 3)
  expect(await countTerms(database.worker.db)).toBe(2)
  await database.owner.sql`analyze accounts`
  expect((await look()).frequency.city).toBeCloseTo(1 / 3, 3)
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
