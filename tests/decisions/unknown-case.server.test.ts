import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Db } from '#app/db/db.server.ts'
import { decideTicket } from '#app/decisions/decide.server.ts'
import { giveSecondVerdict } from '#app/decisions/give-second-verdict.server.ts'
import { repeatCode } from '#app/decisions/repeat-code.server.ts'
import { settleFreeze } from '#app/decisions/settle-freeze.server.ts'
import type { Person } from '#app/staff/person.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { hire } from '#tests/tickets/hire.ts'
import { keys, now } from './approval-case.ts'

let database: TestDatabase
let sol: Person

beforeEach(async () => {
  database = await openTestDatabase()
  sol = await hire(database, 'Sol', 'supervisor')
})
afterEach(() => database.close())

const asked = { ticketId: 404, version: 1, reason: 'Seen.', now, keys }
const deeds: [string, (db: Db, person: Person) => Promise<unknown>][] = [
  ['a ruling', (db, person) => decideTicket(db, { ...asked, verb: 'deny', person })],
  ['a second approval', (db, person) => giveSecondVerdict(db, { ...asked, verdict: 'approve', person })],
  ['a second refusal', (db, person) => giveSecondVerdict(db, { ...asked, verdict: 'refuse', person })],
  ['the code again', (db, person) => repeatCode(db, { ...asked, person })],
  ['the end of a freeze', (db, person) => settleFreeze(db, { ...asked, person })],
]

test.each(deeds)('on a case that is not there, %s is refused in words', async (_, deed) => {
  expect(await deed(database.web.db, sol)).toEqual({ refusal: 'There is no case 404.' })
})
