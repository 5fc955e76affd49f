import { eq, sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { repeatCode } from '#app/decisions/repeat-code.server.ts'
import { confirmAddress } from '#app/resets/confirm-address.server.ts'
import type { Person } from '#app/staff/person.ts'
import { auditEntries } from '#drizzle/schema/audit.ts'
import { letters } from '#drizzle/schema/letters.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { hire } from '#tests/tickets/hire.ts'
import {
  chensAddress,
  codeOf,
  giveSecond,
  keys,
  lettersOf,
  now,
  openChensCase,
  readApproval,
  readTicket,
  rule,
} from './approval-case.ts'

let database: TestDatabase
let ana: Person

beforeEach(async () => {
  database = await openTestDatabase()
  ana = await hire(database, 'Ana')
  const sol = await hire(database, 'Sol', 'supervisor')
  await openChensCase(database)
  await rule(database, ana, 'propose', { reason: 'Friends of three circles.' })
  await giveSecond(database, sol, 'approve')
})
afterEach(() => database.close())

const letter = `confirm to ${chensAddress}`

async function repeat() {
  const { id: ticketId } = await readTicket(database)
  return repeatCode(database.web.db, { ticketId, person: ana, now, keys })
}

/** The letters with the code went out so long ago. */
async function arrive(minutesAgo: number) {
  await database.owner.sql`update letters set state = 'sent',
    sent_at = ${now.toISOString()}::timestamptz - make_interval(mins => ${minutesAgo}) where kind = 'confirm'`
}

test('the same code goes to the same address once more, and who asked for it is in the audit', async () => {
  await arrive(61)
  const code = await codeOf(database)
  const { version } = await readTicket(database)
  expect(await repeat()).toHaveProperty('letterId')
  expect((await lettersOf(database)).filter((one) => one === letter)).toHaveLength(2)
  expect(await codeOf(database)).toBe(code)
  expect(await readTicket(database)).toMatchObject({ state: 'held', version })
  const { id } = await readApproval(database)
  const [entry] = await database.owner.db.select().from(auditEntries).where(eq(auditEntries.verb, 'code_sent_again'))
  expect(entry).toMatchObject({ staffId: ana.id, details: { approval: id } })
  expect(await confirmAddress(database.web.db, { code, key: keys.formCodeKey, now })).toBe(true)
  expect(await repeat()).toEqual({ refusal: 'The new address has typed its code already.' })
})

test('two who ask at once send one letter', async () => {
  await arrive(61)
  const both = await Promise.all([repeat(), repeat()])
  expect(both.filter((one) => 'letterId' in one)).toHaveLength(1)
  expect(both).toContainEqual({ refusal: 'The letter with the code is on its way.' })
})

test('wrong tries are not given back by another letter', async () => {
  const code = await codeOf(database)
  const wrong = `${code.slice(0, -1)}${code.endsWith('2') ? '3' : '2'}`
  expect(await confirmAddress(database.web.db, { code: wrong, key: keys.formCodeKey, now })).toBe(false)
  await database.owner.db.update(letters).set({ bouncedAt: now }).where(sql`kind = 'confirm'`)
  await arrive(1)
  expect(await repeat()).toHaveProperty('letterId')
  expect((await readApproval(database)).codeTries).toBe(1)
})

test('a case that is not there is refused', async () => {
  expect(await repeatCode(database.web.db, { ticketId: 1, person: ana, now, keys })).toEqual({
    refusal: 'There is no case 1.',
  })
})
