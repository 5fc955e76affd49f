import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listFailedMails, readRawFailedMail, refuseRetry, retryFailedMails } from '#app/mailboxes/failed.server.ts'
import { auditEntries } from '#drizzle/schema/audit.ts'
import { rawMails } from '#drizzle/schema/mails.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { keepAna } from '#tests/resets/reset-case.ts'

const now = new Date('2026-11-22T09:00:00Z')

let database: TestDatabase
let anaId: string
beforeEach(async () => {
  database = await openTestDatabase()
  anaId = await keepAna(database)
})
afterEach(() => database.close())

async function keepMails(count: number, change: Partial<typeof rawMails.$inferInsert> = {}): Promise<number[]> {
  const rows = await database.owner.db
    .insert(rawMails)
    .values(
      Array.from({ length: count }, (_, n) => {
        const bytes = new TextEncoder().encode(`From: mei@example.com\r\nSubject: ${n}\r\n\r\n<script>小</script>`)
        return {
          sha256: new Uint8Array(createHash('sha256').update(bytes).digest()),
          bytes,
          arrivedAt: now,
          state: 'failed' as const,
          attempts: 3,
          failedStep: 'parse',
          reason: 'The parser ran out of time.',
          ...change,
        }
      }),
    )
    .returning({ id: rawMails.id })
  return rows.map(({ id }) => id)
}

test('a failed mail is listed with its reason, step, attempts and size; others are not', async () => {
  const [id] = await keepMails(1)
  await keepMails(1, { state: 'done', reason: null, failedStep: null })
  expect(await listFailedMails(database.web.db, null)).toEqual({
    mails: [{ id, arrivedAt: now, size: 57, failedStep: 'parse', reason: 'The parser ran out of time.', attempts: 3 }],
    next: null,
    total: 1,
  })
})

test('a hundred and twenty are read in three pages, newest first', async () => {
  const ids = (await keepMails(120)).reverse()
  const first = await listFailedMails(database.web.db, null)
  const second = await listFailedMails(database.web.db, first.next)
  const third = await listFailedMails(database.web.db, second.next)
  expect([first, second, third].flatMap(({ mails }) => mails.map(({ id }) => id))).toEqual(ids)
  expect([first.total, third.next]).toEqual([120, null])
})

test('a retried mail waits for intake again, keeps its attempts, wakes intake, and is in the audit', async () => {
  const [id, other] = (await keepMails(2)) as [number, number]
  const heard: string[] = []
  const { unlisten } = await database.worker.sql.listen('raw_mails', (payload) => heard.push(payload))
  expect(await retryFailedMails(database.web.db, { id, staffId: anaId, now })).toBe(1)
  expect(await retryFailedMails(database.web.db, { id, staffId: anaId, now })).toBe(0)
  await expect.poll(() => heard).toEqual([''])
  await unlisten()
  const [again] = await database.owner.db.select().from(rawMails).where(eq(rawMails.id, id))
  expect(again).toMatchObject({ state: 'received', attempts: 3, failedStep: null, reason: null })
  expect((await listFailedMails(database.web.db, null)).mails.map((mail) => mail.id)).toEqual([other])
  const entries = await database.owner.db.select().from(auditEntries)
  expect(entries).toMatchObject([{ verb: 'mail_retried', staffId: anaId, details: { mail: id } }])
})

test('all are retried at once, counted in one entry', async () => {
  await keepMails(70)
  expect(await retryFailedMails(database.web.db, { id: 'all', staffId: anaId, now })).toBe(70)
  expect((await listFailedMails(database.web.db, null)).total).toBe(0)
  const entries = await database.owner.db.select({ details: auditEntries.details }).from(auditEntries)
  expect(entries).toEqual([{ details: { count: 70 } }])
})

test('a mail that was never fetched whole is not run again and keeps its reason, whether alone or with all', async () => {
  const [fetched] = (await keepMails(1)) as [number]
  const [half] = (await keepMails(1, { failedStep: 'fetch', reason: 'The server broke off.' })) as [number]
  expect(await retryFailedMails(database.web.db, { id: half, staffId: anaId, now })).toBe(0)
  expect(await retryFailedMails(database.web.db, { id: 'all', staffId: anaId, now })).toBe(1)
  expect((await listFailedMails(database.web.db, null)).mails).toMatchObject([
    { id: half, failedStep: 'fetch', reason: 'The server broke off.' },
  ])
  expect(await refuseRetry(database.web.db, half)).toMatch(/npm run reconcile/)
  expect(await refuseRetry(database.web.db, fetched)).toBeNull()
})

test('a failed mail can be read as it came, a mail that is not failed cannot', async () => {
  const [failed] = (await keepMails(1)) as [number]
  const [done] = (await keepMails(1, { state: 'done', reason: null })) as [number]
  expect(await readRawFailedMail(database.web.db, failed)).toEqual({
    text: 'From: mei@example.com\r\nSubject: 0\r\n\r\n<script>小</script>',
    cut: false,
  })
  expect(await readRawFailedMail(database.web.db, done)).toBeNull()
})

test('a mail of many megabytes is cut', async () => {
  const [id] = (await keepMails(1, { bytes: new Uint8Array(3_000_000).fill(0xff) })) as [number]
  const raw = await readRawFailedMail(database.web.db, id)
  expect(raw?.cut).toBe(true)
  expect(raw?.text).toHaveLength(1_000_000)
})
