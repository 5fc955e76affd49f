import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { decideTicket } from '#app/decisions/decide.server.ts'
import { takeInMails } from '#app/intake/intake.server.ts'
import { signMessageId } from '#app/mail/message-id.ts'
import { startClock } from '#app/resets/reset.server.ts'
import { resets } from '#drizzle/schema/resets.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { putAccounts } from '#tests/accounts/accounts-in-database.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { anAccount } from '#tests/factories/account.ts'
import { putRawMail } from '#tests/mailboxes/raw-mail-in-database.ts'
import { hire } from '#tests/tickets/hire.ts'
import { plainMail } from './plain-mail.ts'
import { testDesk, testKey } from './test-desk.ts'

vi.setConfig({ testTimeout: 120_000 })

const now = new Date('2026-11-22T09:00:00Z')
const host = 'latchkey.example'
const mei = {
  from: 'Mei <mei@example.com>',
  subject: 'Lost password',
  text: 'I forgot my password. My number is 29433423.',
}
let database: TestDatabase

beforeEach(async () => {
  database = await openTestDatabase()
  const lastSeenAt = new Date('2026-11-01T00:00:00Z')
  await putAccounts(database, [anAccount({ number: '29433423', registeredEmail: 'mei@example.com', lastSeenAt })], now)
})
afterEach(() => database.close())

test.each([
  { brings: 'a claim', text: 'My nickname is Raindrop.', state: 'revoked' },
  { brings: 'thanks', text: 'Thank you very much!', state: 'live' },
])('a mail of the person that brings $brings leaves the link $state', async ({ text, state }) => {
  const ticketId = await sendLink()
  const letter = signMessageId({ ticketId, letterId: 1, host }, testKey)
  await takeIn(plainMail({ ...mei, subject: 'Re: Lost password', text, headers: [`In-Reply-To: ${letter}`] }))
  expect(await database.web.db.select({ state: resets.state }).from(resets)).toEqual([{ state }])
  expect(await database.web.db.$count(tickets)).toBe(1)
})

async function sendLink(): Promise<number> {
  await takeIn(plainMail(mei))
  const person = await hire(database, 'Ana')
  const [ticket] = await database.web.db.select().from(tickets)
  const { id: ticketId = 0, version = 0 } = ticket ?? {}
  const keys = { messageIdKey: testKey, resetTokenKey: testKey, formCodeKey: testKey, host }
  const approved = { ticketId, version, verb: 'approve', reason: '', person, now, keys } as const
  expect(await decideTicket(database.web.db, approved)).toHaveProperty('decisionId')
  const [live] = await database.web.db.select().from(resets)
  await database.worker.db.transaction((tx) => startClock(tx, live?.id ?? 0, now))
  return ticketId
}

async function takeIn(bytes: Uint8Array): Promise<void> {
  await database.worker.db.transaction((tx) => putRawMail(tx, { bytes, arrivedAt: now }))
  await takeInMails(database.worker.db, testDesk({ now }), 10)
}
