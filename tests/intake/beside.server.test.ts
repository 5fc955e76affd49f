import { asc, desc, eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { decideTicket } from '#app/decisions/decide.server.ts'
import { takeInMails } from '#app/intake/intake.server.ts'
import { settleMailBeside } from '#app/intake/quarantine.server.ts'
import { keepFedMail } from '#app/mailboxes/keep-raw-mail.server.ts'
import { startClock } from '#app/resets/reset.server.ts'
import type { Person } from '#app/staff/person.ts'
import { takeTicket } from '#app/tickets/take.server.ts'
import type { BesideVerb } from '#app/tickets/triage.ts'
import { auditEntries } from '#drizzle/schema/audit.ts'
import { claims } from '#drizzle/schema/claims.ts'
import { letters } from '#drizzle/schema/letters.ts'
import { messages, rawMails } from '#drizzle/schema/mails.ts'
import { resets } from '#drizzle/schema/resets.ts'
import { assessments, tickets } from '#drizzle/schema/tickets.ts'
import { putAccounts } from '#tests/accounts/accounts-in-database.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { anAccount } from '#tests/factories/account.ts'
import { hire } from '#tests/tickets/hire.ts'
import { plainMail } from './plain-mail.ts'
import { testDesk, testKey } from './test-desk.ts'

const now = new Date('2026-11-22T09:00:00Z')
let database: TestDatabase
let ana: Person

beforeEach(async () => {
  database = await openTestDatabase()
  ana = await hire(database, 'Ana')
  const lastSeenAt = new Date('2026-11-01T00:00:00Z')
  await putAccounts(database, [anAccount({ number: '29433423', registeredEmail: 'mei@example.com', lastSeenAt })], now)
})
afterEach(() => database.close())

test('an accepted mail is weighed with the case, and the weakest sender counts from then on', async () => {
  const { ticket, mail } = await openCaseWithStranger()
  expect(ticket.senderLevel).toBe('unauth')
  expect(await settle('accept', ticket, mail)).toEqual({ ticketId: ticket.id })
  expect(await reread(ticket.id)).toMatchObject({
    senderLevel: 'other',
    quarantinedMails: 0,
    version: ticket.version + 1,
    state: 'new',
    senderAddress: 'mei@example.com',
  })
  const weighed = await database.web.db.select().from(assessments).orderBy(asc(assessments.id))
  expect(weighed).toHaveLength(2)
  expect(weighed[1]?.result.evidence.find(({ kind }) => kind === 'nickname')?.level).not.toBeNull()
  expect(await lastDeed()).toMatchObject({
    verb: 'quarantined_mail_accepted',
    staffId: ana.id,
    ticketId: ticket.id,
    details: { mail: mail.id, linkVoid: false },
  })
})

test('accepting a mail kills the link of the case, and the case is open again', async () => {
  const { ticket, mail } = await openCaseWithStranger()
  const keys = { messageIdKey: testKey, resetTokenKey: testKey, formCodeKey: testKey, host: 'latchkey.example' }
  const approved = { ticketId: ticket.id, version: ticket.version, verb: 'approve', reason: '', person: ana } as const
  expect(await decideTicket(database.web.db, { ...approved, now, keys })).toHaveProperty('decisionId')
  const [live] = await database.web.db.select().from(resets)
  await database.worker.db.transaction((tx) => startClock(tx, live?.id ?? 0, now))
  const sent = await reread(ticket.id)
  expect(sent?.state).toBe('link_sent')
  await settle('accept', { id: ticket.id, version: sent?.version ?? 0 }, mail)
  expect((await database.web.db.select().from(resets))[0]?.state).toBe('revoked')
  expect(await reread(ticket.id)).toMatchObject({ state: 'open', assigneeId: ana.id })
  expect((await lastDeed())?.details).toMatchObject({ linkVoid: true })
})

test('a refusal to accept leaves the link alive and the mail beside', async () => {
  const { ticket, mail } = await openCaseWithStranger()
  const keys = { messageIdKey: testKey, resetTokenKey: testKey, formCodeKey: testKey, host: 'latchkey.example' }
  const approved = { ticketId: ticket.id, version: ticket.version, verb: 'approve', reason: '', person: ana } as const
  await decideTicket(database.web.db, { ...approved, now, keys })
  expect(await settle('accept', ticket, mail)).toEqual({ refusal: expect.stringContaining('changed while') })
  expect((await database.web.db.select().from(resets))[0]?.state).toBe('live')
  expect(await reread(ticket.id)).toMatchObject({ state: 'link_sent', quarantinedMails: 1 })
})

test('a mail made a case of its own leaves the other case as it was and is weighed by itself', async () => {
  const { ticket, mail } = await openCaseWithStranger()
  const settled = await settle('separate', ticket, mail)
  expect(await reread(ticket.id)).toEqual({ ...ticket, quarantinedMails: 0 })
  const opened = await reread('ticketId' in settled ? settled.ticketId : 0)
  expect(opened).toMatchObject({
    category: 'recovery',
    state: 'new',
    senderAddress: 'eve@example.net',
    senderLevel: 'other',
    accountNumber: '29433423',
    openedAt: mail.arrivedAt,
  })
  expect(opened?.assessmentId).not.toBeNull()
  const said = await database.web.db.select().from(claims).where(eq(claims.messageId, mail.id))
  expect(new Set(said.map(({ ticketId }) => ticketId))).toEqual(new Set([opened?.id]))
  expect(await database.web.db.select().from(rawMails).where(eq(rawMails.state, 'quarantined'))).toEqual([])
  expect(await lastDeed()).toMatchObject({
    verb: 'quarantined_mail_separated',
    details: { mail: mail.id, openedCase: opened?.id },
  })
})

test('a mail that is no recovery is set aside as a case of its own: weighed for nothing, and not gone', async () => {
  const { ticket, mail } = await openCaseWithStranger()
  const settled = await settle('set-aside', ticket, mail)
  const aside = await reread('ticketId' in settled ? settled.ticketId : 0)
  expect(aside).toMatchObject({ category: 'other', state: 'set_aside', assessmentId: null, recommendation: null })
  expect(await database.web.db.select().from(assessments)).toHaveLength(1)
  expect(await lastDeed()).toMatchObject({ verb: 'quarantined_mail_set_aside', ticketId: ticket.id })
})

test.each<BesideVerb>(['accept', 'separate', 'set-aside'])('%s writes to nobody', async (verb) => {
  const { ticket, mail } = await openCaseWithStranger()
  const before = await database.web.db.select().from(letters)
  await settle(verb, ticket, mail)
  expect(await database.web.db.select().from(letters)).toEqual(before)
})

test('of two agents who settle the same mail one is told that the other was quicker', async () => {
  const { ticket, mail } = await openCaseWithStranger()
  const answers = await Promise.all([settle('separate', ticket, mail), settle('set-aside', ticket, mail)])
  expect(answers.filter((answer) => 'refusal' in answer)).toEqual([{ refusal: expect.stringContaining('quicker') }])
  expect((await reread(ticket.id))?.quarantinedMails).toBe(0)
})

test('a mail that is part of the case cannot be moved out of it', async () => {
  const { ticket } = await openCaseWithStranger()
  const [own] = await database.web.db.select().from(messages).orderBy(asc(messages.id)).limit(1)
  expect(await settle('separate', ticket, { id: own?.id ?? 0 })).toHaveProperty('refusal')
})

test('while somebody else works on the case its mails stay where they are', async () => {
  const { ticket, mail } = await openCaseWithStranger()
  const raj = await hire(database, 'Raj')
  await takeTicket(database.web.db, { ticketId: ticket.id, person: raj, now })
  expect(await settle('set-aside', ticket, mail)).toEqual({ refusal: expect.stringContaining('Raj works') })
})

/** Mei's case, and a mail beside it from Eve, who knows its number. */
async function openCaseWithStranger() {
  await takeIn(
    plainMail({
      from: 'Mei <mei@example.com>',
      subject: 'Lost password',
      text: 'I forgot my password. My number is 29433423.',
    }),
  )
  const [opened] = await database.web.db.select().from(tickets)
  await takeIn(
    plainMail({
      from: 'Eve <eve@example.net>',
      subject: `Re: [#${opened?.id}] Lost password`,
      text: 'I forgot my password. My number is 29433423. My nickname is Raindrop.',
    }),
  )
  const [ticket] = await database.web.db.select().from(tickets)
  const [mail] = await database.web.db.select().from(messages).where(eq(messages.quarantined, true))
  if (!ticket || !mail) throw new Error('The stranger’s mail is not beside the case.')
  return { ticket, mail }
}

function settle(verb: BesideVerb, ticket: { id: number; version: number }, mail: { id: number }) {
  const asked = { verb, ticketId: ticket.id, version: ticket.version, mailId: mail.id }
  return settleMailBeside(database.web.db, { ...asked, person: ana, now })
}

async function takeIn(bytes: Uint8Array): Promise<void> {
  await database.worker.db.transaction((tx) => keepFedMail(tx, { bytes, now }))
  await takeInMails(database.worker.db, testDesk({ now }), 10)
}

async function reread(id: number) {
  const [ticket] = await database.web.db.select().from(tickets).where(eq(tickets.id, id))
  return ticket
}

async function lastDeed() {
  const [entry] = await database.web.db.select().from(auditEntries).orderBy(desc(auditEntries.id)).limit(1)
  return entry
}
