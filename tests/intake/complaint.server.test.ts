import { afterEach, beforeEach, expect, test } from 'vitest'
import { takeInMails } from '#app/intake/intake.server.ts'
import { signMessageId } from '#app/mail/message-id.ts'
import { keepFedMail } from '#app/mailboxes/keep-raw-mail.server.ts'
import { readEvents } from '#app/tickets/events.server.ts'
import { letters } from '#drizzle/schema/letters.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { putTicket } from '#tests/accounts/ticket-in-database.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { testDesk, testKey } from './test-desk.ts'

const now = new Date('2026-11-22T09:00:00Z')
let database: TestDatabase
let ticketId: number
let messageId: string
beforeEach(async () => {
  database = await openTestDatabase()
  ticketId = await putTicket(database, { openedAt: now, state: 'waiting', senderAddress: 'mei@example.net' })
  messageId = signMessageId({ ticketId, letterId: 9, host: 'latchkey.example' }, testKey)
  await database.owner.db.insert(letters).values({
    ticketId,
    kind: 'received',
    language: 'en',
    recipient: 'mei@example.net',
    automatic: true,
    day: '2026-11-22',
    messageId,
    state: 'sent',
    notBefore: now,
    createdAt: now,
    sentAt: now,
  })
})
afterEach(() => database.close())

const complaint = (type: string, id: string) =>
  Buffer.from(
    [
      'From: Feedback <fbl@example.net>',
      'To: support@latchkey.example',
      'Subject: complaint',
      'Message-ID: <fbl-1@example.net>',
      'Content-Type: multipart/report; report-type=feedback-report; boundary=b',
      '',
      '--b\r\nContent-Type: text/plain\r\n\r\nA report.',
      `--b\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: ${type}\r\nOriginal-Rcpt-To: mei@example.net`,
      `--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: ${id}\r\nSubject: We have received your mail\r\n\r\nText`,
      '--b--\r\n',
    ].join('\r\n'),
  )

async function takeIn(bytes: Uint8Array) {
  await database.worker.db.transaction((tx) => keepFedMail(tx, { bytes, now }))
  expect(await takeInMails(database.worker.db, testDesk({ now }), 25)).toBe(1)
  const [letter] = await database.worker.db.select().from(letters)
  return { letter, cases: await database.worker.db.select().from(tickets) }
}

test('a complaint marks the delivery of our letter, and neither the ticket nor the account', async () => {
  const { letter, cases } = await takeIn(complaint('abuse', messageId))
  expect(letter).toMatchObject({ complainedAt: now, bouncedAt: null })
  const [told] = await readEvents(database.web.db, ticketId)
  expect(told).toMatchObject({ kind: 'letter', fate: 'complained', tone: 'warn' })
  expect(cases).toMatchObject([{ id: ticketId, state: 'waiting' }])
})

test('a report that praises, or one that names a letter nobody signed, marks nothing', async () => {
  expect((await takeIn(complaint('not-spam', messageId))).letter?.complainedAt).toBeNull()
  const forged = messageId.replace(/^<lk\.\d+/, '<lk.999')
  expect((await takeIn(complaint('abuse', forged))).letter?.complainedAt).toBeNull()
})
