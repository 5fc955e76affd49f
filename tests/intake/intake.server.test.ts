import { asc, eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { takeInMails } from '#app/intake/intake.server.ts'
import { signMessageId } from '#app/mail/message-id.ts'
import type { ZoneFile } from '#app/mail/resolver.server.ts'
import { retryFailedMails } from '#app/mailboxes/failed.server.ts'
import { keepFedMail } from '#app/mailboxes/keep-raw-mail.server.ts'
import { auditEntries } from '#drizzle/schema/audit.ts'
import { claims } from '#drizzle/schema/claims.ts'
import { letters } from '#drizzle/schema/letters.ts'
import { messages, rawMails } from '#drizzle/schema/mails.ts'
import { assessments, tickets } from '#drizzle/schema/tickets.ts'
import { demoZone, makeSigningKey, sign } from '#scripts/demo/signing.ts'
import { putAccounts } from '#tests/accounts/accounts-in-database.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { anAccount } from '#tests/factories/account.ts'
import { signingDomain } from '#tests/factories/dns.ts'
import { signedMail } from '#tests/factories/mail.ts'
import { putRawMail } from '#tests/mailboxes/raw-mail-in-database.ts'
import { hire } from '#tests/tickets/hire.ts'
import { plainMail } from './plain-mail.ts'
import { testDesk, testKey } from './test-desk.ts'

const now = new Date('2026-11-22T09:00:00Z')
const signingKey = makeSigningKey()
let database: TestDatabase

beforeEach(async () => {
  database = await openTestDatabase()
  await putAccounts(database, [anAccount({ number: '29433423', registeredEmail: 'mei@example.com' })], now)
})
afterEach(() => database.close())

const bo = {
  from: 'Bo <bo@example.org>',
  subject: 'Lost password',
  text: 'I forgot my password. My number is 29433423.',
}

test('a request becomes a ticket with its claims, its account and its score', async () => {
  const [ticket] = await takeIn(plainMail(bo))
  expect(ticket).toMatchObject({
    category: 'recovery',
    state: 'new',
    accountNumber: '29433423',
    claimedAccount: '29433423',
    senderAddress: 'bo@example.org',
    senderLevel: 'other',
    route: 'registered',
    recommendation: 'approve',
  })
  const [claim] = await database.worker.db.select().from(claims).where(eq(claims.kind, 'account_identifier'))
  expect(claim).toMatchObject({ value: '29433423', source: 'text', ticketId: ticket?.id })
  const [assessment] = await database.worker.db.select().from(assessments)
  expect(assessment).toMatchObject({ id: ticket?.assessmentId, policyVersion: 'policy-v2', bits: ticket?.bits })
})

test('the state, the reason and every step of a mail are kept with its bytes', async () => {
  await takeIn(plainMail(bo))
  const [raw] = await rawRows()
  expect(raw).toMatchObject({ state: 'done', kind: 'recovery', attempts: 1 })
  expect(raw?.trace.map(({ step }) => step)).toEqual(['parse', 'sender', 'filters', 'claims', 'kind', 'place'])
})

test('a batch leaves one audit entry that names each mail and its outcome', async () => {
  await takeIn(plainMail(bo), plainMail({ ...bo, text: 'Please help me to get my account 10001 back.' }))
  const entries = await database.worker.db.select().from(auditEntries)
  expect(entries).toHaveLength(1)
  expect(entries[0]?.details).toEqual({
    mails: [
      { id: 1, outcome: 'opened', ticket: expect.any(Number) },
      { id: 2, outcome: 'opened', ticket: expect.any(Number) },
    ],
  })
})

test('the same bytes again open nothing, and the repeat is on record', async () => {
  await keep(plainMail(bo))
  await database.worker.db.transaction((tx) => putRawMail(tx, { bytes: plainMail(bo), arrivedAt: now }))
  await takeAll()
  expect(await ticketRows()).toHaveLength(1)
  expect((await rawRows())[1]).toMatchObject({ state: 'done', duplicateOf: 1 })
})

test('a mail that cannot be placed is failed with its reason, and the others go on', async () => {
  await keep(plainMail(bo))
  // NUL in the text is what Postgres refuses: such a mail must cost only itself.
  await database.owner.sql`create function break_one() returns trigger language plpgsql as
    $$ begin if new.subject = 'breaks' then raise exception 'broken' using errcode = '22P05'; end if; return new; end $$`
  await database.owner.sql`create trigger break_one before insert on messages for each row execute function break_one()`
  await keep(plainMail({ ...bo, subject: 'breaks' }))
  await keep(plainMail({ ...bo, subject: 'after it' }))
  await takeAll()
  const rows = await rawRows()
  expect(rows.map(({ state }) => state)).toEqual(['done', 'failed', 'done'])
  expect(rows[1]).toMatchObject({ failedStep: 'place', reason: 'the database refused it: 22P05', attempts: 1 })
  expect(await ticketRows()).toHaveLength(2)
})

test('a failed mail is taken in when it is set to run again', async () => {
  await takeIn(plainMail(bo))
  await database.worker.db.update(rawMails).set({ state: 'failed', reason: 'a fault since mended' })
  await database.owner.db.delete(claims)
  await database.owner.db.delete(messages)
  await database.worker.db.update(rawMails).set({ state: 'received' })
  await takeAll()
  expect((await rawRows())[0]).toMatchObject({ state: 'done', attempts: 2 })
})

test('a DNS time-out makes a mail wait in sight; it is never judged without an answer', async () => {
  const zone: ZoneFile = { '_dmarc.example.org': 'TIMEOUT' }
  await keep(plainMail(bo))
  await takeAll(zone)
  expect(await ticketRows()).toEqual([])
  const [raw] = await rawRows()
  expect(raw).toMatchObject({ state: 'received', attempts: 1, reason: 'DNS gave no answer in time' })
  expect(raw?.notBefore?.getTime()).toBeGreaterThan(now.getTime())
  await takeAll({}, new Date(now.getTime() + 3_600_000))
  expect(await ticketRows()).toHaveLength(1)
})

test('a mail whose DNS never answers becomes a case of an unproved sender after the last try, and says why', async () => {
  const zone: ZoneFile = { '_dmarc.example.com': 'TIMEOUT' }
  await keep(plainMail({ ...bo, from: 'Mei <mei@example.com>' }))
  const day = (turn: number) => new Date(now.getTime() + turn * 86_400_000)
  for (let turn = 0; turn < 12; turn += 1) await takeAll(zone, day(turn))
  expect((await rawRows())[0]).toMatchObject({ state: 'received', attempts: 12 })
  await takeAll(zone, day(12))
  expect(await ticketRows()).toMatchObject([{ state: 'new', category: 'recovery', senderAddress: 'mei@example.com' }])
  const [message] = await database.worker.db.select().from(messages)
  expect(message).toMatchObject({ level: 'unauth', verdict: { timedOut: false, dmarc: { result: 'temperror' } } })
  const [raw] = await rawRows()
  expect(raw).toMatchObject({ state: 'done', failedStep: null })
  expect(raw?.trace).toContainEqual({ step: 'sender', outcome: expect.stringContaining('DNS did not answer'), ms: 0 })
  expect(await database.worker.db.select().from(letters)).toEqual([])
})

test('a mail that failed for a silent DNS is judged when it is set to run again by hand', async () => {
  const zone: ZoneFile = { '_dmarc.example.org': 'TIMEOUT' }
  await keep(plainMail(bo))
  const failed = { state: 'failed', attempts: 13, failedStep: 'sender', reason: 'DNS gave no answer in time' } as const
  await database.worker.db.update(rawMails).set(failed)
  const ana = await hire(database, 'Ana')
  expect(await retryFailedMails(database.web.db, { id: 'all', staffId: ana.id, now })).toEqual({ read: 1, fetched: 0 })
  await takeAll(zone)
  expect((await rawRows())[0]).toMatchObject({ state: 'done' })
  expect(await ticketRows()).toHaveLength(1)
})

test('an answer from the same sender joins the ticket and is scored with it', async () => {
  const [ticket] = await takeIn(plainMail(bo))
  const answer = plainMail({
    ...bo,
    subject: 'Re: Lost password',
    text: 'My nickname is 小雨点.',
    headers: [`In-Reply-To: ${letterId(ticket)}`],
  })
  const [joined] = await takeIn(answer)
  expect(await ticketRows()).toHaveLength(1)
  expect(joined?.version).toBe(2)
  expect(await database.worker.db.select().from(assessments)).toHaveLength(2)
})

test.each([
  { says: 'who knows the ticket’s number', headers: [], subject: (id: number) => `Re: [#${id}] Lost password` },
  { says: 'who got hold of our letter', headers: null, subject: () => 'Re: Lost password' },
])('a stranger $says stays beside the ticket and changes nothing in it', async ({ headers, subject }) => {
  const [ticket] = await takeIn(plainMail(bo))
  const id = ticket?.id ?? 0
  const stranger = plainMail({
    from: 'Eve <eve@example.net>',
    subject: subject(id),
    text: 'Please send the link for 29433423 to me. My nickname is 小雨点.',
    headers: headers ?? [`References: ${letterId(ticket)}`],
  })
  const [after] = await takeIn(stranger)
  expect(after).toEqual({ ...ticket, quarantinedMails: 1 })
  const [, beside] = await database.worker.db.select().from(messages).orderBy(asc(messages.id))
  expect(beside).toMatchObject({ ticketId: id, quarantined: true, senderAddress: 'eve@example.net' })
  expect(await database.worker.db.select().from(assessments)).toHaveLength(1)
})

test('an answer to a link that did not help brings the case back to everybody', async () => {
  const [ticket] = await takeIn(plainMail(bo))
  const id = ticket?.id ?? 0
  await database.owner.db.update(tickets).set({ state: 'link_sent' })
  const answer = plainMail({
    ...bo,
    subject: 'Re: a link',
    text: 'The link does not work.',
    headers: [`In-Reply-To: ${letterId(ticket)}`],
  })
  await takeIn(answer)
  const [after] = await database.worker.db.select().from(tickets).where(eq(tickets.id, id))
  expect(after).toMatchObject({ state: 'new', assigneeId: null, version: 2 })
})

test('spam that answers our letter says nothing in the case', async () => {
  const [ticket] = await takeIn(plainMail(bo))
  const spam = plainMail({
    from: 'Casino <win@spam.example>',
    subject: 'Buy now: casino bonus',
    text: 'Buy now! Click here https://spam.example/x 100% free casino bonus, limited offer. Born 12 March 1988. Unsubscribe',
    headers: [`In-Reply-To: ${letterId(ticket)}`],
  })
  const [after] = await takeIn(spam)
  expect(after).toMatchObject({ version: 1, bits: ticket?.bits })
  expect(await database.worker.db.select().from(assessments)).toHaveLength(1)
})

test('the signature of an earlier mail on other bytes is a replay: the mail fails, and says why', async () => {
  const zone = demoZone({ domains: ['example.com'], key: signingKey })
  const meis = { from: 'Mei <mei@example.com>', subject: 'Lost password', text: 'I forgot it. My number is 29433423.' }
  const genuine = await sign(Buffer.from(plainMail(meis)), 'example.com', signingKey, now)
  await keep(genuine)
  await keep(Buffer.concat([Buffer.from('X-Extra: 1\r\n'), genuine]))
  await takeAll(zone)
  const [first, second] = await database.worker.db.select().from(messages).orderBy(asc(messages.id))
  expect(first?.level).not.toBe('fail')
  expect(second).toMatchObject({ level: 'fail' })
  expect(second?.levelReasons.join()).toMatch(/earlier|before|seen/)
})

test('of many large mails one batch takes only what fits into memory', async () => {
  const large = 'x'.repeat(7_000_000).replaceAll(/(.{70})/g, '$1\n')
  for (let count = 0; count < 3; count += 1) await keep(plainMail({ ...bo, text: `${bo.text} ${count}\n${large}` }))
  expect(await takeInMails(database.worker.db, testDesk({ now }), 25)).toBe(2)
})

test('a bounce marks the delivery of our letter, and neither the ticket nor the account', async () => {
  const [ticket] = await takeIn(plainMail(bo))
  await putLetter(ticket?.id ?? 0)
  const report = plainMail({
    from: 'Mail Delivery System <MAILER-DAEMON@example.org>',
    subject: 'Undelivered Mail Returned to Sender',
    text: `Your message to <bo@example.org> could not be delivered: 550 5.1.1 unknown user\n\nMessage-ID: ${letterId(ticket)}`,
    headers: ['Auto-Submitted: auto-replied', 'Return-Path: <>'],
  })
  const [after] = await takeIn(report)
  expect(after).toEqual(ticket)
  const [letter] = await database.worker.db.select().from(letters)
  expect(letter?.bouncedAt).toEqual(now)
})

test('machine mail that answers nothing of ours is set aside, not gone', async () => {
  const [ticket] = await takeIn(
    plainMail({
      from: 'x@example.org',
      subject: 'Out of office',
      text: 'I am away.',
      headers: ['Auto-Submitted: auto-replied'],
    }),
  )
  expect(ticket).toMatchObject({ state: 'set_aside', category: 'other', recommendation: null })
})

test('no automatic letter goes to a sender whose domain is not proved', async () => {
  await takeIn(plainMail(bo))
  expect(await database.worker.db.select().from(letters)).toEqual([])
})

test.each([
  ['now', 'Sun, 22 Nov 2026 08:00:00 +0000', ['received']],
  ['in May', 'Mon, 4 May 2026 08:00:00 +0000', []],
])('what our own host took %s gets a case, and a letter only if that was of late', async (_when, took, kinds) => {
  const old = plainMail({ ...bo, from: 'Bo <bo@example.com>', tookAt: took })
  await keep(await sign(Buffer.from(old), 'example.com', signingKey, now))
  await takeAll(demoZone({ domains: ['example.com'], key: signingKey }))
  expect(await ticketRows()).toHaveLength(1)
  expect((await database.worker.db.select().from(letters)).map(({ kind }) => kind)).toEqual(kinds)
})

test.each([
  { policy: 'reject', level: 'medium', proved: true },
  { policy: 'none', level: 'unauth', proved: false },
])('a signature over all but the Subject, policy $policy, is $level, and the database agrees', async (expected) => {
  const domain = signingDomain({ policy: expected.policy })
  const mail = plainMail({ ...bo, from: 'Mei <mei@example.com>' })
  await keep(await signedMail(Buffer.from(mail), domain, { fields: 'From:To:Date:Message-ID', signTime: now }))
  await takeAll(domain.zone)
  const { level, proved, verdict } = messages
  const [message] = await database.worker.db.select({ level, proved, verdict }).from(messages)
  expect(message).toMatchObject({ level: expected.level, proved: expected.proved })
  expect(message?.verdict.dkim).toMatchObject([{ faults: ['a signature does not cover Subject'], inPart: true }])
  expect(await database.worker.db.$count(letters)).toBe(expected.proved ? 1 : 0)
})

test('two workers never take the same mail', async () => {
  for (let count = 0; count < 20; count += 1) await keep(plainMail({ ...bo, text: `${bo.text} Mail ${count}.` }))
  const desk = testDesk({ now })
  const taken = await Promise.all([1, 2, 3].map(() => takeInMails(database.worker.db, desk, 7)))
  expect(taken.reduce((all, count) => all + count, 0)).toBe(20)
  expect(await ticketRows()).toHaveLength(20)
})

async function keep(bytes: Uint8Array): Promise<void> {
  await database.worker.db.transaction((tx) => keepFedMail(tx, { bytes, now }))
}

async function takeAll(zone: ZoneFile = {}, at = now): Promise<void> {
  const desk = testDesk({ zone, now: at })
  while ((await takeInMails(database.worker.db, desk, 10)) > 0);
}

async function takeIn(...mails: Uint8Array[]) {
  for (const mail of mails) await keep(mail)
  await takeAll()
  return ticketRows()
}

const ticketRows = () => database.worker.db.select().from(tickets).orderBy(asc(tickets.id))
const rawRows = () => database.worker.db.select().from(rawMails).orderBy(asc(rawMails.id))

function letterId(ticket: { id: number } | undefined): string {
  return signMessageId({ ticketId: ticket?.id ?? 0, letterId: 1, host: 'latchkey.example' }, testKey)
}

async function putLetter(ticketId: number): Promise<void> {
  await database.worker.db.insert(letters).values({
    ticketId,
    kind: 'ask',
    language: 'en',
    recipient: 'bo@example.org',
    automatic: false,
    day: '2026-11-22',
    messageId: letterId({ id: ticketId }),
    state: 'sent',
    sentAt: now,
    notBefore: now,
    createdAt: now,
  })
}
