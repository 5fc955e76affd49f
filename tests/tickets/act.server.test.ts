import { asc, eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Person } from '#app/staff/person.ts'
import { actOnTicket, listAssignable, undoAct } from '#app/tickets/act.server.ts'
import type { AskedAct } from '#app/tickets/act.ts'
import { dueAt } from '#app/tickets/due.ts'
import { wakeSnoozed } from '#app/tickets/snooze.server.ts'
import { auditEntries } from '#drizzle/schema/audit.ts'
import { staff } from '#drizzle/schema/staff.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { putTicket } from '#tests/accounts/ticket-in-database.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { hire } from './hire.ts'

const now = new Date('2026-11-22T09:00:00Z')
const tomorrow = new Date('2026-11-23T09:00:00Z')
let database: TestDatabase
let ana: Person
let raj: Person
let ticketId: number

beforeEach(async () => {
  database = await openTestDatabase()
  ana = await hire(database, 'Ana')
  raj = await hire(database, 'Raj')
  ticketId = await putTicket(database, { openedAt: now })
})
afterEach(() => database.close())

test.each<{ kind: string; act: () => AskedAct; changed: () => object; deed: string }>([
  {
    kind: 'assign',
    act: () => ({ kind: 'assign', to: raj.id }),
    changed: () => ({ assigneeId: raj.id, state: 'open' }),
    deed: 'ticket_assigned',
  },
  {
    kind: 'tag',
    act: () => ({ kind: 'tag', add: ['vip'], remove: [] }),
    changed: () => ({ tags: ['vip'] }),
    deed: 'ticket_tagged',
  },
  {
    kind: 'snooze',
    act: () => ({ kind: 'snooze', until: tomorrow }),
    changed: () => ({ snoozedUntil: tomorrow }),
    deed: 'ticket_snoozed',
  },
  {
    kind: 'spam',
    act: () => ({ kind: 'spam' }),
    changed: () => ({ state: 'set_aside', category: 'other' }),
    deed: 'ticket_marked_spam',
  },
])('$kind changes the case, is in the audit, and can be undone once', async ({ act, changed, deed }) => {
  const before = await reread()
  expect(await actOn(act())).toEqual({ version: 2, undoable: true })
  expect(await reread()).toMatchObject({ ...changed(), version: 2 })
  expect(await undoAct(database.web.db, { ticketId, version: 2, person: ana, now })).toMatchObject({ version: 3 })
  expect(await reread()).toEqual({ ...before, version: 3, changedAt: now })
  expect(await undoAct(database.web.db, { ticketId, version: 3, person: ana, now })).toHaveProperty('refusal')
  expect(await deeds()).toEqual([deed, 'deed_undone'])
})

test('a snooze put later is undone to the one before, not to none', async () => {
  await actOn({ kind: 'snooze', until: tomorrow })
  await actOn({ kind: 'snooze', until: new Date('2026-11-25T09:00:00Z') }, 2)
  await undoAct(database.web.db, { ticketId, version: 3, person: ana, now })
  expect((await reread())?.snoozedUntil).toEqual(tomorrow)
})

test('nothing is done on a version that nobody sees any more', async () => {
  await actOn({ kind: 'tag', add: ['vip'], remove: [] })
  expect(await actOn({ kind: 'spam' }, 1)).toEqual({ refusal: expect.stringContaining('changed while') })
  expect(await reread()).toMatchObject({ state: 'new', version: 2 })
})

test('of two who act at once one is told', async () => {
  const answers = await Promise.all([ana, raj].map((person) => actOn({ kind: 'assign', to: person.id }, 1, person)))
  expect(answers.filter((answer) => 'version' in answer)).toHaveLength(1)
})

test('a case is given only to somebody who decides cases and is still there', async () => {
  const admin = await hire(database, 'Ad', 'admin')
  await database.owner.db.update(staff).set({ disabledAt: now }).where(eq(staff.id, raj.id))
  expect(await actOn({ kind: 'assign', to: admin.id })).toHaveProperty('refusal')
  expect(await actOn({ kind: 'assign', to: raj.id })).toHaveProperty('refusal')
  expect((await listAssignable(database.web.db)).map(({ name }) => name)).toEqual(['Ana'])
})

test('a case whose rest is over is back in the queue, and what was read of it still holds', async () => {
  const other = await putTicket(database, { openedAt: now })
  await actOn({ kind: 'snooze', until: tomorrow })
  expect(await wakeSnoozed(database.worker.db, now)).toBe(0)
  expect(await wakeSnoozed(database.worker.db, tomorrow)).toBe(1)
  expect(await reread()).toMatchObject({ snoozedUntil: null, version: 2, changedAt: tomorrow })
  expect(await deeds()).toEqual(['ticket_snoozed', 'ticket_woken'])
  expect(other).not.toBe(ticketId)
})

test('the table keeps the same due time as the rule', async () => {
  const difficult = await putTicket(database, { openedAt: now, difficulty: 'self_harm' })
  const rows = await database.web.db.select().from(tickets).orderBy(asc(tickets.id))
  expect(rows.map(({ id }) => id)).toEqual([ticketId, difficult])
  for (const row of rows) expect(row.dueAt).toEqual(dueAt(row))
})

test('no case is escalated without a question, whoever writes the row', async () => {
  const half = database.worker.db.update(tickets).set({ escalatedAt: now }).where(eq(tickets.id, ticketId))
  await expect(half).rejects.toMatchObject({ cause: { constraint_name: 'tickets_escalated_whole' } })
})

function actOn(act: AskedAct, version = 1, person = ana) {
  return actOnTicket(database.web.db, { ticketId, version, person, now, act })
}

async function reread() {
  const [ticket] = await database.web.db.select().from(tickets).where(eq(tickets.id, ticketId))
  return ticket
}

async function deeds() {
  const rows = await database.web.db
    .select({ verb: auditEntries.verb })
    .from(auditEntries)
    .where(eq(auditEntries.ticketId, ticketId))
    .orderBy(asc(auditEntries.id))
  return rows.map(({ verb }) => verb)
}
