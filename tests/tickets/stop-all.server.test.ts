import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Person } from '#app/staff/person.ts'
import { readStop, switchStop } from '#app/tickets/stop-all.server.ts'
import { auditEntries } from '#drizzle/schema/audit.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { hire } from './hire.ts'

const now = new Date('2026-11-22T09:00:00Z')
let database: TestDatabase
let sol: Person
beforeEach(async () => {
  database = await openTestDatabase()
  sol = await hire(database, 'Sol', 'supervisor')
})
afterEach(() => database.close())

const switchTo = (on: boolean, reason: string) => switchStop(database.web.db, { on, reason, person: sol, now })

test('a stop says who, when and why, and so does the audit; its end too', async () => {
  expect(await readStop(database.web.db)).toBeNull()
  expect(await switchTo(true, ' A leaked list is being tried. ')).toEqual({ refusal: null })
  expect(await readStop(database.web.db)).toEqual({ by: 'Sol', at: now, reason: 'A leaked list is being tried.' })
  expect(await switchTo(false, 'The list is dealt with.')).toEqual({ refusal: null })
  expect(await readStop(database.web.db)).toBeNull()
  const entries = await database.web.db.select().from(auditEntries)
  expect(entries.slice(-2).map(({ verb, staffId, details }) => [verb, staffId, details])).toEqual([
    ['resets_stopped', sol.id, { reason: 'A leaked list is being tried.' }],
    ['resets_allowed', sol.id, { reason: 'The list is dealt with.' }],
  ])
})

test('without a reason nothing is switched', async () => {
  expect(await switchTo(true, '  ')).toEqual({ refusal: 'no reason' })
  expect(await readStop(database.web.db)).toBeNull()
})

test('what is stopped already stays with its first reason; what is not stopped cannot be let go', async () => {
  expect(await switchTo(false, 'Why not')).toEqual({ refusal: 'not stopped' })
  await switchTo(true, 'First')
  expect(await switchTo(true, 'Second')).toEqual({ refusal: 'stopped already' })
  expect(await readStop(database.web.db)).toMatchObject({ reason: 'First' })
})

test('of two who stop at once, one is told that it is stopped', async () => {
  const answers = await Promise.all([switchTo(true, 'One'), switchTo(true, 'Other')])
  expect(answers.map(({ refusal }) => refusal).sort()).toEqual([null, 'stopped already'].sort())
})
