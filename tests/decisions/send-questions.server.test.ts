import { asc, desc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { decideTicket } from '#app/decisions/decide.server.ts'
import { sendQuestions } from '#app/decisions/send-questions.server.ts'
import { takeInMails } from '#app/intake/intake.server.ts'
import { auditEntries } from '#drizzle/schema/audit.ts'
import { forms } from '#drizzle/schema/forms.ts'
import { letters } from '#drizzle/schema/letters.ts'
import { rawMails } from '#drizzle/schema/mails.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { demoZone, makeSigningKey, sign } from '#scripts/demo/signing.ts'
import { putAccounts } from '#tests/accounts/accounts-in-database.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { anAccount, chensAccount } from '#tests/factories/account.ts'
import { plainMail } from '#tests/intake/plain-mail.ts'
import { testDesk, testKey } from '#tests/intake/test-desk.ts'
import { putRawMail } from '#tests/mailboxes/raw-mail-in-database.ts'
import { hire } from '#tests/tickets/hire.ts'

vi.setConfig({ testTimeout: 120_000 })

const now = new Date('2026-11-24T09:00:00Z')
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
const key = makeSigningKey()
const domains = Array.from({ length: 40 }, (_, index) => `d${index}.example`)
const zone = demoZone({ domains, key })
const keys = { messageIdKey: testKey, resetTokenKey: testKey, formCodeKey: testKey, host: 'latchkey.example' }
const desk = { ...testDesk({ zone, now }), questionsAfterMs: 30 * 60_000 }

let house: TestDatabase
beforeAll(async () => {
  house = await openTestDatabase()
  const chen = chensAccount()
  await putAccounts(house, [anAccount({ number: '29433423', registeredEmail: 'mei@example.com' }), chen], now)
})
afterAll(() => house.close())

let last = -1
let written = 0
function newDomain(): string {
  last += 1
  return domains[last] as string
}

const lostMailbox = 'I lost my mailbox and forgot my password. My number is 29433423.'
/** A request from a domain that nobody else uses; it is signed unless said otherwise. */
async function ask(text = lostMailbox, given: { from?: string; signed?: boolean; backfilled?: boolean } = {}) {
  written += 1
  const domain = given.from?.split('@')[1] ?? newDomain()
  const from = given.from ?? `chen@${domain}`
  const mail = plainMail({ from, subject: 'Lost password', text: `${text} (${written})` })
  const { signed = true, backfilled = false } = given
  const bytes = signed ? await sign(Buffer.from(mail), domain, key, now) : mail
  await house.worker.db.transaction(async (tx) => {
    const id = await putRawMail(tx, { bytes, arrivedAt: now })
    await tx.update(rawMails).set({ backfilled }).where(eq(rawMails.id, id))
  })
  while ((await takeInMails(house.worker.db, desk, 10)) > 0);
  const [ticket] = await house.worker.db.select().from(tickets).orderBy(desc(tickets.id)).limit(1)
  if (!ticket) throw new Error('No case was opened')
  return ticket
}

const dueOf = async (ticketId: number) => {
  const jobs = await house.owner.sql<{ run_at: string }[]>`
    select run_at from graphile_worker.jobs where key = ${`questions-${ticketId}`}`
  return jobs.map((job) => new Date(job.run_at).toISOString())
}
const send = (ticketId: number, at = later(30)) => sendQuestions(house.worker.db, { ticketId, now: at, keys })
const reread = async (id: number) => (await house.worker.db.select().from(tickets).where(eq(tickets.id, id)))[0]
const lettersOf = (ticketId: number) =>
  house.worker.db.select().from(letters).where(eq(letters.ticketId, ticketId)).orderBy(asc(letters.id))

test('a first request is asked for more after half an hour: letter, form, state and audit as one', async () => {
  const ticket = await ask()
  expect(await dueOf(ticket.id)).toEqual([later(30).toISOString()])
  expect(await send(ticket.id)).toBe('sent')
  expect(await reread(ticket.id)).toMatchObject({ state: 'waiting', version: ticket.version + 1, assigneeId: null })
  const sent = await lettersOf(ticket.id)
  expect(sent.map(({ kind, automatic, recipient }) => ({ kind, automatic, recipient }))).toEqual([
    { kind: 'received', automatic: true, recipient: ticket.senderAddress },
    { kind: 'ask', automatic: true, recipient: ticket.senderAddress },
  ])
  const [form] = await house.web.db.select().from(forms).where(eq(forms.ticketId, ticket.id))
  expect(form).toMatchObject({ recipient: ticket.senderAddress, proved: true })
  const [entry] = await house.auditor.db.select().from(auditEntries).orderBy(desc(auditEntries.id)).limit(1)
  expect(entry).toMatchObject({ verb: 'questions_sent', staffId: null, ticketId: ticket.id })
  expect(await send(ticket.id)).toBe('the case is waiting')
  expect(await lettersOf(ticket.id)).toHaveLength(2)
})

test('the letter and its time say nothing of the score: proved, hopeless, stopped and without an account are asked alike', async () => {
  const seen: unknown[] = []
  for (const text of [
    lostMailbox,
    'I forgot my password. My number is 999999999.',
    'Please help me to get my account back.',
  ]) {
    for (const recommendation of ['ask', 'propose', 'stop'] as const) {
      const ticket = await ask(text)
      await house.owner.db.update(tickets).set({ recommendation }).where(eq(tickets.id, ticket.id))
      const due = await dueOf(ticket.id)
      expect(await send(ticket.id)).toBe('sent')
      const [, letter] = await lettersOf(ticket.id)
      const { kind, language, automatic, day, resetId, notBefore } = letter ?? {}
      seen.push({ due, kind, language, automatic, day, resetId, notBefore })
    }
  }
  expect(seen).toHaveLength(9)
  for (const one of seen) expect(one).toEqual(seen[0])
})

test('whoever would read the link himself is left to the agents', async () => {
  const ticket = await ask('I forgot my password. My number is 29433423.', { from: 'mei@example.com' })
  expect(ticket).toMatchObject({ route: 'registered', recommendation: 'approve' })
  expect(await send(ticket.id)).toBe('a link can answer it')
  expect(await reread(ticket.id)).toEqual(ticket)
})

test('who writes from elsewhere is asked also where a link can answer: he can’t tell that the account exists', async () => {
  const ticket = await ask('I forgot my password. My number is 29433423.')
  expect(ticket).toMatchObject({ route: 'registered', recommendation: 'approve' })
  expect(await dueOf(ticket.id)).toEqual([later(30).toISOString()])
  expect(await send(ticket.id)).toBe('sent')
  const { changedAt: _, ...before } = ticket
  expect(await reread(ticket.id)).toMatchObject(before)
  expect((await lettersOf(ticket.id)).map(({ kind, recipient }) => [kind, recipient])).toEqual([
    ['received', ticket.senderAddress],
    ['ask', ticket.senderAddress],
  ])
  expect(await send(ticket.id)).toBe('asked this week')
})

test('whoever asks twice in a week is asked once', async () => {
  const first = await ask()
  expect(await send(first.id)).toBe('sent')
  const second = await ask(lostMailbox, { from: String(first.senderAddress) })
  expect(second.id).not.toBe(first.id)
  expect(await send(second.id, later(60))).toBe('asked this week')
  expect(await reread(second.id)).toEqual(second)
  expect((await lettersOf(second.id)).filter(({ kind }) => kind === 'ask')).toEqual([])
})

test('once an agent has asked, the desk does not', async () => {
  const ticket = await ask()
  const person = await hire(house, 'Ana')
  const ruling = { verb: 'ask' as const, reason: '', version: ticket.version }
  await decideTicket(house.web.db, { ticketId: ticket.id, person, now: later(10), keys, ...ruling })
  expect(await send(ticket.id)).toBe('the case is waiting')
  expect((await lettersOf(ticket.id)).filter(({ kind }) => kind === 'ask')).toHaveLength(1)
})

test.each(['closed', 'frozen', 'set_aside', 'denied', 'link_sent'] as const)(
  'a case that is %s meanwhile stays as it is',
  async (state) => {
    const ticket = await ask()
    await house.owner.db.update(tickets).set({ state }).where(eq(tickets.id, ticket.id))
    expect(await send(ticket.id)).toBe(`the case is ${state.replace('_', ' ')}`)
    expect((await reread(ticket.id))?.state).toBe(state)
  },
)

test('an agent who works on the case keeps it, and learns that it changed', async () => {
  const ticket = await ask()
  const person = await hire(house, 'Raj')
  const held = { state: 'open' as const, assigneeId: person.id, leaseUntil: later(40) }
  await house.owner.db.update(tickets).set(held).where(eq(tickets.id, ticket.id))
  expect(await send(ticket.id)).toBe('sent')
  expect(await reread(ticket.id)).toMatchObject({ ...held, state: 'waiting' })
  const ruling = { verb: 'deny' as const, reason: 'He knows too little.', version: ticket.version }
  const answer = await decideTicket(house.web.db, { ticketId: ticket.id, person, now: later(31), keys, ...ruling })
  expect(answer).toEqual({ refusal: expect.stringContaining('changed while you were reading') })
})

test.each([
  { says: 'whose sender nothing proves', given: { signed: false } },
  { says: 'that is old mail', given: { backfilled: true } },
])('a request $says is not asked by itself', async ({ given }) => {
  const ticket = await ask(lostMailbox, given)
  expect(ticket.category).toBe('recovery')
  expect(await dueOf(ticket.id)).toEqual([])
})

test('a case that somebody opened in another’s name without proof does not use up her form of the week', async () => {
  const domain = newDomain()
  const forged = await ask(lostMailbox, { from: `mei@${domain}`, signed: false })
  const person = await hire(house, 'Sol')
  const ruling = { verb: 'ask' as const, reason: 'asked', version: forged.version }
  const decided = await decideTicket(house.web.db, { ticketId: forged.id, person, now: later(5), keys, ...ruling })
  expect(decided).toHaveProperty('decisionId')
  const own = await ask(lostMailbox, { from: `mei@${domain}` })
  expect(await send(own.id)).toBe('sent')
  const opened = await house.web.db
    .select({ proved: forms.proved })
    .from(forms)
    .where(eq(forms.recipient, `mei@${domain}`))
    .orderBy(forms.id)
  expect(opened).toEqual([{ proved: false }, { proved: true }])
})

test('of two workers one sends the questions', async () => {
  const ticket = await ask()
  const outcomes = await Promise.all([send(ticket.id), send(ticket.id)])
  expect(outcomes.sort()).toEqual(['sent', 'the case is waiting'])
})
