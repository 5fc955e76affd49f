import { asc, desc } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { takeInMails } from '#app/intake/intake.server.ts'
import { closeTicket, treatAsRecovery } from '#app/intake/triage.server.ts'
import { keepFedMail } from '#app/mailboxes/keep-raw-mail.server.ts'
import type { Person } from '#app/staff/person.ts'
import { auditEntries } from '#drizzle/schema/audit.ts'
import { claims } from '#drizzle/schema/claims.ts'
import { messages } from '#drizzle/schema/mails.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { putAccounts } from '#tests/accounts/accounts-in-database.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { anAccount } from '#tests/factories/account.ts'
import { hire } from '#tests/tickets/hire.ts'
import { plainMail } from './plain-mail.ts'
import { testDesk } from './test-desk.ts'

const now = new Date('2026-11-22T09:00:00Z')
const deskAddress = 'support@latchkey.example'
let database: TestDatabase
let ana: Person

beforeEach(async () => {
  database = await openTestDatabase()
  ana = await hire(database, 'Ana')
  await putAccounts(database, [anAccount({ number: '29433423', registeredEmail: 'mei@example.com' })], now)
})
afterEach(() => database.close())

const absence = ['Auto-Submitted: auto-replied']

test('a closed case is no longer anybody’s work, and the audit says who closed it', async () => {
  const ticket = await takeIn('Hello, how do I change my picture in the profile?')
  expect(ticket.category).not.toBe('recovery')
  expect(await closeTicket(database.web.db, asked(ticket))).toEqual({ version: ticket.version + 1 })
  expect(await reread()).toMatchObject({ state: 'closed', leaseUntil: null, assigneeId: ana.id })
  expect(await lastDeed()).toMatchObject({ verb: 'ticket_closed', staffId: ana.id, ticketId: ticket.id })
})

test('a request for recovery cannot be closed', async () => {
  const ticket = await takeIn('I forgot my password. My number is 29433423.')
  expect(await closeTicket(database.web.db, asked(ticket))).toHaveProperty('refusal')
  expect(await reread()).toEqual(ticket)
})

test('machine mail that a person wrote after all is read, judged against its account and weighed', async () => {
  const ticket = await takeIn('I forgot my password. My number is 29433423. City: Chengdu.', absence)
  expect(ticket).toMatchObject({ state: 'set_aside', senderLevel: 'other', accountNumber: null })
  await treatAsRecovery(database.web.db, { ...asked(ticket), deskAddress })
  const after = await reread()
  expect(after).toMatchObject({
    category: 'recovery',
    state: 'new',
    accountNumber: '29433423',
    claimedAccount: '29433423',
    senderLevel: 'unauth',
  })
  expect(after?.assessmentId).not.toBeNull()
  expect(await database.web.db.select().from(messages)).toMatchObject([{ kind: 'recovery', level: 'unauth' }])
  const said = await database.web.db.select().from(claims)
  expect(said.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['account_identifier', 'city']))
  expect(await lastDeed()).toMatchObject({ verb: 'ticket_treated_as_recovery', details: { was: 'set aside' } })
})

test('a question becomes a request for recovery without its claims being read twice', async () => {
  const ticket = await takeIn('Hello, how do I change my picture in the profile? My number is 29433423.')
  expect(ticket.category).not.toBe('recovery')
  await treatAsRecovery(database.web.db, { ...asked(ticket), deskAddress })
  expect(await reread()).toMatchObject({ category: 'recovery', accountNumber: '29433423', senderLevel: 'unauth' })
  const said = await database.web.db.select().from(claims)
  expect(said.filter(({ kind }) => kind === 'account_identifier')).toHaveLength(1)
})

test('a case that was closed can be made a request for recovery, on the version that was read', async () => {
  const ticket = await takeIn('Hello, how do I change my picture in the profile?')
  await closeTicket(database.web.db, asked(ticket))
  expect(await treatAsRecovery(database.web.db, { ...asked(ticket), deskAddress })).toHaveProperty('refusal')
  const closed = await reread()
  await treatAsRecovery(database.web.db, { ...asked(closed as { id: number; version: number }), deskAddress })
  expect(await reread()).toMatchObject({ category: 'recovery', state: 'open', assigneeId: ana.id })
})

function asked({ id, version }: { id: number; version: number }) {
  return { ticketId: id, version, person: ana, now }
}

async function takeIn(text: string, headers: readonly string[] = []) {
  const bytes = plainMail({ from: 'Mei <mei@example.com>', subject: 'Hello', text, headers })
  await database.worker.db.transaction((tx) => keepFedMail(tx, { bytes, now }))
  await takeInMails(database.worker.db, testDesk({ now }), 10)
  const ticket = await reread()
  if (!ticket) throw new Error('The mail opened no ticket.')
  return ticket
}

async function reread() {
  const [ticket] = await database.web.db.select().from(tickets).orderBy(asc(tickets.id)).limit(1)
  return ticket
}

async function lastDeed() {
  const [entry] = await database.web.db.select().from(auditEntries).orderBy(desc(auditEntries.id)).limit(1)
  return entry
}
