import { desc, eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Account } from '#app/accounts/account.ts'
import { decideTicket } from '#app/decisions/decide.server.ts'
import type { DecisionVerb } from '#app/decisions/ruling.ts'
import { settleFreeze } from '#app/decisions/settle-freeze.server.ts'
import { takeInMails } from '#app/intake/intake.server.ts'
import { keepFedMail } from '#app/mailboxes/keep-raw-mail.server.ts'
import { createStaff } from '#app/staff/create-staff.server.ts'
import type { Person } from '#app/staff/person.ts'
import { actOnTicket } from '#app/tickets/act.server.ts'
import { accounts } from '#drizzle/schema/accounts.ts'
import { auditEntries } from '#drizzle/schema/audit.ts'
import { decisions } from '#drizzle/schema/decisions.ts'
import { letters } from '#drizzle/schema/letters.ts'
import { resets } from '#drizzle/schema/resets.ts'
import { switches } from '#drizzle/schema/staff.ts'
import { assessments, tickets } from '#drizzle/schema/tickets.ts'
import { putAccounts } from '#tests/accounts/accounts-in-database.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { anAccount } from '#tests/factories/account.ts'
import { plainMail } from '#tests/intake/plain-mail.ts'
import { testDesk, testKey } from '#tests/intake/test-desk.ts'

const now = new Date('2026-11-22T09:00:00Z')
const keys = { messageIdKey: testKey, resetTokenKey: testKey, formCodeKey: testKey, host: 'latchkey.example' }
let database: TestDatabase
let ana: Person

beforeEach(async () => {
  database = await openTestDatabase()
  ana = await hire('Ana')
})
afterEach(() => database.close())

test('an approval writes decision, ticket, reset, letter and audit entry as one', async () => {
  const ticket = await openCase()
  const decided = await rule(ticket, 'approve')
  expect(decided).toEqual({ decisionId: expect.any(Number), nextTicketId: null })
  const { db } = database.auditor
  const [decision] = await db.select().from(decisions)
  const [assessment] = await db.select().from(assessments).orderBy(desc(assessments.id)).limit(1)
  expect(decision).toMatchObject({
    verb: 'approve',
    override: false,
    route: 'registered',
    assessmentId: assessment?.id,
  })
  expect(decision?.evidenceHash).toEqual(assessment?.inputsHash)
  expect(await reread(ticket.id)).toMatchObject({ state: 'link_sent', version: ticket.version + 1, assigneeId: ana.id })
  const [reset] = await database.web.db.select().from(resets)
  expect(reset).toMatchObject({ sentTo: 'mei@example.com', state: 'live', expiresAt: null })
  const [letter] = await database.web.db.select().from(letters)
  expect(letter).toMatchObject({ kind: 'link', recipient: 'mei@example.com', resetId: reset?.id, automatic: false })
  const [entry] = await db.select().from(auditEntries).orderBy(desc(auditEntries.id)).limit(1)
  expect(entry).toMatchObject({ verb: 'ticket_decided', staffId: ana.id, ticketId: ticket.id })
})

test('a link goes to the registered address whoever wrote', async () => {
  const ticket = await openCase({}, 'Bo <bo@example.org>')
  await rule(ticket, 'approve')
  const sent = await database.web.db.select().from(letters)
  expect(sent.map(({ kind, recipient }) => ({ kind, recipient }))).toEqual([
    { kind: 'link', recipient: 'mei@example.com' },
  ])
})

test.each<{ verb: DecisionVerb; kind: string }>([
  { verb: 'ask', kind: 'ask' },
  { verb: 'deny', kind: 'nothing' },
])('$verb writes to the sender of the mail, and to nobody else', async ({ verb, kind }) => {
  const ticket = await openCase({}, 'Bo <bo@example.org>')
  await rule(ticket, verb, { reason: 'The writer knows too little.' })
  const sent = await database.web.db.select().from(letters)
  expect(sent.map((letter) => [letter.kind, letter.recipient])).toEqual([[kind, 'bo@example.org']])
})

test('of two agents who rule at the same moment one is told that the case changed', async () => {
  const ticket = await openCase()
  const raj = await hire('Raj')
  const answers = await Promise.all([rule(ticket, 'approve'), rule(ticket, 'approve', { person: raj })])
  expect(answers.filter((answer) => 'decisionId' in answer)).toHaveLength(1)
  expect(
    answers.filter((answer) => 'refusal' in answer && /changed while you were reading/.test(answer.refusal)),
  ).toHaveLength(1)
  expect(await database.web.db.select().from(letters)).toHaveLength(1)
})

test('two cases of one account approved at the same moment share one link and never block each other', async () => {
  const first = await openCase()
  await takeIn('Bo <bo@example.org>', 'Again: I forgot my password. My number is 29433423.')
  const [second] = await database.web.db.select().from(tickets).orderBy(desc(tickets.id)).limit(1)
  const raj = await hire('Raj')
  const both = await Promise.all([rule(first, 'approve'), rule(second ?? first, 'approve', { person: raj })])
  for (const one of both) expect(one).toHaveProperty('decisionId')
  expect(await database.web.db.select().from(resets)).toHaveLength(1)
})

test('freezing a case kills the link that is on its way', async () => {
  const ticket = await openCase()
  await rule(ticket, 'approve')
  const sent = await reread(ticket.id)
  await rule({ id: ticket.id, version: sent?.version ?? 0 }, 'freeze', { reason: 'The owner called.' })
  const [reset] = await database.web.db.select().from(resets)
  expect(reset?.state).toBe('revoked')
})

