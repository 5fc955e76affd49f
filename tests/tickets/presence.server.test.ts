import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Person } from '#app/staff/person.ts'
import { endPresence, keepPresence, listPresences } from '#app/tickets/presence.server.ts'
import { othersOn, presenceMs } from '#app/tickets/presence.ts'
import { presences } from '#drizzle/schema/presence.ts'
import { putTicket } from '#tests/accounts/ticket-in-database.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { hire } from './hire.ts'

const now = new Date('2026-11-22T09:00:00Z')
const after = (ms: number) => new Date(now.getTime() + ms)
let database: TestDatabase
let ana: Person
let raj: Person
let ticketId: number
beforeAll(async () => {
  database = await openTestDatabase()
  ana = await hire(database, 'Ana')
  raj = await hire(database, 'Raj')
  ticketId = await putTicket(database, { openedAt: now })
})
afterAll(() => database.close())
beforeEach(() => database.owner.db.delete(presences))

const come = (person: Person, at = now, writing = false) =>
  keepPresence(database.web.db, { ticketId, person, writing, now: at })
const names = async (at: Date) => (await listPresences(database.web.db, at)).map(({ name }) => name)

test('who gives signs of life is there, once, and what he does is the last that he said', async () => {
  await come(ana)
  await come(ana, after(20_000), true)
  await come(raj, after(20_000))
  const found = await listPresences(database.web.db, after(21_000))
  expect(found.map(({ name, writing }) => [name, writing])).toEqual([
    ['Ana', true],
    ['Raj', false],
  ])
})

test('after 45 seconds without a sign somebody is gone, and the next sign of another takes the row away', async () => {
  await come(ana)
  expect(await names(after(presenceMs - 1))).toEqual(['Ana'])
  expect(await names(after(presenceMs))).toEqual([])
  await come(raj, after(presenceMs + 1))
  expect(await database.owner.db.select().from(presences)).toHaveLength(1)
})

test('who leaves is gone at once; on a case that does not exist nobody is', async () => {
  await come(ana)
  await endPresence(database.web.db, { ticketId, person: ana })
  await keepPresence(database.web.db, { ticketId: 1, person: ana, writing: false, now })
  expect(await names(now)).toEqual([])
})

test('others on a case are those on this case, without oneself, and not for longer than they are there', async () => {
  await come(ana)
  await come(raj)
  const found = await listPresences(database.web.db, now)
  const asked = { ticketId, personId: ana.id, now }
  expect(othersOn(found, asked).map(({ name }) => name)).toEqual(['Raj'])
  expect(othersOn(found, { ...asked, ticketId: 1 })).toEqual([])
  expect(othersOn(found, { ...asked, now: after(presenceMs) })).toEqual([])
})
