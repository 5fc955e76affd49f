import { afterEach, beforeEach, expect, test } from 'vitest'
import { appendAudit } from '#app/audit/audit.server.ts'
import type { AuditEntry } from '#app/audit/entry.ts'
import { verifyAudit } from '#app/audit/verify-audit.server.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'

let database: TestDatabase
beforeEach(async () => {
  database = await openTestDatabase()
})
afterEach(() => database.close())

const entry = (n: number): AuditEntry => ({
  verb: 'mails_taken_in',
  at: new Date(Date.UTC(2026, 10, 22, 9, 0, 0, n % 1000)),
  staffId: null,
  ticketId: n,
  accountNumber: n % 2 === 0 ? '29433423' : null,
  details: { n, words: '小雨点', nested: { z: null, a: [1.5, true] }, dropped: undefined },
})

const append = (from: number, count: number) =>
  database.web.db.transaction((tx) =>
    appendAudit(
      tx,
      Array.from({ length: count }, (_, at) => entry(from + at)),
    ),
  )

/** As somebody could who has the server itself: the trigger is taken off first. */
async function tamper(change: string): Promise<void> {
  await database.owner.sql.unsafe('alter table audit_entries disable trigger audit_entries_append_only')
  await database.owner.sql.unsafe(change)
  await database.owner.sql.unsafe('alter table audit_entries enable trigger audit_entries_append_only')
}

test('an empty chain holds', async () => {
  expect(await verifyAudit(database.auditor.db)).toEqual({ ok: true, entries: 0, break: null })
})

test('a chain of more than one batch holds after its way through the database', async () => {
  await append(1, 2300)
  expect(await verifyAudit(database.auditor.db)).toEqual({ ok: true, entries: 2300, break: null })
})

test('many writers at once make one chain without gaps', async () => {
  await Promise.all(Array.from({ length: 12 }, (_, writer) => append(writer * 10, 5)))
  expect(await verifyAudit(database.auditor.db)).toEqual({ ok: true, entries: 60, break: null })
})

test('a writer that fails leaves no gap', async () => {
  await append(1, 2)
  const failing = database.web.db.transaction(async (tx) => {
    await appendAudit(tx, [entry(3)])
    throw new Error('the deed did not happen')
  })
  await expect(failing).rejects.toThrow()
  await append(4, 1)
  expect(await verifyAudit(database.auditor.db)).toEqual({ ok: true, entries: 3, break: null })
})

test.each([
  { says: 'changed', sql: `update audit_entries set details = details || '{"n": 0}' where id = 1700`, fault: 'hash' },
  {
    says: "given to another person's account",
    sql: `update audit_entries set account_number = '1000' where id = 1700`,
    fault: 'hash',
  },
  { says: 'taken out', sql: 'delete from audit_entries where id = 1700', fault: 'gap' },
])('an entry that was $says is found at its own number', async ({ sql, fault }) => {
  await append(1, 2300)
  await tamper(sql)
  expect(await verifyAudit(database.auditor.db)).toMatchObject({ ok: false, break: { id: 1700, fault } })
})

test.each(['web', 'worker', 'owner'] as const)('the %s can neither change nor delete an entry', async (role) => {
  await append(1, 1)
  await expect(database[role].sql`update audit_entries set details = '{}'`).rejects.toThrow()
  await expect(database[role].sql`delete from audit_entries`).rejects.toThrow()
  expect(await verifyAudit(database.auditor.db)).toEqual({ ok: true, entries: 1, break: null })
})
