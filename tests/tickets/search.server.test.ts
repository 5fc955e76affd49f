import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '#app/staff/person.ts'
import { indexMails } from '#app/tickets/index-mails.server.ts'
import { decodeCursor } from '#app/tickets/queue.ts'
import { searchQueue } from '#app/tickets/search.server.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { hire } from './hire.ts'

const now = new Date('2026-11-22T10:00:00Z')
const many = 6_000
/** Older cases whose mails have no words: so many that a plan must not read them all. */
const before = 20_000
let database: TestDatabase
let ana: Person

/** Every second case says "password", the others 密码, every hundredth "umbrella", three "xylograph", one 賬號. */
const text = `case when n % 2 = 0 then 'I lost my password ' else '我的密码丢了 ' end
  || case when n % 100 = 0 then 'and my umbrella ' else '' end
  || case when n in (3, 3000, 5500) then 'xylograph 云梦 ' when n = 77 then '賬號被盜 ' else '' end || 'My number is ' || 7000000 + n || '.'`
const cameAt = `timestamptz '${now.toISOString()}' - (${many} - n) * interval '1 minute'`

beforeAll(async () => {
  database = await openTestDatabase()
  ana = await hire(database, 'Ana')
  await database.owner.sql.unsafe(`
    insert into raw_contents (sha256, size, bytes) values (sha256('x'), 1, 'x');
    insert into tickets (id, category, state, claimed_account, subject, language, sender_address, sender_level, route,
      recommendation, opened_at, changed_at) overriding system value
    select 20001 + n, 'recovery', case when n < 0 then 'denied' when n % 400 = 7 then 'frozen' when n < ${many - 50} then 'done' else 'new' end,
      7000000 + n, 'Case ' || n, 'en', 'eve' || n || '@example.net', case when n >= 0 and n % 50 = 0 then 'fail' else 'other' end,
      'none', 'ask', ${cameAt}, now()
    from generate_series(-${before}, ${many - 1}) n;
    insert into raw_mails (id, sha256, arrived_at, state) overriding system value
    select n, sha256('x'), now(), 'done' from generate_series(-${before}, ${many}) n;
    -- The case of 4000 writes twice.
    insert into messages (id, ticket_id, raw_mail_id, kind, sender_address, level, verdict, subject, text, reply, language,
      arrived_at) overriding system value
    select ${before + 1} + mail, 20001 + n, mail, 'recovery', 'eve' || n || '@example.net', 'other', '{}', 'Case ' || n, ${text}, '[]',
      'en', ${cameAt} + case when mail = ${many} then interval '20 seconds' else interval '0' end
    from generate_series(-${before}, ${many}) mail cross join lateral (select case when mail = ${many} then 4000 else mail end as n) of`)
  // The newest are made findable, as they are after a restore.
  let at: number | null = null
  for (let mails = 0; mails <= many; mails += 1_000)
    at = await indexMails(database.worker.db, at, Math.min(1_000, many + 1 - mails))
  await database.owner.sql`analyze tickets, messages, message_words`
})
afterAll(() => database.close())

const search = (typed: string, after: string | null = null, most = 50) =>
  searchQueue(database.web.db, typed, decodeCursor(after), { person: ana, most, now })
const found = async (typed: string) => (await search(typed)).rows.map(({ subject }) => Number(subject.slice(5)))

test.each([
  ['a rare word', 'xylograph ', [5_500, 3_000, 3]],
  ['a rare word of two Chinese signs', '云梦', [5_500, 3_000, 3]],
  ['in traditional signs what is asked for in simplified ones', '账号被盗', [77]],
  ['the same asked for in traditional ones', '賬號', [77]],
  ['and in another way to write it', '帳號', [77]],
  ['a rare word with a common one', 'password xylograph ', [5_500, 3_000]],
  ['a case by its number', '#20007', [6]],
  ['an account by its number, grouped as it is shown', '7 000 011', [11]],
  ['a sender by how the address begins', 'Eve5@', [5]],
  ['a sender by the whole address', 'eve5@example.net ', [5]],
  ['a sender by a filter', 'from:eve3000@example.net', [3_000]],
  ['an account by a filter', 'account:7003000', [3_000]],
  ['an account and a word', 'account:7003000 xylograph ', [3_000]],
  ['words in a state', 'xylograph state:done ', [5_500, 3_000, 3]],
  ['nothing in a state that none of them has', 'xylograph state:frozen ', []],
  ['the oldest first where it is asked', 'xylograph sort:oldest ', [3, 3_000, 5_500]],
  ['nothing for a word that nobody wrote', 'zeppelin ', []],
])('it finds %s: %s', async (_what, typed, expected) => {
  expect(await found(typed)).toEqual(expected)
})

