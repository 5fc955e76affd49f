import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SenderVerdict } from '#app/mail/sender.ts'
import { queueLetter } from '#app/outbox/outbox.server.ts'
import { createReset, readReset, startClock } from '#app/resets/reset.server.ts'
import { accounts } from '#drizzle/schema/accounts.ts'
import { messages } from '#drizzle/schema/mails.ts'
import { resets } from '#drizzle/schema/resets.ts'
import { switches } from '#drizzle/schema/staff.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { putMessage } from '#tests/accounts/ticket-in-database.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { unproved, verdict } from '#tests/factories/sender.ts'
import { approveTicket, keepAna, keepMei, keys, later, mailing, now, sendLink } from './reset-case.ts'

let database: TestDatabase
let anaId: string
beforeAll(async () => {
  database = await openTestDatabase()
  anaId = await keepAna(database)
})
afterAll(() => database.close())

async function makeReset(accountNumber: string, at = now) {
  const approved = await approveTicket(database, { accountNumber, decidedAt: at }, anaId)
  return database.web.db.transaction((tx) =>
    createReset(tx, { ...approved, accountNumber, now: at, key: keys.resetToken }),
  )
}

test.each([
  { says: 'no registered address', change: { registeredEmail: null, emailVerified: false } },
  { says: 'an address that was never verified', change: { emailVerified: false } },
])('an account with $says gets no link, and the agent reads why', async ({ change }) => {
  const { number } = await keepMei(database, change)
  expect(await makeReset(number)).toEqual({ refusal: expect.stringContaining('no verified registered address') })
})

test('a link that is still live is given back, not replaced', async () => {
  const { number } = await keepMei(database)
  const first = await makeReset(number)
  expect(await makeReset(number)).toEqual(first)
})

/** Approves a case of this account and sends its link; a refusal where it gets none. */
async function sendAnother(accountNumber: string, at: Date, opened: { from?: string; judged?: SenderVerdict } = {}) {
  const { from = `mei${accountNumber}@example.com`, judged } = opened
  const approved = await approveTicket(database, { accountNumber, decidedAt: at }, anaId)
  await database.owner.db.update(tickets).set({ senderAddress: from }).where(eq(tickets.id, approved.ticketId))
  if (judged) {
    const id = await putMessage(database, approved.ticketId, from, at)
    await database.owner.db.update(messages).set({ verdict: judged }).where(eq(messages.id, id))
  }
  return database.web.db.transaction(async (tx) => {
    const made = await createReset(tx, { ...approved, accountNumber, now: at, key: keys.resetToken })
    if ('refusal' in made) return made.refusal
    const letter = { ticketId: approved.ticketId, kind: 'link' as const, language: 'en' as const, automatic: false }
    const recipient = `mei${accountNumber}@example.com`
    await queueLetter(tx, { ...letter, recipient, resetId: made.resetId, now: at, ...mailing })
    return made.resetId
  })
}

test('a sender gets three links within a day, the same one sent again among them; others have their own', async () => {
  const { number } = await keepMei(database)
  const first = await sendAnother(number, now)
  expect([await sendAnother(number, later(1)), await sendAnother(number, later(2))]).toEqual([first, first])
  expect(await sendAnother(number, later(3))).toMatch(/^Three links went out/)
  expect(await sendAnother(number, later(3), { from: 'bo@example.net' })).toBe(first)
  expect(await sendAnother(number, later(24 * 60 + 3))).toEqual(expect.any(Number))
})

test('links for cases that were opened in the owner’s name without proof are counted apart from hers', async () => {
  const { number } = await keepMei(database)
  const address = `mei${number}@example.com`
  for (const refused of [false, false, false, true]) {
    const sent = await sendAnother(number, now, { judged: unproved(address) })
    expect(typeof sent === 'string').toBe(refused)
  }
  expect(await sendAnother(number, now, { judged: verdict({ address }) })).toEqual(expect.any(Number))
})

