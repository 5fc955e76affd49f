import { buffer, text } from 'node:stream/consumers'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { appendAudit } from '#app/audit/audit.server.ts'
import { type AuditCursor, type AuditFilter, readAuditFilter } from '#app/audit/audit-filter.ts'
import { exportAudit } from '#app/audit/export-audit.server.ts'
import { listDecisions, listEntries, listPeople } from '#app/audit/read-audit.server.ts'
import { auditEntries } from '#drizzle/schema/audit.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { approveTicket, keepAna, keepMei, later, now } from '#tests/resets/reset-case.ts'

const everything = readAuditFilter(new URLSearchParams())

let database: TestDatabase
let anaId: string
let rajId: string
beforeAll(async () => {
  database = await openTestDatabase()
  anaId = await keepAna(database)
  rajId = await keepAna(database)
  await database.web.db.transaction((tx) =>
    appendAudit(
      tx,
      Array.from({ length: 3000 }, (_, n) => ({
        verb: 'ticket_taken' as const,
        at: later(Math.floor(n / 3)),
        staffId: n % 100 === 0 ? rajId : anaId,
        ticketId: n % 5 === 0 ? 20_001 : 20_002,
        accountNumber: n % 7 === 0 ? '29433423' : null,
        details: { n, word: '=1+1' },
      })),
    ),
  )
  await database.owner.sql`analyze audit_entries`
})
afterAll(() => database.close())

async function walk(filter: AuditFilter): Promise<number[]> {
  const seen: number[] = []
  let before: AuditCursor | null = null
  do {
    const page: Awaited<ReturnType<typeof listEntries>> = await listEntries(database.web.db, filter, before, 170)
    seen.push(...page.rows.map(({ id }) => id))
    before = page.next
  } while (before)
  return seen
}

test.each<{ says: string; filter: () => AuditFilter; fits: (n: number) => boolean }>([
  { says: 'no filter', filter: () => everything, fits: () => true },
  { says: 'a person', filter: () => ({ ...everything, staffId: rajId }), fits: (n) => n % 100 === 0 },
  { says: 'a ticket', filter: () => ({ ...everything, ticketId: 20_001 }), fits: (n) => n % 5 === 0 },
  { says: 'an account', filter: () => ({ ...everything, accountNumber: '29433423' }), fits: (n) => n % 7 === 0 },
  {
    says: 'a time',
    filter: () => ({ ...everything, from: later(100), until: later(200) }),
    fits: (n) => n >= 300 && n < 600,
  },
  {
    says: 'a person and a time',
    filter: () => ({ ...everything, staffId: rajId, from: later(100), until: later(200) }),
    fits: (n) => n % 100 === 0 && n >= 300 && n < 600,
  },
])('paging with $says shows every fitting entry once, newest first', async ({ filter, fits }) => {
  const expected = Array.from({ length: 3000 }, (_, n) => n)
    .filter(fits)
    .map((n) => n + 1)
    .reverse()
  expect(await walk(filter())).toEqual(expected)
})

test.each<{ says: string; filter: () => AuditFilter; index: RegExp }>([
  { says: 'no filter', filter: () => everything, index: /Index Scan Backward using audit_entries_at/ },
  {
    says: 'a time',
    filter: () => ({ ...everything, from: later(100) }),
    index: /Index Scan Backward using audit_entries_at/,
  },
  { says: 'a person', filter: () => ({ ...everything, staffId: rajId }), index: /audit_entries_(staff|pkey)/ },
])('a page deep in the list with $says is read from an index, without sorting the rest', async ({ filter, index }) => {
  const [middle] = await database.owner.db.select().from(auditEntries).where(sql`id = 1500`)
  const cursor = { at: (middle as { at: Date }).at, id: 1500 }
  const statements: string[] = []
  const { drizzle } = await import('drizzle-orm/postgres-js')
  const watched = drizzle(database.owner.sql, {
    logger: { logQuery: (query, params) => statements.push(inline(query, params)) },
  })
  await listEntries(watched, filter(), cursor)
  const plan = await database.owner.sql.unsafe(`explain ${statements[0]}`)
  const lines = plan.map((line) => String(line['QUERY PLAN'])).join('\n')
  expect(lines).toMatch(index)
  expect(lines).not.toContain('Sort')
  expect(lines).not.toContain('Seq Scan on audit_entries')
})