test('a common word is found newest first, page after page, without a gap or a repeat', async () => {
  const seen: number[] = []
  let after: string | null = null
  for (let page = 0; page < 4; page += 1) {
    const { rows, next } = await search('password ', after)
    seen.push(...rows.map(({ subject }) => Number(subject.slice(5))))
    after = next
  }
  expect(seen).toEqual(Array.from({ length: 200 }, (_, place) => many - 2 - 2 * place))
})

test('a word between the rare and the common ones is found to its last case', async () => {
  const seen: number[] = []
  let after: string | null = null
  do {
    const { rows, next } = await search('umbrella ', after)
    seen.push(...rows.map(({ subject }) => Number(subject.slice(5))))
    after = next
  } while (after)
  expect(seen).toEqual(Array.from({ length: many / 100 }, (_, place) => many - 100 - 100 * place))
})

test('a case with two such mails stands in the list once', async () => {
  const cases = await found('7004000 ')
  expect(cases).toEqual([4_000])
  const both = await found('from:eve4000@example.net ')
  expect(both).toEqual([4_000])
})

test('an account with more cases than a short page holds fills it, and leaves a place for what mails say', async () => {
  await database.owner.sql`update tickets set claimed_account = '88880001' where id between 15001 and 15012`
  const { rows, next } = await search('88880001', null, 7)
  expect(rows.map(({ claimedAccount }) => claimedAccount)).toEqual(Array.from({ length: 6 }, () => '88880001'))
  expect(next).toBeNull()
})

test('filters without words are a list by age', async () => {
  const { rows, next } = await search('is:forged')
  expect(rows).toHaveLength(50)
  expect(rows.every(({ senderLevel }) => senderLevel === 'fail')).toBe(true)
  const second = await search('is:forged', next)
  expect(second.rows[0]?.openedAt.getTime()).toBeLessThan(rows.at(-1)?.openedAt.getTime() ?? 0)
})

test('a filter that few cases pass leads, however common the word is', async () => {
  const { rows } = await search('密码 state:frozen ')
  expect(rows.length).toBe(many / 400)
  expect(rows.every(({ state }) => state === 'frozen')).toBe(true)
})

test('what was searched for is marked in the subject and in the mail', async () => {
  const [row] = (await search('xylograph ')).rows
  const { excerpt } = row?.match ?? { excerpt: { text: '', marks: [] } }
  expect(excerpt.marks.map(({ start, end }) => excerpt.text.slice(start, end))).toEqual(['xylograph'])
})

test('signs of a pattern or of a query language are only signs', async () => {
  for (const typed of ['%', '_ve5@', 'eve\\', "'", "a' | 'b", '!password', '& | ! ( ) :*'])
    await expect(search(typed)).resolves.toBeDefined()
  expect(await found("zzz' | 'password")).toEqual([])
})

describe('no search reads a whole table', () => {
  test.each([
    'xylograph ',
    'password ',
    'passw',
    '云梦',
    '密码',
    'eve5@example.net ',
    '7003000',
    'umbrella ',
    'state:frozen 密码 ',
  ])('%s', async (typed) => {
    const plans = await explained(() => search(typed))
    expect(plans.length).toBeGreaterThan(0)
    expect(plans.join('\n')).not.toMatch(/Seq Scan on (tickets|messages|message_words)/)
  })
})

/** The plans of every statement that a deed runs, as its own connection would run it. */
async function explained(deed: () => Promise<unknown>): Promise<string[]> {
  const statements: { sql: string; params: unknown[] }[] = []
  const { session } = database.web.db as unknown as { session: { prepareQuery: (...given: never[]) => unknown } }
  const prepare = session.prepareQuery.bind(session) as (
    query: { sql: string; params: unknown[] },
    ...rest: never[]
  ) => unknown
  session.prepareQuery = ((query: { sql: string; params: unknown[] }, ...rest: never[]) => {
    statements.push(query)
    return prepare(query, ...rest)
  }) as typeof session.prepareQuery
  try {
    await deed()
  } finally {
    session.prepareQuery = prepare as typeof session.prepareQuery
  }
  const plans = await Promise.all(
    statements.map(async ({ sql: text, params }) => {
      const lines = await database.web.sql.unsafe(`explain (costs off) ${text}`, params as string[])
      return lines.map((line) => String(line['QUERY PLAN'])).join('\n')
    }),
  )
  return plans
}