test('a supervisor settles a freeze with a reason, and the case waits for an agent again', async () => {
  const ticket = await openCase()
  await rule(ticket, 'freeze', { reason: 'The owner called.' })
  const frozen = { ticketId: ticket.id, version: ticket.version + 1, now }
  const sol = await hire('Sol', 'supervisor')
  const settle = (person: Person, reason: string) => settleFreeze(database.web.db, { ...frozen, person, reason })
  expect(await settle(ana, 'All is well.')).toEqual({ refusal: 'A supervisor settles what is frozen.' })
  expect(await settle(sol, '  ')).toHaveProperty('refusal')
  expect(await settle(sol, 'He called from his own number.')).toEqual({ version: ticket.version + 2 })
  expect(await reread(ticket.id)).toMatchObject({ state: 'new', assigneeId: null, recommendation: 'approve' })
})

test('an approval is void when the registered address changed after the evidence was weighed, and the case shows it', async () => {
  const ticket = await openCase()
  await database.owner.db
    .update(accounts)
    .set({ registeredEmail: 'eve@example.net', emailChangedAt: now, emailVersion: 2 })
    .where(eq(accounts.number, '29433423'))
  expect(await rule(ticket, 'approve')).toEqual({ refusal: expect.stringContaining('The account changed') })
  expect(await database.web.db.select().from(letters)).toEqual([])
  const after = await reread(ticket.id)
  expect(after).toMatchObject({ state: 'new', version: ticket.version + 1 })
  expect(after?.recommendation).not.toBe('approve')
})

test('while resets are stopped nothing is approved', async () => {
  const ticket = await openCase()
  await database.owner.db.insert(switches).values({ name: 'stop-resets', on: true, changedAt: now })
  expect(await rule(ticket, 'approve')).toEqual({ refusal: expect.stringContaining('stopped every reset') })
  expect(await reread(ticket.id)).toEqual(ticket)
})

test('an address that was never verified cannot be approved, with whatever reason', async () => {
  const ticket = await openCase({ emailVerified: false })
  expect(ticket.recommendation).toBe('ask')
  const answer = await rule(ticket, 'approve', { reason: 'I know her.' })
  expect(answer).toEqual({ refusal: expect.any(String) })
  expect(await database.web.db.select().from(decisions)).toEqual([])
})

test('“decide and next” leads to the oldest case that nobody has', async () => {
  const first = await openCase()
  await takeIn('Bo <bo@example.org>', 'Please help, I lost the password of 10001.')
  const decided = await rule(first, 'freeze', { reason: 'The owner called.' })
  expect(decided).toHaveProperty('nextTicketId', first.id + 1)
})

test('while a supervisor is asked only he rules, and his ruling closes the question', async () => {
  const ticket = await openCase()
  const act = { kind: 'escalate', question: 'Is this really Mei?' } as const
  await actOnTicket(database.web.db, { ticketId: ticket.id, version: ticket.version, person: ana, now, act })
  const asked = { id: ticket.id, version: ticket.version + 1 }
  const raj = await hire('Raj')
  for (const person of [ana, raj])
    expect(await rule(asked, 'approve', { person })).toEqual({
      refusal: expect.stringContaining('A supervisor was asked'),
    })
  const sol = await hire('Sol', 'supervisor')
  expect(await rule(asked, 'approve', { person: sol })).toHaveProperty('decisionId')
  expect(await reread(ticket.id)).toMatchObject({ state: 'link_sent', escalatedAt: null, escalatedQuestion: null })
  const [entry] = await database.auditor.db.select().from(auditEntries).orderBy(desc(auditEntries.id)).limit(1)
  expect(entry?.details).toMatchObject({ verb: 'approve', answers: 'Is this really Mei?' })
})

async function hire(name: string, role: Person['role'] = 'agent'): Promise<Person> {
  const given = {
    name,
    email: `${name.toLowerCase()}@latchkey.example`,
    role,
    password: 'tram-walnut-oboe-41',
    now,
  }
  const person = await database.owner.db.transaction((tx) => createStaff(tx, given))
  if ('refusal' in person) throw new Error(person.refusal)
  return person
}

/** Mei's account, and a mail about it. */
async function openCase(account: Partial<Account> = {}, from = 'Mei <mei@example.com>') {
  const alive = {
    registeredEmail: 'mei@example.com',
    emailVerified: true,
    lastSeenAt: new Date('2026-11-01T00:00:00Z'),
  }
  await putAccounts(database, [anAccount({ number: '29433423', ...alive, ...account })], now)
  await takeIn(from, 'I forgot my password. My number is 29433423.')
  const [ticket] = await database.web.db.select().from(tickets)
  if (!ticket) throw new Error('The mail opened no ticket.')
  return ticket
}

async function takeIn(from: string, text: string): Promise<void> {
  const bytes = plainMail({ from, subject: 'Lost password', text })
  await database.worker.db.transaction((tx) => keepFedMail(tx, { bytes, now }))
  await takeInMails(database.worker.db, testDesk({ now }), 10)
}

function rule(
  ticket: { id: number; version: number },
  verb: DecisionVerb,
  { reason = '', person = ana }: { reason?: string; person?: Person } = {},
) {
  return decideTicket(database.web.db, {
    ticketId: ticket.id,
    version: ticket.version,
    verb,
    reason,
    person,
    now,
    keys,
  })
}

async function reread(id: number) {
  const [ticket] = await database.web.db.select().from(tickets).where(eq(tickets.id, id))
  return ticket
}