test('each decision is listed with the evidence as it stood', async () => {
  const mei = await keepMei(database)
  const { ticketId, decisionId } = await approveTicket(database, { accountNumber: mei.number }, anaId)
  const { rows, next } = await listDecisions(database.web.db, { ...everything, ticketId }, null)
  expect(next).toBeNull()
  expect(rows).toMatchObject([
    {
      id: decisionId,
      ticketId,
      verb: 'approve',
      person: 'Ana',
      accountNumber: mei.number,
      at: now,
      assessment: {
        bits: 9.4,
        recommendation: 'approve',
        evidence: [{ kind: 'prior' }, { kind: 'sender' }, { kind: 'total' }],
      },
    },
  ])
  expect(rows[0]?.evidenceHash).toMatch(/^[0-9a-f]{64}$/)
})

test('decisions are paged by account and person without a gap', async () => {
  const mei = await keepMei(database)
  const made: number[] = []
  for (let n = 0; n < 5; n += 1)
    made.unshift((await approveTicket(database, { accountNumber: mei.number, decidedAt: later(n) }, anaId)).decisionId)
  const seen: number[] = []
  let before: AuditCursor | null = null
  do {
    const page: Awaited<ReturnType<typeof listDecisions>> = await listDecisions(
      database.web.db,
      { ...everything, accountNumber: mei.number, staffId: anaId },
      before,
      2,
    )
    seen.push(...page.rows.map(({ id }) => id))
    before = page.next
  } while (before)
  expect(seen).toEqual(made)
})

test('the export holds every fitting entry, makes formulas harmless, and is in the chain itself', async () => {
  const bytes = await buffer(
    await exportAudit(database.web.db, {
      filter: { ...everything, ticketId: 20_001 },
      staffId: anaId,
      now: later(9999),
    }),
  )
  const csv = bytes.toString()
  expect(csv).toMatch(/^\ufeffnumber,/)
  const lines = csv.trim().split('\n')
  expect(lines[0]).toBe('number,at,deed,person,ticket,account,details,hash')
  // The export's own entry names the ticket too.
  expect(lines).toHaveLength(1 + 600 + 1)
  expect(lines[1]).toContain('audit_exported')
  const [last] = (await listEntries(database.web.db, everything, null, 1)).rows
  expect(last).toMatchObject({ verb: 'audit_exported', ticketId: 20_001, details: { filter: { ticketId: 20_001 } } })
})

test('a name that a spreadsheet would run as a formula begins with an apostrophe', async () => {
  const [eve] = await database.owner.sql<{ id: string }[]>`
    insert into staff (name, email, role, password_hash) values ('=HYPERLINK("http://eve.example")', 'eve@desk.example', 'agent', 'none') returning id`
  await database.web.db.transaction((tx) =>
    appendAudit(tx, [
      {
        verb: 'staff_signed_in',
        at: later(99_999),
        staffId: String(eve?.id),
        ticketId: 7,
        accountNumber: null,
        details: {},
      },
    ]),
  )
  const csv = await text(
    await exportAudit(database.web.db, { filter: { ...everything, ticketId: 7 }, staffId: anaId, now: later(9999) }),
  )
  expect(csv).toContain(`"'=HYPERLINK(""http://eve.example"")"`)
  expect(csv).not.toMatch(/[,\n]"?=/)
})

test('the choice of people names everybody on the desk', async () => {
  expect((await listPeople(database.web.db)).map(({ id }) => id)).toEqual(expect.arrayContaining([anaId, rajId]))
})

function inline(query: string, params: unknown[]): string {
  return query.replace(/\$(\d+)/g, (_, at) => {
    const value = params[Number(at) - 1]
    return typeof value === 'number'
      ? String(value)
      : `'${value instanceof Date ? value.toISOString() : String(value)}'`
  })
}
