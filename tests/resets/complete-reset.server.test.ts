import { and, eq, inArray } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { completeReset } from '#app/resets/complete-reset.server.ts'
import { createReset, readReset } from '#app/resets/reset.server.ts'
import { findAccountHolder, signInAccount } from '#app/self-service/account-session.server.ts'
import { hashPassword } from '#app/sign-in/password-hash.server.ts'
import { accounts, formerEmails } from '#drizzle/schema/accounts.ts'
import { auditEntries } from '#drizzle/schema/audit.ts'
import { letters } from '#drizzle/schema/letters.ts'
import { resets } from '#drizzle/schema/resets.ts'
import { switches } from '#drizzle/schema/staff.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import {
  approveTicket,
  goodPassword,
  keepAna,
  keys,
  later,
  mailing,
  now,
  otherPassword,
  sendLink,
} from './reset-case.ts'

let database: TestDatabase
let anaId: string
beforeAll(async () => {
  database = await openTestDatabase()
  anaId = await keepAna(database)
})
afterAll(() => database.close())

const complete = (token: string, password = goodPassword, at = later(10)) =>
  completeReset(database.web.db, { token, password, now: at, ...mailing })
const signIn = (number: string, password: string, at = later(11)) =>
  signInAccount(database.web.db, { number, password, network: null, now: at })

test('the new password signs in, the old one does not, and the link is spent', async () => {
  const { mei, token, ticketId } = await sendLink(database, anaId, { passwordHash: await hashPassword(otherPassword) })
  expect(await complete(token)).toEqual({ accountNumber: mei.number })
  expect(await signIn(mei.number, goodPassword)).toHaveProperty('token')
  expect(await signIn(mei.number, otherPassword)).toHaveProperty('refusal', 'wrong')
  expect(await complete(token, otherPassword)).toEqual({ refusal: 'dead' })
  expect(await readReset(database.web.db, token, later(12))).toBeNull()
  const [ticket] = await database.owner.db
    .select({ state: tickets.state, version: tickets.version })
    .from(tickets)
    .where(eq(tickets.id, ticketId))
  expect(ticket).toEqual({ state: 'done', version: 2 })
})

test('of two who follow the link at the same time exactly one sets the password', async () => {
  const { mei, token, ticketId } = await sendLink(database, anaId)
  const outcomes = await Promise.all([complete(token, goodPassword), complete(token, otherPassword)])
  expect(outcomes.filter((outcome) => 'accountNumber' in outcome)).toHaveLength(1)
  expect(outcomes.filter((outcome) => 'refusal' in outcome && outcome.refusal === 'dead')).toHaveLength(1)
  const winner = 'accountNumber' in (outcomes[0] as object) ? goodPassword : otherPassword
  expect(await signIn(mei.number, winner)).toHaveProperty('token')
  const entries = await database.owner.db
    .select({ id: auditEntries.id })
    .from(auditEntries)
    .where(and(eq(auditEntries.ticketId, ticketId), eq(auditEntries.verb, 'reset_completed')))
  expect(entries).toHaveLength(1)
})

test('all sessions of the account end, also one that begins at the same moment with the old password', async () => {
  const { mei, token } = await sendLink(database, anaId, { passwordHash: await hashPassword(otherPassword) })
  const before = (await signIn(mei.number, otherPassword, now)) as { token: string }
  expect(await findAccountHolder(database.web.db, before.token, later(1))).toMatchObject({ number: mei.number })
  const [, ...racing] = await Promise.all([
    complete(token),
    ...Array.from({ length: 3 }, () => signIn(mei.number, otherPassword, later(10))),
  ])
  const tokens = [before, ...racing].flatMap((outcome) => ('token' in outcome ? [outcome.token] : []))
  const holders = await Promise.all(tokens.map((one) => findAccountHolder(database.web.db, one, later(12))))
  expect(holders).toEqual(holders.map(() => null))
})

