import { asc, eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { takeInMails } from '#app/intake/intake.server.ts'
import { readLinks } from '#app/tickets/links.server.ts'
import { readTicket } from '#app/tickets/ticket.server.ts'
import { auditEntries } from '#drizzle/schema/audit.ts'
import { claims } from '#drizzle/schema/claims.ts'
import { letters } from '#drizzle/schema/letters.ts'
import { attachments, messages, rawMails } from '#drizzle/schema/mails.ts'
import { assessments, tickets } from '#drizzle/schema/tickets.ts'
import { demoZone, makeSigningKey, sign } from '#scripts/demo/signing.ts'
import { putAccounts } from '#tests/accounts/accounts-in-database.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { anAccount, chensAccount } from '#tests/factories/account.ts'
import { putRawMail } from '#tests/mailboxes/raw-mail-in-database.ts'
import { plainMail } from './plain-mail.ts'
import { testDesk } from './test-desk.ts'

const now = new Date('2026-11-22T09:00:00Z')
const signingKey = makeSigningKey()
const zone = demoZone({ domains: ['example.com', 'example.org'], key: signingKey })
let database: TestDatabase

beforeEach(async () => {
  database = await openTestDatabase()
  const others = ['10003', '10004'].map((number) => anAccount({ number, handle: null, registeredEmail: null }))
  await putAccounts(database, [anAccount(), chensAccount(), ...others], now)
})
afterEach(() => database.close())

const from = 'Mei <mei@example.com>'
const both = 'I forgot my passwords. My number is 10001. My other account is 10002. My nickname is Little Plum.'

async function takeIn(text: string, { subject = 'Lost passwords', headers = [] as string[] } = {}) {
  const bytes = await sign(Buffer.from(plainMail({ from, subject, text, headers })), 'example.com', signingKey, now)
  await keep(bytes)
  await takeAll()
  return bytes
}

const keep = (bytes: Uint8Array) => database.worker.db.transaction((tx) => putRawMail(tx, { bytes, arrivedAt: now }))

async function takeAll() {
  while ((await takeInMails(database.worker.db, testDesk({ zone, now }), 10)) > 0);
}

const cases = () => database.worker.db.select().from(tickets).orderBy(asc(tickets.id))

describe('a mail that names two accounts as its writer’s own', () => {
  test('opens a case for each, scored for its own account', async () => {
    await takeIn(both)
    const [mei, chen, ...more] = await cases()
    expect(more).toEqual([])
    expect(mei).toMatchObject({ accountNumber: '10001', claimedAccount: '10001', senderLevel: 'strong' })
    expect(chen).toMatchObject({ accountNumber: '10002', claimedAccount: '10002', senderLevel: 'other' })
    const weighed = await database.worker.db.select().from(assessments).orderBy(asc(assessments.id))
    expect(weighed.map(({ id, ticketId, accountNumber }) => [id, ticketId, accountNumber])).toEqual([
      [mei?.assessmentId, mei?.id, '10001'],
      [chen?.assessmentId, chen?.id, '10002'],
    ])
    expect(weighed.map(({ subject }) => subject?.facts['nickname'])).toEqual(['exact', 'wrong'])
  })

  test('is readable in both, and each names the other', async () => {
    await takeIn(both)
    const [mei, chen] = await cases()
    const [here, there] = [
      await readTicket(database.web.db, mei?.id ?? 0, now),
      await readTicket(database.web.db, chen?.id ?? 0, now),
    ]
    const textOf = (page: typeof here) =>
      page?.mails.map(({ passages }) => JSON.stringify(passages.flatMap((one) => one.segments.map(({ text }) => text))))
    expect(textOf(here)).toHaveLength(1)
    expect(textOf(here)).toEqual(textOf(there))
    expect(here?.links.linked).toEqual([chen?.id])
    expect(there?.links.linked).toEqual([mei?.id])
    const ofEach = await database.worker.db.select({ ticket: claims.ticketId, value: claims.value }).from(claims)
    const of = (id: number | undefined) => ofEach.filter(({ ticket }) => ticket === id).map(({ value }) => value)
    expect(of(mei?.id)).toEqual(of(chen?.id))
    expect(of(chen?.id)).toContain('10002')
  })

  test('is one mail: one row of it says what became of it, and one letter is sent', async () => {
    await takeIn(both)
    const [mei, chen] = await cases()
    const rows = await database.worker.db.select().from(rawMails)
    expect(rows.map(({ state, kind }) => [state, kind])).toEqual([['done', 'recovery']])
    const kept = await database.worker.db.select().from(messages).orderBy(asc(messages.id))
    expect(kept.map(({ ticketId, rawMailId, copy }) => [ticketId, rawMailId, copy])).toEqual([
      [mei?.id, rows[0]?.id, 0],
      [chen?.id, rows[0]?.id, 1],
    ])
    const sent = await database.worker.db.select().from(letters)
    expect(sent.map(({ ticketId, kind }) => [ticketId, kind])).toEqual([[mei?.id, 'received']])
    const [entry] = await database.worker.db.select().from(auditEntries).where(eq(auditEntries.verb, 'mails_taken_in'))
    expect(entry?.details).toEqual({
      mails: [{ id: rows[0]?.id, outcome: 'opened', also: [chen?.id], ticket: mei?.id }],
    })
  })

  test('opens nothing the second time', async () => {
    const bytes = await takeIn(both)
    await keep(bytes)
    await takeAll()
    expect(await cases()).toHaveLength(2)
    expect(await database.worker.db.select().from(messages)).toHaveLength(2)
  })

  test('is answered in the case that our letter is of', async () => {
    await takeIn(both)
    const [mei] = await cases()
    const [letter] = await database.worker.db.select().from(letters)
    await takeIn('My city is Chengdu.', { subject: 'Re: your mail', headers: [`In-Reply-To: ${letter?.messageId}`] })
    expect(await cases()).toHaveLength(2)
    const kept = await database.worker.db.select().from(messages).orderBy(asc(messages.id))
    expect(kept.map(({ ticketId }) => ticketId)[2]).toBe(mei?.id)
  })

  test('brings its attachments into both', async () => {
    const parts = [
      `From: ${from}`,
      'To: support@latchkey.example',
      'Subject: Lost passwords',
      'Date: Sun, 22 Nov 2026 07:59:50 +0000',
      'Message-ID: <with-a-file@example.com>',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=edge',
      '',
      '--edge',
      'Content-Type: text/plain',
      '',
      both,
      '--edge',
      'Content-Type: text/plain; name=note.txt',
      'Content-Disposition: attachment; filename=note.txt',
      '',
      'Hello',
      '--edge--',
      '',
    ]
    await keep(await sign(Buffer.from(parts.join('\r\n')), 'example.com', signingKey, now))
    await takeAll()
    const files = await database.worker.db.select().from(attachments)
    expect(files.map(({ filename }) => filename)).toEqual(['note.txt', 'note.txt'])
    expect(new Set(files.map(({ messageId }) => messageId)).size).toBe(2)
  })
})

test('three accounts are three cases, each tied to both others', async () => {
  await takeIn('I forgot it all. My number is 10001. My other account is 10003. My old account is 10004.')
  const opened = await cases()
  expect(opened.map(({ accountNumber }) => accountNumber)).toEqual(['10001', '10003', '10004'])
  for (const { id } of opened) {
    const { linked } = await readLinks(database.web.db, id)
    expect([...linked].sort()).toEqual(opened.map((one) => one.id).filter((other) => other !== id))
  }
})

test.each([
  ['a number that does not exist', 'I forgot my password. My number is 10001. My other account is 99999.'],
  ['the same account by its number and its handle', 'I forgot my password. My number is 10001. My user name is mei.'],
  ['the number of a friend', 'I forgot my password. My number is 10001. My friends are 10002 and 10003.'],
  [
    'four numbers',
    'I forgot it. My number is 10001. My other account is 10002. My old account is 10003. My third account is 10004.',
  ],
])('%s opens no second case', async (_what, text) => {
  await takeIn(text)
  const [only, ...more] = await cases()
  expect(more).toEqual([])
  expect(only?.accountNumber).toBe('10001')
})
