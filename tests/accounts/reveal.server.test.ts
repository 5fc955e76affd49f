import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { revealField } from '#app/accounts/reveal.server.ts'
import { type RevealField, revealFields } from '#app/accounts/reveal.ts'
import { auditEntries } from '#drizzle/schema/audit.ts'
import { reads } from '#drizzle/schema/reads.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { anAccount } from '#tests/factories/account.ts'
import { hire } from '#tests/tickets/hire.ts'
import { putAccounts } from './accounts-in-database.ts'
import { putTicket } from './ticket-in-database.ts'

const now = new Date('2026-11-22T09:00:00Z')
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

let database: TestDatabase
let staffId: string
let ticketId: number
beforeEach(async () => {
  database = await openTestDatabase()
  await putAccounts(
    database,
    [anAccount({ number: '29433423' }), anAccount({ number: '71220916', handle: null, phone: null })],
    now,
  )
  staffId = (await hire(database, 'Ana')).id
  ticketId = await putTicket(database, { accountNumber: '29433423', openedAt: now })
})
afterEach(() => database.close())

const reveal = (change: Partial<Parameters<typeof revealField>[1]> = {}) =>
  revealField(database.web.db, { ticketId, field: 'phone', reason: 'He names another phone', staffId, now, ...change })

test('a field is shown in part, and leaves a read and an entry without its value', async () => {
  expect(await reveal()).toEqual({ field: 'phone', value: '••• 000', left: 9 })
  const rows = await database.web.db.select().from(reads)
  expect(rows).toMatchObject([
    {
      staffId,
      kind: 'revealed',
      ticketId,
      accountNumber: '29433423',
      subject: 'phone',
      reason: 'He names another phone',
    },
  ])
  const entries = await database.web.db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.verb, 'account_field_revealed'))
  expect(entries).toMatchObject([
    { staffId, ticketId, accountNumber: '29433423', details: { field: 'phone', reason: 'He names another phone' } },
  ])
  expect(JSON.stringify([rows, entries])).not.toContain('••• 000')
})

test.each<[RevealField, string]>([
  ['registered_email', 'm•••@example.com'],
  ['nickname', 'Little Plum'],
  ['real_name', 'M••• L•••'],
  ['birth_year', '1990'],
  ['city', 'Chengdu, Sichuan'],
  ['phone', '••• 000'],
  ['sign_up_year', '2009'],
])('of %s is shown: %s', async (field, value) => {
  expect(await reveal({ field })).toMatchObject({ value })
})

test('friends, security questions, passwords and whole addresses are none of the fields', () => {
  expect(revealFields.join(' ')).not.toMatch(/friend|question|answer|password|hash|block|former/)
})

test.each([
  ['no reason', { reason: '   ' }, 'reason too short'],
  ['a reason that says nothing', { reason: 'x' }, 'reason too short'],
  ['a reason as long as a letter', { reason: 'x'.repeat(501) }, 'reason too long'],
  ['a case that does not exist', { ticketId: 999 }, 'no case'],
])('%s reveals nothing and leaves nothing', async (_what, change, refusal) => {
  expect(await reveal(change)).toEqual({ field: 'phone', refusal })
  expect(await database.web.db.select().from(reads)).toEqual([])
})

test('a case without an account, or an account without the field, has nothing to reveal', async () => {
  const bare = await putTicket(database, { accountNumber: null, openedAt: now })
  const other = await putTicket(database, { accountNumber: '71220916', openedAt: now })
  expect(await reveal({ ticketId: bare })).toMatchObject({ refusal: 'no account' })
  expect(await reveal({ ticketId: other })).toMatchObject({ refusal: 'not held' })
})

test('after ten in an hour there is no more, for that person and that hour', async () => {
  for (let time = 0; time < 10; time += 1) expect(await reveal({ now: later(time) })).toMatchObject({ left: 9 - time })
  expect(await reveal({ now: later(10) })).toMatchObject({ refusal: 'hour spent' })
  const raj = await hire(database, 'Raj')
  expect(await reveal({ now: later(10), staffId: raj.id })).toMatchObject({ left: 9 })
  expect(await reveal({ now: later(60) })).toMatchObject({ left: 0 })
})

test('after forty in a day there is no more until the first is a day old', async () => {
  for (let time = 0; time < 40; time += 1) expect(await reveal({ now: later(time * 8) })).toHaveProperty('value')
  expect(await reveal({ now: later(600) })).toMatchObject({ refusal: 'day spent' })
  expect(await reveal({ now: later(24 * 60) })).toHaveProperty('value')
})

test('twenty at the same moment get ten', async () => {
  const all = await Promise.all(Array.from({ length: 20 }, () => reveal()))
  expect(all.filter((one) => 'value' in one)).toHaveLength(10)
  expect(await database.web.db.select().from(reads)).toHaveLength(10)
})
