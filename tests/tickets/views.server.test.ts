import { desc } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Person } from '#app/staff/person.ts'
import { exportQueue } from '#app/tickets/export-queue.server.ts'
import { defaultFilter } from '#app/tickets/queue.ts'
import { deleteView, listViews, renameView, saveView } from '#app/tickets/views.server.ts'
import { mostViews } from '#app/tickets/views.ts'
import { auditEntries } from '#drizzle/schema/audit.ts'
import { reads } from '#drizzle/schema/reads.ts'
import { putTicket } from '#tests/accounts/ticket-in-database.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { hire } from './hire.ts'

const now = new Date('2026-11-22T09:00:00Z')
let database: TestDatabase
let ana: Person
let sol: Person

beforeEach(async () => {
  database = await openTestDatabase()
  ana = await hire(database, 'Ana')
  sol = await hire(database, 'Sol', 'supervisor')
})
afterEach(() => database.close())

test('a view is its maker’s alone, unless a supervisor keeps it for the team', async () => {
  await save(ana, 'Waves', '?tag=wave')
  expect(await save(ana, 'For all', '', true)).toEqual({ refusal: expect.any(String) })
  await save(sol, 'Late', '?sort=due', true)
  expect((await listViews(database.web.db, ana)).map(({ name, shared, mine }) => [name, shared, mine])).toEqual([
    ['Late', true, false],
    ['Waves', false, true],
  ])
  expect((await listViews(database.web.db, sol)).map(({ name }) => name)).toEqual(['Late'])
  expect(await deeds()).toEqual(['team_view_saved'])
})

test('the same name again keeps the new query', async () => {
  await save(ana, 'Waves', '?tag=wave')
  await save(ana, ' waves ', '?tag=wave-2')
  expect((await listViews(database.web.db, ana)).map(({ name, query }) => [name, query])).toEqual([
    ['waves', '?tag=wave-2'],
  ])
})

test('a view gets another name; one of the team by a supervisor, which is recorded', async () => {
  const [mine, late] = [await save(ana, 'Waves', '?tag=wave'), await save(sol, 'Late', '?sort=due', true)]
  expect(await rename(ana, mine, ' Floods ')).toEqual(mine)
  expect(await rename(ana, mine, 'floods')).toEqual(mine)
  expect(await rename(ana, late, 'Mine now')).toEqual({ refusal: expect.any(String) })
  expect(await rename(sol, mine, 'Hers')).toEqual({ refusal: expect.any(String) })
  expect(await rename(sol, late, 'Overdue')).toEqual(late)
  expect((await listViews(database.web.db, ana)).map(({ name, query }) => [name, query])).toEqual([
    ['Overdue', '?sort=due'],
    ['floods', '?tag=wave'],
  ])
  expect(await deeds()).toEqual(['team_view_saved', 'team_view_saved'])
})

test('a view is not given the name of another, nor none', async () => {
  const waves = await save(ana, 'Waves', '?tag=wave')
  await save(ana, 'Late', '?sort=due')
  await save(sol, 'Overdue', '', true)
  expect(await rename(ana, waves, 'LATE')).toHaveProperty('refusal')
  expect(await rename(ana, waves, ' ')).toHaveProperty('refusal')
  expect(await rename(ana, waves, 'Overdue')).toEqual(waves)
})

test('nobody deletes what is not his, and an agent nothing of the team', async () => {
  const [mine, shared] = [await save(sol, 'Mine', ''), await save(sol, 'Late', '', true)]
  for (const view of [mine, shared]) {
    const id = 'id' in view ? view.id : 0
    expect(await deleteView(database.web.db, { id, person: ana, now })).toEqual({ refusal: expect.any(String) })
  }
  const id = 'id' in shared ? shared.id : 0
  expect(await deleteView(database.web.db, { id, person: sol, now })).toEqual({ id })
  expect((await listViews(database.web.db, sol)).map(({ name }) => name)).toEqual(['Mine'])
})

test('a name is given and short, and there are not too many views', async () => {
  expect(await save(ana, '  ', '')).toHaveProperty('refusal')
  expect(await save(ana, 'x'.repeat(41), '')).toHaveProperty('refusal')
  for (let index = 0; index < mostViews; index += 1) await save(ana, `View ${index}`, '')
  expect(await save(ana, 'One more', '')).toHaveProperty('refusal')
})

test('an export holds what the filter shows, as text that no spreadsheet takes for a formula, and is recorded first', async () => {
  await putTicket(database, {
    openedAt: now,
    subject: '=HYPERLINK("http://example.net")',
    senderAddress: '+1@example.net',
  })
  await putTicket(database, { openedAt: now, subject: 'Plain, with "quotes"', state: 'denied' })
  const csv = await exported({ ...defaultFilter, view: 'all' })
  expect(csv).toHaveLength(3)
  expect(csv[0]).toMatch(/^\ufeffcase,/)
  expect(csv[1]).toContain(`"'=HYPERLINK(""http://example.net"")"`)
  expect(csv[1]).toContain(`'+1@example.net`)
  expect(csv[2]).toContain('"Plain, with ""quotes"""')
  expect(await exported(defaultFilter)).toHaveLength(2)
  expect(await deeds()).toEqual(['tickets_exported', 'tickets_exported'])
  const looks = await database.auditor.db.select().from(reads)
  expect(looks.map(({ kind, subject }) => [kind, subject])).toEqual([
    ['exported', 'queue ?view=all'],
    ['exported', 'queue '],
  ])
})

test('an export goes over many pages and stops where it must', async () => {
  for (let index = 0; index < 120; index += 1) await putTicket(database, { openedAt: new Date(now.getTime() + index) })
  expect(await exported(defaultFilter)).toHaveLength(121)
  expect(await exported(defaultFilter, 70)).toHaveLength(71)
})

async function exported(filter: typeof defaultFilter, most?: number): Promise<string[]> {
  const csv = await exportQueue(database.web.db, { filter, person: sol, now, ...(most === undefined ? {} : { most }) })
  let text = ''
  for await (const chunk of csv) text += String(chunk)
  return text.trimEnd().split('\n')
}

function save(person: Person, name: string, query: string, shared = false) {
  return saveView(database.web.db, { name, query, shared, person, now })
}

function rename(person: Person, view: { id: number } | { refusal: string }, name: string) {
  return renameView(database.web.db, { id: 'id' in view ? view.id : 0, name, person, now })
}

async function deeds() {
  const rows = await database.web.db.select().from(auditEntries).orderBy(desc(auditEntries.id))
  return rows.map(({ verb }) => verb).filter((verb) => /view|export/.test(verb))
}
