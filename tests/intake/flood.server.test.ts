import { asc } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { takeInMails } from '#app/intake/intake.server.ts'
import { messages } from '#drizzle/schema/mails.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { putAccounts } from '#tests/accounts/accounts-in-database.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { anAccount } from '#tests/factories/account.ts'
import { putRawMail } from '#tests/mailboxes/raw-mail-in-database.ts'
import { plainMail } from './plain-mail.ts'
import { testDesk } from './test-desk.ts'

vi.setConfig({ testTimeout: 120_000 })

const now = new Date('2026-11-22T09:00:00Z')
let database: TestDatabase

beforeEach(async () => {
  database = await openTestDatabase()
  await putAccounts(database, [anAccount({ number: '29433423', registeredEmail: 'mei@example.com' })], now)
})
afterEach(() => database.close())

const fromEve = (index: number) =>
  plainMail({
    from: 'Eve <eve@example.net>',
    subject: `Case ${index}`,
    text: 'Please look at what I have found, all of your friends have seen it and you will not believe it.',
  })
const fromMei = plainMail({
  from: 'Mei <mei@example.com>',
  subject: 'Lost password',
  text: 'I forgot my password. My number is 29433423.',
})

test('of one sender’s flood the mails beyond the rate are set aside, and the owner’s mail among them is not', async () => {
  const flood = Array.from({ length: 30 }, (_, index) => fromEve(index))
  await takeIn([...flood.slice(0, 25), fromMei, ...flood.slice(25)], 10)
  const stored = await storedMails()
  const kinds = (from: string) => stored.filter(({ senderAddress }) => senderAddress === from).map(({ kind }) => kind)
  const eves = kinds('eve@example.net')
  expect(eves).toHaveLength(30)
  expect(eves.slice(0, 20)).not.toContain('spam')
  expect(new Set(eves.slice(20))).toEqual(new Set(['spam']))
  expect(kinds('mei@example.com')).toEqual(['recovery'])
  const rows = await database.worker.db.select().from(tickets).orderBy(asc(tickets.id))
  expect(rows.filter(({ state }) => state === 'set_aside')).toHaveLength(10)
})

test('the template of the help page is taken from however many people send it', async () => {
  const text = (number: number) =>
    `I lost access to my account and want to have it back.\nAccount number: ${number}\nCity: Chengdu\nSee https://www.latchkey.example/help for how to fill in this form.`
  const mails = Array.from({ length: 30 }, (_, index) =>
    plainMail({
      from: `Person <person${index}@example.org>`,
      subject: 'Account recovery',
      text: text(30_000_000 + index),
    }),
  )
  await takeIn(mails, 50)
  expect(new Set((await storedMails()).map(({ kind }) => kind))).toEqual(new Set(['recovery']))
})

async function takeIn(mails: readonly Uint8Array[], most: number): Promise<void> {
  await database.worker.db.transaction(async (tx) => {
    for (const bytes of mails) await putRawMail(tx, { bytes, arrivedAt: now })
  })
  while ((await takeInMails(database.worker.db, testDesk({ now }), most)) > 0);
}

function storedMails() {
  const { kind, senderAddress } = messages
  return database.worker.db.select({ kind, senderAddress }).from(messages).orderBy(asc(messages.id))
}
