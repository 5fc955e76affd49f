import type postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AuditCursor, type AuditFilter, readAuditFilter } from '#app/audit/audit-filter.ts'
import { listReads, readsQuery, recordRead } from '#app/audit/reads.server.ts'
import { reads } from '#drizzle/schema/reads.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { hire } from '#tests/tickets/hire.ts'

const now = new Date('2026-11-22T09:00:00Z')
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
const everything = readAuditFilter(new URLSearchParams())
const many = 3000

let database: TestDatabase
let ana: string
let raj: string
beforeAll(async () => {
  database = await openTestDatabase()
  ana = (await hire(database, 'Ana')).id
  raj = (await hire(database, 'Raj')).id
  const rows = Array.from({ length: many }, (_, n) => ({
    at: later(-Math.floor(n / 3) - 100),
    staffId: n % 3 === 0 ? raj : ana,
    kind: 'downloaded' as const,
    ticketId: n % 5 === 0 ? 20_001 : 20_002,
    accountNumber: n % 7 === 0 ? '29433423' : null,
    subject: `attachment ${n}`,
  }))
  await database.web.db.insert(reads).values(rows.reverse())
  await database.owner.sql`analyze reads`
})
afterAll(() => database.close())

const seen = async (staffId: string) =>
  (await listReads(database.web.db, { ...everything, staffId, from: now }, null)).rows

test('the same look within ten minutes is one row, a later or another one is its own', async () => {
  const look = { staffId: ana, kind: 'ticket_viewed' as const, subject: 'case 20007', ticketId: 20_007 }
  for (const at of [0, 3, 9]) await recordRead(database.web.db, { ...look, now: later(at) })
  expect((await seen(ana)).filter(({ ticketId }) => ticketId === 20_007)).toHaveLength(1)
  await recordRead(database.web.db, { ...look, now: later(11) })
  await recordRead(database.web.db, { ...look, staffId: raj, now: later(3) })
  await recordRead(database.web.db, { ...look, subject: 'case 20008', ticketId: 20_008, now: later(3) })
  expect((await seen(ana)).filter(({ ticketId }) => ticketId === 20_007)).toHaveLength(2)
  expect(await seen(raj)).toMatchObject([{ person: 'Raj', kind: 'ticket_viewed', ticketId: 20_007, at: later(3) }])
})

test('each download counts', async () => {
  const look = { staffId: raj, kind: 'downloaded' as const, subject: 'attachment 7', now: later(30) }
  for (let time = 0; time < 3; time += 1) await recordRead(database.web.db, look)
  expect((await seen(raj)).filter(({ subject }) => subject === 'attachment 7')).toHaveLength(3)
})

test('whatever was searched for is kept, as far as it goes', async () => {
  for (const subject of ['重置'.repeat(400), 'a\0b', '', `${'x'.repeat(299)}😀`])
    await recordRead(database.web.db, { staffId: raj, kind: 'searched', subject, now: later(40) })
  const kept = (await seen(raj)).filter(({ kind }) => kind === 'searched').map(({ subject }) => subject)
  expect(kept.map((subject) => subject.length).sort((one, other) => one - other)).toEqual([1, 2, 300, 300])
})

async function walk(filter: AuditFilter): Promise<string[]> {
  const found: string[] = []
  let before: AuditCursor | null = null
  do {
    const page: Awaited<ReturnType<typeof listReads>> = await listReads(database.web.db, filter, before, 170)
    found.push(...page.rows.map(({ subject }) => subject))
    before = page.next
  } while (before)
  return found
}

test.each<{ says: string; filter: () => Partial<AuditFilter>; fits: (n: number) => boolean }>([
  { says: 'no filter', filter: () => ({}), fits: () => true },
  { says: 'a person', filter: () => ({ staffId: raj }), fits: (n) => n % 3 === 0 },
  { says: 'a case', filter: () => ({ ticketId: 20_001 }), fits: (n) => n % 5 === 0 },
  { says: 'an account', filter: () => ({ accountNumber: '29433423' }), fits: (n) => n % 7 === 0 },
])('paging with $says shows every look once, newest first, and reads an index', async ({ filter, fits }) => {
  const asked = { ...everything, until: later(-50), ...filter() }
  const expected = Array.from({ length: many }, (_, n) => n)
    .filter(fits)
    .map((n) => `attachment ${n}`)
  const found = await walk(asked)
  expect([...found].sort()).toEqual([...expected].sort())
  expect(found[0]?.length).toBeLessThanOrEqual(expected.at(-1)?.length ?? 0)
  for (const before of [null, { at: later(-500), id: 1500 }]) {
    const { sql, params } = readsQuery(database.web.db, asked, before).toSQL()
    const plan = await database.web.sql.unsafe(`explain (costs off) ${sql}`, params as string[])
    const text = plan.map((row) => String(row['QUERY PLAN'])).join('\n')
    expect(text).toMatch(/Index Scan.* using reads_/)
    expect(text).not.toMatch(/Seq Scan on reads|Sort/)
  }
})

describe('what was recorded stays', () => {
  const refusal = (role: 'owner' | 'web' | 'worker' | 'auditor', statement: string) =>
    database[role].sql.unsafe(statement).then(
      () => 'allowed',
      (fault: postgres.PostgresError) => fault.constraint_name ?? fault.code,
    )

  test.each([
    ['web', 'update reads set subject = subject', '42501'],
    ['web', 'delete from reads', '42501'],
    ['web', 'truncate reads', '42501'],
    ['worker', 'select from reads', '42501'],
    ['auditor', 'insert into reads default values', '42501'],
    ['auditor', 'select from reads', 'allowed'],
    ['owner', 'update reads set subject = subject', '23001'],
    ['owner', 'delete from reads', '23001'],
    ['owner', 'truncate reads', '23001'],
  ] as const)('%s: %s', async (role, statement, outcome) => {
    expect(await refusal(role, statement)).toBe(outcome)
  })

  test.each([
    ['reads_revealed_says_why', "'revealed', 20001, '29433423', 'phone', null, null"],
    ['reads_revealed_says_why', "'revealed', 20001, '29433423', 'phone', '  ', null"],
    ['reads_revealed_says_why', "'revealed', 20001, null, 'phone', 'To compare', null"],
    ['reads_bucket', "'revealed', 20001, '29433423', 'phone', 'To compare', 1"],
    ['reads_bucket', "'ticket_viewed', 20001, null, 'case 20001', null, null"],
    ['reads_kind', "'peeped', 20001, null, 'case 20001', null, null"],
    ['reads_subject', "'exported', null, null, '', null, null"],
  ])('%s refuses: %s', async (constraint, values) => {
    const statement = `insert into reads (staff_id, at, kind, ticket_id, account_number, subject, reason, bucket) values ('${ana}', now(), ${values})`
    expect(await refusal('web', statement)).toBe(constraint)
  })
})
