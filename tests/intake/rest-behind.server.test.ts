import { asc } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { takeInMails } from '#app/intake/intake.server.ts'
import { wakeSnoozed } from '#app/tickets/snooze.server.ts'
import { auditEntries } from '#drizzle/schema/audit.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { sign } from '#scripts/demo/signing.ts'
import { putAccounts } from '#tests/accounts/accounts-in-database.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { anAccount } from '#tests/factories/account.ts'
import { putRawMail } from '#tests/mailboxes/raw-mail-in-database.ts'
import { key, now, zone } from './drawn-mails.ts'
import { plainMail } from './plain-mail.ts'
import { testDesk } from './test-desk.ts'

vi.setConfig({ testTimeout: 120_000 })

let house: TestDatabase
beforeEach(async () => {
  house = await openTestDatabase()
  await putAccounts(
    house,
    [anAccount({ number: '29433423', registeredEmail: 'mei@example.com', birthDate: '1990-04-12' })],
    now,
  )
})
afterEach(() => house.close())

const flood = Array.from({ length: 12 }, (_, index) => `eve${index}@example.org`)

/** Mails about the account, in this order and each signed by its domain; `at` is the moment of intake. */
async function takeIn(froms: readonly string[], says = '', at = now) {
  for (const from of froms) {
    const text = `I forgot my password. My number is 29433423. ${says}`
    const mail = plainMail({ from, subject: 'Lost password', text: `${text} ${from}` })
    const bytes = await sign(Buffer.from(mail), from.split('@')[1] ?? '', key, at)
    await house.worker.db.transaction((tx) => putRawMail(tx, { bytes, arrivedAt: at }))
  }
  while ((await takeInMails(house.worker.db, testDesk({ zone, now: at }), 5)) > 0);
  const rows = await house.worker.db.select().from(tickets).orderBy(asc(tickets.id))
  return rows.map(({ id, senderAddress, snoozedUntil }) => ({ id, from: senderAddress, until: snoozedUntil }))
}

test('of a flood against one account one case stands in the queue, the others rest behind it for a day', async () => {
  const rows = await takeIn(flood)
  expect(rows.filter(({ until }) => until === null)).toHaveLength(1)
  const dayOn = new Date(now.getTime() + 24 * 3_600_000)
  expect(new Set(rows.flatMap(({ until }) => until?.getTime() ?? []))).toEqual(new Set([dayOn.getTime()]))
  const told = await house.owner.db.select().from(auditEntries)
  expect(told.filter(({ verb }) => verb === 'ticket_stood_behind')).toHaveLength(flood.length - 1)
  expect(await wakeSnoozed(house.worker.db, dayOn)).toBe(flood.length - 1)
})

test.each([
  { how: 'from his mailbox', owner: 'mei@example.com', says: '' },
  { how: 'from elsewhere with a fact', owner: 'chen@example.org', says: 'I was born on 12 April 1990.' },
])('the owner who writes $how after the flood stands before it', async ({ owner, says }) => {
  await takeIn(flood)
  expect((await takeIn([owner], says)).at(-1)).toMatchObject({ from: owner, until: null })
})

test('a case that must be helped at once never rests', async () => {
  await takeIn(flood.slice(0, 2))
  const rows = await takeIn(['mei@example.org'], 'I do not want to live any more, I will kill myself.')
  expect(rows.at(-1)?.until).toBeNull()
})

test('the next day’s case of the account stands in the queue again', async () => {
  await takeIn(flood.slice(0, 2))
  const rows = await takeIn(['mei@example.org'], '', new Date(now.getTime() + 25 * 3_600_000))
  expect(rows.at(-1)?.until).toBeNull()
})
