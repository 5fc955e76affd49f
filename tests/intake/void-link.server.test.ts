import { desc, eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { decideTicket } from '#app/decisions/decide.server.ts'
import { takeInMails } from '#app/intake/intake.server.ts'
import { signMessageId } from '#app/mail/message-id.ts'
import { queueLetter } from '#app/outbox/outbox.server.ts'
import { startClock } from '#app/resets/reset.server.ts'
import { resets } from '#drizzle/schema/resets.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { demoZone, makeSigningKey, sign } from '#scripts/demo/signing.ts'
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
const signingKey = makeSigningKey()
const zone = demoZone({ domains: ['example.com'], key: signingKey })
const signed = (mail: Uint8Array) => sign(Buffer.from(mail), 'example.com', signingKey, now)
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
  await takeIn(
    await signed(plainMail({ ...mei, subject: 'Re: Lost password', text, headers: [`In-Reply-To: ${letter}`] })),
  )
  expect(await database.web.db.select({ state: resets.state }).from(resets)).toEqual([{ state }])
  expect(await database.web.db.$count(tickets)).toBe(1)
})

describe('a link that another case waits on as well', () => {
  test('outlives what a stranger writes in his own case, which goes back to an agent', async () => {
    const owners = await sendLink()
    const strangers = await shareLink('Eve <eve@example.org>')
    await answer(
      strangers,
      plainMail({ from: 'Eve <eve@example.org>', subject: 'Re: My account', text: 'My city is Denver.' }),
    )
    expect(await standing()).toEqual({ links: ['live'], [owners]: 'link_sent', [strangers]: 'new' })
    const [told] = await database.auditor
      .sql`select details from audit_entries where ticket_id = ${strangers} order by id desc limit 1`
    expect(told?.details.linkVoid).toBeUndefined()
  })

  test('dies for all of what its reader provably writes', async () => {
    const owners = await sendLink()
    const strangers = await shareLink('Eve <eve@example.org>')
    const text = 'That was not me, my city is Denver.'
    await answer(owners, await signed(plainMail({ ...mei, subject: 'Re: Lost password', text })))
    expect(await standing()).toEqual({ links: ['revoked'], [owners]: 'new', [strangers]: 'new' })
  })
})

/** A case of somebody else for Mei's account, for which her link was sent again. */
async function shareLink(from: string): Promise<number> {
  await takeIn(plainMail({ ...mei, from, subject: 'My account' }))
  const [other] = await database.web.db.select().from(tickets).orderBy(desc(tickets.id)).limit(1)
  const ticketId = other?.id ?? 0
  await database.owner.db.update(tickets).set({ state: 'link_sent' }).where(eq(tickets.id, ticketId))
  const [live] = await database.web.db.select().from(resets)
  await database.web.db.transaction((tx) =>
    queueLetter(tx, {
      ticketId,
      kind: 'link',
      language: 'en',
      recipient: 'mei@example.com',
      automatic: false,
      resetId: live?.id ?? 0,
      now,
      host,
      messageIdKey: testKey,
    }),
  )
  return ticketId
}

/** A mail of the person that answers a letter of the case. */
async function answer(ticketId: number, mail: Uint8Array): Promise<void> {
  const letter = signMessageId({ ticketId, letterId: 1, host }, testKey)
  await takeIn(Buffer.concat([Buffer.from(`In-Reply-To: ${letter}\r\n`), mail]))
}

async function standing(): Promise<Record<string, unknown>> {
  const cases = await database.web.db.select({ id: tickets.id, state: tickets.state }).from(tickets)
  const links = await database.web.db.select({ state: resets.state }).from(resets)
  return { links: links.map(({ state }) => state), ...Object.fromEntries(cases.map(({ id, state }) => [id, state])) }
}

async function sendLink(): Promise<number> {
  await takeIn(await signed(plainMail(mei)))
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
  await takeInMails(database.worker.db, testDesk({ zone, now }), 10)
}
