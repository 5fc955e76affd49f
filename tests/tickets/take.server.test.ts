import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Person } from '#app/staff/person.ts'
import { returnTicket, takeTicket } from '#app/tickets/take.server.ts'
import { leaseMs } from '#app/tickets/ticket.ts'
import { auditEntries } from '#drizzle/schema/audit.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { hire } from './hire.ts'

const now = new Date('2026-11-22T09:00:00Z')
let database: TestDatabase
let ana: Person
let raj: Person
let ticketId: number

beforeEach(async () => {
  database = await openTestDatabase()
  ana = await hire(database, 'Ana')
  raj = await hire(database, 'Raj')
  ticketId = await openTicket()
})
afterEach(() => database.close())

test('a case taken is open, mine, and in the audit', async () => {
  expect(await takeTicket(database.web.db, { ticketId, person: ana, now })).toEqual({ version: 2 })
  expect(await reread()).toMatchObject({ state: 'open', assigneeId: ana.id, version: 2 })
  expect(await deeds()).toEqual([['ticket_taken', ana.id]])
})

test('of two who take at once, one has the case and the other is told', async () => {
  const answers = await Promise.all([ana, raj].map((person) => takeTicket(database.web.db, { ticketId, person, now })))
  expect(answers.filter((answer) => 'version' in answer)).toHaveLength(1)
  expect(answers.filter((answer) => 'refusal' in answer)).toHaveLength(1)
  expect(await deeds()).toHaveLength(1)
})

test('taking my own case again begins the time anew and leaves the version, so that no open page grows stale', async () => {
  await takeTicket(database.web.db, { ticketId, person: ana, now })
  const later = new Date(now.getTime() + leaseMs / 2)
  expect(await takeTicket(database.web.db, { ticketId, person: ana, now: later })).toEqual({ version: 2 })
  expect((await reread())?.leaseUntil).toEqual(new Date(later.getTime() + leaseMs))
  expect(await deeds()).toHaveLength(1)
})

test('a case is taken over only on purpose, and the audit says from whom', async () => {
  await takeTicket(database.web.db, { ticketId, person: raj, now })
  expect(await takeTicket(database.web.db, { ticketId, person: ana, now })).toEqual({ refusal: expect.any(String) })
  expect(await takeTicket(database.web.db, { ticketId, person: ana, now, over: true })).toEqual({ version: 3 })
  const [, entry] = await database.web.db.select().from(auditEntries).where(eq(auditEntries.ticketId, ticketId))
  expect(entry?.details).toEqual({ over: raj.id })
})

test('a case returned is new again and nobody’s', async () => {
  await takeTicket(database.web.db, { ticketId, person: ana, now })
  expect(await returnTicket(database.web.db, { ticketId, person: ana, now })).toEqual({ version: 3 })
  expect(await reread()).toMatchObject({ state: 'new', assigneeId: null, leaseUntil: null })
})

test('a case that does not exist is refused in words', async () => {
  expect(await takeTicket(database.web.db, { ticketId: 1, person: ana, now })).toEqual({
    refusal: 'There is no such case.',
  })
})

async function reread() {
  const [ticket] = await database.web.db.select().from(tickets).where(eq(tickets.id, ticketId))
  return ticket
}

async function deeds() {
  const rows = await database.web.db.select().from(auditEntries).where(eq(auditEntries.ticketId, ticketId))
  return rows.map(({ verb, staffId }) => [verb, staffId])
}

async function openTicket(): Promise<number> {
  const [ticket] = await database.worker.db
    .insert(tickets)
    .values({
      category: 'recovery',
      subject: 'Lost password',
      language: 'en',
      senderLevel: 'other',
      route: 'none',
      recommendation: 'ask',
      openedAt: now,
      changedAt: now,
    })
    .returning({ id: tickets.id })
  return ticket?.id as number
}
