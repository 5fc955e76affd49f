import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readMessageId } from '#app/mail/message-id.ts'
import { askAgain, type LetterToQueue, queueLetter } from '#app/outbox/outbox.server.ts'
import { letters } from '#drizzle/schema/letters.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { approveTicket, keepAna, keepMei, keys, later, mailing, now, sendLink } from '#tests/resets/reset-case.ts'

let house: TestDatabase
let ticketId: number
let anaId: string
beforeAll(async () => {
  house = await openTestDatabase()
  const mei = await keepMei(house)
  anaId = await keepAna(house)
  ticketId = (await approveTicket(house, { accountNumber: mei.number }, anaId)).ticketId
})
afterAll(() => house.close())

const received: Omit<LetterToQueue, 'ticketId' | 'recipient'> = {
  kind: 'received',
  language: 'en',
  automatic: true,
  now,
  ...mailing,
}
const queue = (recipient: string, change: Partial<LetterToQueue> = {}, who: 'web' | 'worker' = 'worker') =>
  house[who].db.transaction((tx) => queueLetter(tx, { ticketId, recipient, ...received, ...change }))
const jobsFor = async (letterId: number) =>
  (await house.owner.sql`select run_at from graphile_worker.jobs where key = ${`letter-${letterId}`}`).length

test.each(['web', 'worker'] as const)('the %s can queue a letter: row and job in one transaction', async (who) => {
  const letterId = Number(await queue(`${who}@example.com`, {}, who))
  expect(await jobsFor(letterId)).toBe(1)
  const [letter] = await house.worker.db.select().from(letters).where(eq(letters.id, letterId))
  expect(letter).toMatchObject({ state: 'queued', day: '2026-11-22', attempts: 0 })
  expect(readMessageId(String(letter?.messageId), keys.messageId)?.ticketId).toBe(ticketId)
})

test('a ruling that is rolled back leaves neither letter nor job', async () => {
  let letterId = 0
  const ruling = house.web.db.transaction(async (tx) => {
    letterId = Number(await queueLetter(tx, { ticketId, recipient: 'rolled@example.com', ...received }))
    throw new Error('the ruling failed')
  })
  await expect(ruling).rejects.toThrow('the ruling failed')
  expect(letterId).toBeGreaterThan(0)
  expect(await jobsFor(letterId)).toBe(0)
})

test('one automatic letter a recipient and UTC day; rulings are not counted', async () => {
  expect(await queue('often@example.com')).not.toBeNull()
  expect(await queue('often@example.com')).toBeNull()
  expect(await queue('often@example.com', { automatic: false, kind: 'ask' })).not.toBeNull()
  expect(await queue('often@example.com', { now: new Date('2026-11-23T00:00:00Z') })).not.toBeNull()
})

describe('rulings to one address', () => {
  const rule = (recipient: string, change: Partial<LetterToQueue> = {}) =>
    queue(recipient, { automatic: false, kind: 'ask', ...change }, 'web')

  test('the fourth of a UTC day is kept as suppressed, with the reason, and no job sends it', async () => {
    const address = 'spammed@example.com'
    expect(await rule(address)).not.toBeNull()
    expect(await rule(address, { kind: 'nothing' })).not.toBeNull()
    const third = Number(await rule(address))
    expect(await rule(address, { kind: 'nothing' })).toBeNull()
    const rows = await house.worker.db.select().from(letters).where(eq(letters.recipient, address)).orderBy(letters.id)
    expect(rows.map(({ state }) => state)).toEqual(['queued', 'queued', 'queued', 'suppressed'])
    expect(rows[2]?.id).toBe(third)
    expect(rows[3]?.lastError).toBe('This address was written to 3 times today.')
    expect(await jobsFor(Number(rows[3]?.id))).toBe(0)
    expect(await rule(address, { now: new Date('2026-11-23T00:00:00Z') })).not.toBeNull()
    expect(await rule('another@example.com')).not.toBeNull()
  })

  test('ten at the same time are three letters', async () => {
    const ruled = await Promise.all(Array.from({ length: 10 }, () => rule('rushed@example.com')))
    expect(ruled.filter((id) => id !== null)).toHaveLength(3)
  })

  test('a link leaves however many went before, and is not counted', async () => {
    const { mei, resetId } = await sendLink(house, anaId)
    const address = String(mei.registeredEmail)
    const ids = [await rule(address), await rule(address), await rule(address)]
    expect(ids).not.toContain(null)
    expect(await rule(address)).toBeNull()
    expect(await rule(address, { kind: 'link', resetId })).not.toBeNull()
  })
})

test('ten mails at once bring one automatic letter', async () => {
  const queued = await Promise.all(Array.from({ length: 10 }, () => queue('flood@example.com')))
  expect(queued.filter((id) => id !== null)).toHaveLength(1)
})

test('what is no address gets no automatic letter; a ruling to write there fails aloud', async () => {
  expect(await queue('a@example.com\r\nBcc: b@example.com')).toBeNull()
  await expect(queue('nobody', { automatic: false })).rejects.toThrow(/no address/)
})

test('a letter whose job was lost with its worker is asked for again', async () => {
  const letterId = Number(await queue('lost@example.com'))
  await house.owner.sql`delete from graphile_worker._private_jobs`
  expect(await askAgain(house.worker.db, later(0.5))).toBe(0)
  expect(await askAgain(house.worker.db, later(2))).toBeGreaterThan(0)
  expect(await jobsFor(letterId)).toBe(1)
})

test('a letter whose worker was killed at work gets a new job beside the dead one', async () => {
  const letterId = Number(await queue('killed@example.com'))
  await house.owner.sql`
    update graphile_worker._private_jobs set locked_at = now(), locked_by = 'dead', attempts = 1
    where key = ${`letter-${letterId}`}`
  await askAgain(house.worker.db, later(2))
  const free = await house.owner.sql`
    select id from graphile_worker.jobs where key = ${`letter-${letterId}`} and locked_at is null`
  expect(free).toHaveLength(1)
})