test('every channel is told: the registered address and those that were replaced in the last 30 days', async () => {
  const { mei, token, ticketId, resetId } = await sendLink(database, anaId)
  const day = 24 * 60
  await database.owner.db.insert(formerEmails).values([
    { accountNumber: mei.number, address: `recent-${mei.number}@example.org`, until: later(-29 * day) },
    { accountNumber: mei.number, address: `old-${mei.number}@example.org`, until: later(-31 * day) },
    { accountNumber: mei.number, address: 'no address at all', until: later(-1 * day) },
  ])
  await complete(token)
  const told = await database.owner.db
    .select({ recipient: letters.recipient, language: letters.language, resetId: letters.resetId })
    .from(letters)
    .where(and(eq(letters.ticketId, ticketId), eq(letters.kind, 'password_changed')))
    .orderBy(letters.id)
  expect(told).toEqual([
    { recipient: mei.registeredEmail, language: 'zh', resetId },
    { recipient: `recent-${mei.number}@example.org`, language: 'zh', resetId },
  ])
})

test('a password that is too short costs no try, a guessable one does, and the fifth kills the link', async () => {
  const { token, resetId, ticketId } = await sendLink(database, anaId)
  expect(await complete(token, '')).toEqual({ refusal: 'too short', triesLeft: 5 })
  for (const triesLeft of [4, 3, 2, 1])
    expect(await complete(token, 'password2026')).toEqual({ refusal: 'guessable', triesLeft })
  expect(await readReset(database.web.db, token, now)).toMatchObject({ triesLeft: 1 })
  expect(await complete(token, 'harbour 小雨点 kettle')).toEqual({ refusal: 'own name', triesLeft: 0 })
  expect(await complete(token)).toEqual({ refusal: 'dead' })
  const [reset] = await database.owner.db.select({ state: resets.state }).from(resets).where(eq(resets.id, resetId))
  expect(reset).toEqual({ state: 'revoked' })
  const entries = await database.owner.db
    .select({ verb: auditEntries.verb })
    .from(auditEntries)
    .where(eq(auditEntries.ticketId, ticketId))
  expect(entries).toEqual([{ verb: 'reset_tries_spent' }])
})

test('twenty guessable passwords at the same time are not more than five tries', async () => {
  const { token, resetId } = await sendLink(database, anaId)
  await Promise.all(Array.from({ length: 20 }, () => complete(token, 'password2026')))
  const [reset] = await database.owner.db.select({ tries: resets.tries }).from(resets).where(eq(resets.id, resetId))
  expect(reset).toEqual({ tries: 5 })
  expect(await complete(token)).toEqual({ refusal: 'dead' })
})

test.each([
  { says: 'when the ticket was frozen', spoil: (own: { ticketId: number }) => freeze([own.ticketId]) },
  {
    says: 'when the registered address changed',
    spoil: async ({ number }: { number: string }) => {
      await database.owner.db.update(accounts).set({ emailVersion: 9 }).where(eq(accounts.number, number))
    },
  },
  {
    says: 'while all resets are stopped',
    spoil: async () => {
      await database.owner.db.insert(switches).values({ name: 'stop-resets', on: true, changedAt: now })
      return () => database.owner.db.delete(switches)
    },
  },
])('a link does not work $says', async ({ spoil }) => {
  const { mei, token, ticketId } = await sendLink(database, anaId)
  const mend = await spoil({ ticketId, number: mei.number })
  expect(await complete(token)).toEqual({ refusal: 'dead' })
  expect(await signIn(mei.number, goodPassword)).toHaveProperty('refusal')
  if (mend) await mend()
})

test('a link that was sent again for a second ticket closes both', async () => {
  const { mei, token, ticketId, resetId } = await sendLink(database, anaId)
  const second = await approveTicket(database, { accountNumber: mei.number }, anaId)
  const again = await database.web.db.transaction((tx) =>
    createReset(tx, { ...second, accountNumber: mei.number, now: later(5), key: keys.resetToken }),
  )
  expect(again).toEqual({ resetId })
  await database.owner.db.insert(letters).values({
    ticketId: second.ticketId,
    kind: 'link',
    language: 'zh',
    recipient: String(mei.registeredEmail),
    automatic: false,
    day: '2026-11-22',
    messageId: `<${resetId}@desk.example>`,
    resetId,
    notBefore: now,
    createdAt: now,
  })
  expect(await complete(token)).toEqual({ accountNumber: mei.number })
  const states = await database.owner.db
    .select({ state: tickets.state })
    .from(tickets)
    .where(inArray(tickets.id, [ticketId, second.ticketId]))
  expect(states).toEqual([{ state: 'done' }, { state: 'done' }])
})

async function freeze(ids: number[]): Promise<void> {
  await database.owner.db.update(tickets).set({ state: 'frozen' }).where(inArray(tickets.id, ids))
}
