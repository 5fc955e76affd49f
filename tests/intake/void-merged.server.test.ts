import { desc, eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { decideTicket } from '#app/decisions/decide.server.ts'
import { mergeTicket, undoMerge } from '#app/decisions/merge.server.ts'
import { shippedPolicy } from '#app/evidence/policy.ts'
import { takeInMails } from '#app/intake/intake.server.ts'
import { takeInForm } from '#app/intake/take-in-form.server.ts'
import { signMessageId } from '#app/mail/message-id.ts'
import { startClock } from '#app/resets/reset.server.ts'
import { readAnswers } from '#app/self-service/evidence-form.ts'
import type { Person } from '#app/staff/person.ts'
import { approvals } from '#drizzle/schema/approvals.ts'
import { auditEntries } from '#drizzle/schema/audit.ts'
import { forms } from '#drizzle/schema/forms.ts'
import { resets } from '#drizzle/schema/resets.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { demoZone, makeSigningKey, sign } from '#scripts/demo/signing.ts'
import { putAccounts } from '#tests/accounts/accounts-in-database.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { openHeldCase } from '#tests/decisions/approval-case.ts'
import { anAccount } from '#tests/factories/account.ts'
import { putRawMail } from '#tests/mailboxes/raw-mail-in-database.ts'
import { hire } from '#tests/tickets/hire.ts'
import { plainMail } from './plain-mail.ts'
import { testDesk, testKey } from './test-desk.ts'

vi.setConfig({ testTimeout: 120_000 })

const host = 'latchkey.example'
const keys = { messageIdKey: testKey, resetTokenKey: testKey, formCodeKey: testKey, host }
const signingKey = makeSigningKey()
const zone = demoZone({ domains: ['example.com', 'example.org'], key: signingKey })
const mei = 'Mei <mei@example.com>'
const eve = 'Eve <eve@example.org>'
const stop = 'Somebody hacked my mailbox, do not send anything. My nickname is Raindrop.'

let now = new Date('2026-11-22T09:00:00Z')
let database: TestDatabase
let ana: Person

beforeEach(async () => {
  database = await openTestDatabase()
  ana = await hire(database, 'Ana')
})
afterEach(() => database.close())

describe('a link on its way for the case that goes on', () => {
  beforeEach(async () => {
    now = new Date('2026-11-22T09:00:00Z')
    const account = anAccount({ number: '29433423', registeredEmail: 'mei@example.com', lastSeenAt: now })
    await putAccounts(database, [account], now)
  })

  test.each([1, 10])('is void when its owner answers the merged one (batches of %i)', async (most) => {
    const { goesOn, merged } = await sendLink(mei)
    await takeIn([await answering(merged, { from: mei, text: stop })], most)
    expect(await standing()).toEqual({ links: ['revoked'], [goesOn]: 'new', [merged]: 'new' })
    expect(await deedsOf(goesOn)).toContainEqual({
      verb: 'approval_voided',
      details: { reason: expect.stringContaining(`case ${merged}`) },
    })
    const [batch] = await database.web.db
      .select({ details: auditEntries.details })
      .from(auditEntries)
      .where(eq(auditEntries.verb, 'mails_taken_in'))
      .orderBy(desc(auditEntries.id))
    expect(batch?.details).toMatchObject({ mails: [{ ticket: merged, voidIn: goesOn }] })
  })

  test('outlives thanks, and what was read there is to be read again', async () => {
    const { goesOn, merged } = await sendLink(mei)
    const before = await versionOf(goesOn)
    await takeIn([await answering(merged, { from: mei, text: 'Thank you very much!' })])
    expect(await standing()).toEqual({ links: ['live'], [goesOn]: 'link_sent', [merged]: 'new' })
    expect(await versionOf(goesOn)).toBe(before + 1)
  })

  test('outlives what the sender of a merged case writes who is not its own', async () => {
    const { goesOn, merged } = await sendLink(eve)
    await takeIn([await answering(merged, { from: eve, text: stop })])
    expect(await standing()).toEqual({ links: ['live'], [goesOn]: 'link_sent', [merged]: 'new' })
  })

  test('outlives a forged mail that answers a letter of the stranger’s own case', async () => {
    const { goesOn, merged } = await sendLink(eve, { unsigned: true })
    await takeIn([plainMail({ from: mei, subject: 'Re: case', text: stop, headers: [answerTo(merged)] })], 10, {})
    expect(await standing()).toEqual({ links: ['live'], [goesOn]: 'link_sent', [merged]: 'closed' })
  })

  test('is void when its owner provably writes to a stranger’s case that is merged into hers', async () => {
    const { goesOn, merged } = await sendLink(eve)
    await takeIn([await answering(merged, { from: mei, text: stop })])
    expect(await standing()).toEqual({ links: ['revoked'], [goesOn]: 'new', [merged]: 'closed' })
  })

  test('outlives an absence note', async () => {
    const { goesOn, merged } = await sendLink(mei)
    const absent = plainMail({
      from: mei,
      subject: 'Away',
      text: stop,
      headers: ['Auto-Submitted: auto-replied', answerTo(merged)],
    })
    await takeIn([await sign(Buffer.from(absent), 'example.com', signingKey, now)])
    expect(await standing()).toEqual({ links: ['live'], [goesOn]: 'link_sent', [merged]: 'closed' })
  })

  test('is no concern of a case of which the merge was undone', async () => {
    const { goesOn, merged } = await sendLink(mei)
    const undone = { ticketId: merged, version: await versionOf(merged), person: ana, now }
    expect(await undoMerge(database.web.db, undone)).toHaveProperty('version')
    await takeIn([await answering(merged, { from: mei, text: stop })])
    expect(await standing()).toMatchObject({ links: ['live'], [goesOn]: 'link_sent' })
  })
})

describe('a hold of the case that goes on', () => {
  test.each([
    { brings: 'a new claim', text: stop, state: 'void', becomes: 'new' },
    { brings: 'what was said already', text: 'I wait. My number is 29433423.', state: 'holding', becomes: 'held' },
  ])('is $state when its owner brings $brings to the merged one', async ({ text, state, becomes }) => {
    now = new Date()
    const { id: goesOn } = await openHeldCase(database)
    await takeIn([await signed({ from: mei, subject: 'Account', text: 'Please reset 29433423.' })])
    const merged = await merge(goesOn)
    const asked = { ticketId: goesOn, version: await versionOf(goesOn), verb: 'approve', reason: '' } as const
    expect(await decideTicket(database.web.db, { ...asked, person: ana, now, keys })).toHaveProperty('decisionId')
    expect(await standing()).toMatchObject({ [goesOn]: 'held' })
    await takeIn([await answering(merged, { from: mei, text })])
    expect(await standing()).toMatchObject({ [goesOn]: becomes, [merged]: 'new' })
    expect(await database.web.db.select({ state: approvals.state }).from(approvals)).toEqual([{ state }])
  })
})

describe('the answers of a form to a merged case', () => {
  test.each([
    { by: 'the sender of both', recipient: 'mei@example.com', state: 'void', becomes: 'new' },
    { by: 'a stranger', recipient: 'eve@example.org', state: 'holding', becomes: 'held' },
  ])('by $by leave a hold of the case that goes on $state', async ({ recipient, state, becomes }) => {
    now = new Date()
    const { id: goesOn } = await openHeldCase(database)
    await takeIn([await signed({ from: mei, subject: 'Account', text: 'Please reset 29433423.' })])
    const merged = await merge(goesOn)
    const asked = { ticketId: goesOn, version: await versionOf(goesOn), verb: 'approve', reason: '' } as const
    expect(await decideTicket(database.web.db, { ...asked, person: ana, now, keys })).toHaveProperty('decisionId')
    const before = await versionOf(goesOn)
    expect(await answerForm(merged, recipient)).toBe(merged)
    expect(await standing()).toMatchObject({ [goesOn]: becomes, [merged]: 'new' })
    expect((await versionOf(goesOn)) > before).toBe(state === 'void')
    expect(await database.web.db.select({ state: approvals.state }).from(approvals)).toEqual([{ state }])
  })

  test('wait for the end of a link of the case that goes on, as for one of their own', async () => {
    now = new Date('2026-11-22T09:00:00Z')
    const account = anAccount({ number: '29433423', registeredEmail: 'mei@example.com', lastSeenAt: now })
    await putAccounts(database, [account], now)
    const { goesOn, merged } = await sendLink(mei)
    expect(await answerForm(merged, 'mei@example.com')).toBeNull()
    expect(await standing()).toEqual({ links: ['live'], [goesOn]: 'link_sent', [merged]: 'closed' })
    now = new Date(now.getTime() + 2 * 3_600_000)
    expect(
      await takeInForm(database.worker.db, { formId: 1, policy: shippedPolicy, deskAddress: 'a@b.example', now }),
    ).toBe(merged)
    expect(await standing()).toEqual({ links: ['revoked'], [goesOn]: 'new', [merged]: 'new' })
  })
})

/** A form of a case whose answers name a city that nobody said before, taken in. */
async function answerForm(ticketId: number, recipient: string): Promise<number | null> {
  const answers = readAnswers(new URLSearchParams({ city: 'Denver' }) as unknown as FormData)
  const [form] = await database.owner.db
    .insert(forms)
    .values({
      ...{ ticketId, recipient, proved: true, week: '2026-11-16', answers },
      seed: new Uint8Array(32).fill(1),
      codeHash: new Uint8Array(32).fill(2),
      createdAt: now,
      expiresAt: new Date(now.getTime() + 86_400_000),
      answeredAt: now,
    })
    .returning({ id: forms.id })
  const taking = { formId: form?.id ?? 0, policy: shippedPolicy, deskAddress: 'support@latchkey.example', now }
  return takeInForm(database.worker.db, taking)
}

const answerTo = (ticketId: number) => `In-Reply-To: ${signMessageId({ ticketId, letterId: 1, host }, testKey)}`

type Written = { from: string; subject: string; text: string; headers?: string[] }

function signed(mail: Written): Promise<Uint8Array> {
  return sign(Buffer.from(plainMail(mail)), mail.from.replace(/^.*@|>$/g, ''), signingKey, now)
}

function answering(ticketId: number, mail: Pick<Written, 'from' | 'text'>): Promise<Uint8Array> {
  return signed({ ...mail, subject: 'Re: case', headers: [answerTo(ticketId)] })
}

/** Mei’s case, for which a link is on its way, and another one, of the given sender, that is merged into it. */
async function sendLink(other: string, { unsigned = false } = {}) {
  const first = { from: mei, subject: 'Lost password', text: 'I forgot my password. My number is 29433423.' }
  await takeIn([unsigned ? plainMail(first) : await signed(first)], 10, unsigned ? {} : zone)
  const [opened] = await database.web.db.select().from(tickets)
  const goesOn = opened?.id ?? 0
  await takeIn([await signed({ from: other, subject: 'Account', text: 'I cannot sign in to 29433423.' })])
  const merged = await merge(goesOn)
  const asked = { ticketId: goesOn, version: await versionOf(goesOn), verb: 'approve', reason: '' } as const
  expect(await decideTicket(database.web.db, { ...asked, person: ana, now, keys })).toHaveProperty('decisionId')
  const [live] = await database.web.db.select().from(resets)
  await database.worker.db.transaction((tx) => startClock(tx, live?.id ?? 0, now))
  return { goesOn, merged }
}

/** Merges the newest case into another. */
async function merge(intoId: number): Promise<number> {
  const [newest] = await database.web.db.select().from(tickets).orderBy(desc(tickets.id)).limit(1)
  const { id: ticketId = 0, version = 0 } = newest ?? {}
  const done = await mergeTicket(database.web.db, { ticketId, intoId, version, person: ana, now })
  expect(done).toHaveProperty('intoId', intoId)
  return ticketId
}

async function versionOf(id: number): Promise<number> {
  const [ticket] = await database.web.db.select({ version: tickets.version }).from(tickets).where(eq(tickets.id, id))
  return ticket?.version ?? 0
}

async function standing(): Promise<Record<string, unknown>> {
  const cases = await database.web.db.select({ id: tickets.id, state: tickets.state }).from(tickets)
  const links = await database.web.db.select({ state: resets.state }).from(resets)
  return { links: links.map(({ state }) => state), ...Object.fromEntries(cases.map(({ id, state }) => [id, state])) }
}

function deedsOf(ticketId: number) {
  const { verb, details } = auditEntries
  return database.auditor.db.select({ verb, details }).from(auditEntries).where(eq(auditEntries.ticketId, ticketId))
}

async function takeIn(mails: readonly Uint8Array[], most = 10, dns = zone): Promise<void> {
  await database.worker.db.transaction(async (tx) => {
    for (const bytes of mails) await putRawMail(tx, { bytes, arrivedAt: now })
  })
  while ((await takeInMails(database.worker.db, testDesk({ zone: dns, now }), most)) > 0);
}
