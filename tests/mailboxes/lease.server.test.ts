import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dropLease, holdLease, renewLease, takeLease } from '#app/mailboxes/lease.server.ts'
import { mailboxes } from '#drizzle/schema/mailboxes.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { addMailbox, readRow } from '#tests/imap/reading.ts'

let house: TestDatabase
beforeAll(async () => {
  house = await openTestDatabase()
})
afterAll(() => house.close())

const db = () => house.worker.db
const newMailbox = () => addMailbox(db(), 993, { host: `${randomUUID()}.example` })
const at = (seconds: number) => new Date(Date.UTC(2026, 10, 22, 8, 0, seconds))

test('of two holders only one has the mailbox, until its lease runs out', async () => {
  const { id: mailboxId } = await newMailbox()
  expect(await takeLease(db(), { mailboxId, holder: 'a', now: at(0) })).toBe(true)
  expect(await takeLease(db(), { mailboxId, holder: 'b', now: at(30) })).toBe(false)
  expect(await renewLease(db(), { mailboxId, holder: 'a', now: at(50) })).toBe(true)
  expect(await takeLease(db(), { mailboxId, holder: 'b', now: at(70) })).toBe(false)
  expect(await takeLease(db(), { mailboxId, holder: 'b', now: at(111) })).toBe(true)
  expect(await renewLease(db(), { mailboxId, holder: 'a', now: at(112) })).toBe(false)
})

test('twenty who grab at once: one gets it', async () => {
  const { id: mailboxId } = await newMailbox()
  const takes = Array.from({ length: 20 }, (_, at) => takeLease(db(), { mailboxId, holder: `h${at}`, now: new Date() }))
  expect((await Promise.all(takes)).filter(Boolean)).toHaveLength(1)
})

test('a lease given back is free at once; only its holder can give it back', async () => {
  const { id: mailboxId } = await newMailbox()
  await takeLease(db(), { mailboxId, holder: 'a', now: at(0) })
  await dropLease(db(), { mailboxId, holder: 'b' })
  expect(await takeLease(db(), { mailboxId, holder: 'b', now: at(1) })).toBe(false)
  await dropLease(db(), { mailboxId, holder: 'a' })
  expect(await takeLease(db(), { mailboxId, holder: 'b', now: at(1) })).toBe(true)
})

test('a held lease renews itself, and its signal falls when somebody else takes the mailbox', async () => {
  const mailbox = await newMailbox()
  const lease = await holdLease(db(), {
    mailboxId: mailbox.id,
    holder: 'a',
    clock: () => new Date(),
    signal: new AbortController().signal,
    forMs: 1500,
  })
  if (!lease) throw new Error('the lease was free')
  await new Promise((resolve) => setTimeout(resolve, 2000))
  expect(lease.signal.aborted).toBe(false)

  await db().update(mailboxes).set({ leaseHolder: 'thief' }).where(eq(mailboxes.id, mailbox.id))
  await new Promise<void>((resolve) => lease.signal.addEventListener('abort', () => resolve()))
  await lease.drop()
  expect((await readRow(db(), mailbox)).leaseHolder).toBe('thief')
})

test('a mailbox that is paused loses its reader', async () => {
  const mailbox = await newMailbox()
  const stop = new AbortController()
  const held = { mailboxId: mailbox.id, holder: 'a', clock: () => new Date(), signal: stop.signal, forMs: 150 }
  const lease = await holdLease(db(), held)
  await db().update(mailboxes).set({ state: 'paused' }).where(eq(mailboxes.id, mailbox.id))
  await new Promise<void>((resolve) => lease?.signal.addEventListener('abort', () => resolve()))
  await lease?.drop()
  expect(await holdLease(db(), held)).toBeNull()
})