test('a link whose hour is over makes room for a new one', async () => {
  const { mei, resetId } = await sendLink(database, anaId)
  expect(await makeReset(mei.number, later(61))).not.toEqual({ resetId })
  const [old] = await database.owner.db.select({ state: resets.state }).from(resets).where(eq(resets.id, resetId))
  expect(old).toEqual({ state: 'expired' })
})

test('a link to an address that was replaced is revoked by the next one', async () => {
  const { mei, resetId, token } = await sendLink(database, anaId)
  await database.owner.db
    .update(accounts)
    .set({ registeredEmail: `new-${mei.registeredEmail}`, emailVersion: 2 })
    .where(eq(accounts.number, mei.number))
  expect(await readReset(database.web.db, token, now)).toBeNull()
  expect(await makeReset(mei.number)).not.toEqual({ resetId })
  const [old] = await database.owner.db.select({ state: resets.state }).from(resets).where(eq(resets.id, resetId))
  expect(old).toEqual({ state: 'revoked' })
})

test('looking behind a link consumes nothing, however often', async () => {
  const { mei, token } = await sendLink(database, anaId)
  const looks = await Promise.all(Array.from({ length: 8 }, () => readReset(database.web.db, token, later(59))))
  expect(new Set(looks.map((look) => look?.accountNumber))).toEqual(new Set([mei.number]))
  expect(looks.map((look) => look?.triesLeft)).toEqual(Array(8).fill(5))
})

test.each([
  { says: 'after its hour', token: (own: string) => own, at: later(60) },
  {
    says: 'with one letter changed',
    token: (own: string) => `${own.startsWith('A') ? 'B' : 'A'}${own.slice(1)}`,
    at: now,
  },
  { says: 'cut short', token: (own: string) => own.slice(0, 20), at: now },
])('a link $says does not work', async ({ token, at }) => {
  const sent = await sendLink(database, anaId)
  expect(await readReset(database.web.db, token(sent.token), at)).toBeNull()
})

test('the hour of a link begins when its letter is sent, and again when it is sent again', async () => {
  const { resetId, token } = await sendLink(database, anaId)
  expect(await database.worker.db.transaction((tx) => startClock(tx, resetId, later(30)))).toBe(true)
  expect(await readReset(database.web.db, token, later(89))).not.toBeNull()
  expect(await readReset(database.web.db, token, later(90))).toBeNull()
})

test('sending an expired link again does not bring it back', async () => {
  const { resetId, token } = await sendLink(database, anaId)
  expect(await database.worker.db.transaction((tx) => startClock(tx, resetId, later(61)))).toBe(false)
  expect(await readReset(database.web.db, token, later(62))).toBeNull()
})

test('the table holds neither the token nor anything that opens the link without the key', async () => {
  const { resetId, token } = await sendLink(database, anaId)
  const [row] = await database.owner.db.select().from(resets).where(eq(resets.id, resetId))
  expect(JSON.stringify(row)).not.toContain(token)
  for (const bytes of [row?.seed, row?.tokenHash])
    expect(await readReset(database.web.db, Buffer.from(bytes ?? []).toString('base64url'), now)).toBeNull()
})

test('the switch stops links from being made, sent and followed', async () => {
  const { resetId, token } = await sendLink(database, anaId)
  const { number } = await keepMei(database)
  await database.owner.db.insert(switches).values({ name: 'stop-resets', on: true, changedAt: now })
  try {
    expect(await makeReset(number)).toEqual({ refusal: expect.stringContaining('stopped') })
    expect(await database.worker.db.transaction((tx) => startClock(tx, resetId, now))).toBe(false)
    expect(await readReset(database.web.db, token, now)).toBeNull()
  } finally {
    await database.owner.db.delete(switches)
  }
  expect(await readReset(database.web.db, token, now)).not.toBeNull()
})
