import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listFailedMails, readRawFailedMail, retryFailedMails } from '#app/mailboxes/failed.server.ts'
import { listRefetchAsked } from '#app/mailboxes/refetch.server.ts'
import { auditEntries } from '#drizzle/schema/audit.ts'
import { rawMails } from '#drizzle/schema/mails.ts'
import { reads } from '#drizzle/schema/reads.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { addMailbox } from '#tests/imap/reading.ts'
import { putRawMail } from '#tests/mailboxes/raw-mail-in-database.ts'
import { keepAna } from '#tests/resets/reset-case.ts'

const now = new Date('2026-11-22T09:00:00Z')

let database: TestDatabase
let anaId: string
beforeEach(async () => {
  database = await openTestDatabase()
  anaId = await keepAna(database)
})
afterEach(() => database.close())

async function keepMails(
  count: number,
  change: Partial<typeof rawMails.$inferInsert> & { bytes?: Uint8Array } = {},
): Promise<number[]> {
  const ids: number[] = []
  for (let n = 0; n < count; n += 1)
    ids.push(
      await database.owner.db.transaction((tx) =>
        putRawMail(tx, {
          bytes: new TextEncoder().encode(`From: mei@example.com\r\nSubject: ${n}\r\n\r\n<script>小</script>`),
          arrivedAt: now,
          state: 'failed',
          attempts: 3,
          failedStep: 'parse',
          reason: 'The parser ran out of time.',
          ...change,
        }),
      ),
    )
  return ids
}

test('a failed mail is listed with its reason, step, attempts and size; others are not', async () => {
  const [id] = await keepMails(1)
  await keepMails(1, { state: 'done', reason: null, failedStep: null })
  expect(await listFailedMails(database.web.db, null)).toEqual({
    mails: [
      {
        id,
        arrivedAt: now,
        size: 57,
        failedStep: 'parse',
        reason: 'The parser ran out of time.',
        attempts: 3,
        refetchAsked: false,
      },
    ],
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
  expect(await retryFailedMails(database.web.db, { id, staffId: anaId, now })).toEqual({ read: 1, fetched: 0 })
  expect(await retryFailedMails(database.web.db, { id, staffId: anaId, now })).toEqual({ read: 0, fetched: 0 })
  await expect.poll(() => heard).toEqual([''])
  await unlisten()
  const [again] = await database.owner.db.select().from(rawMails).where(eq(rawMails.id, id))
  expect(again).toMatchObject({ state: 'received', attempts: 3, failedStep: null, reason: null })
  expect((await listFailedMails(database.web.db, null)).mails.map((mail) => mail.id)).toEqual([other])
  const entries = await database.owner.db.select().from(auditEntries)
  expect(entries).toMatchObject([{ verb: 'mail_retried', staffId: anaId, details: { mail: id, fetched: false } }])
})

test('all are retried at once, counted in one entry', async () => {
  await keepMails(70)
  expect(await retryFailedMails(database.web.db, { id: 'all', staffId: anaId, now })).toEqual({ read: 70, fetched: 0 })
  expect((await listFailedMails(database.web.db, null)).total).toBe(0)
  const entries = await database.owner.db.select({ details: auditEntries.details }).from(auditEntries)
  expect(entries).toEqual([{ details: { count: 70, fetched: 0 } }])
})

test('a mail that never came whole is put to its reader, and stays in sight until it has come', async () => {
  const mailbox = await addMailbox(database.worker.db, 993)
  const [parsed] = (await keepMails(1)) as [number]
  const [half] = (await database.owner.db
    .insert(rawMails)
    .values({
      mailboxId: mailbox.id,
      uidvalidity: 7,
      uid: 3,
      arrivedAt: now,
      state: 'failed',
      failedStep: 'fetch',
      reason: 'The server broke off.',
    })
    .returning({ id: rawMails.id })) as [{ id: number }]
  const run = (id: number | 'all') => retryFailedMails(database.web.db, { id, staffId: anaId, now })
  expect(await run('all')).toEqual({ read: 1, fetched: 1 })
  expect(await run(half.id)).toEqual({ read: 0, fetched: 0 })
  expect((await listFailedMails(database.web.db, null)).mails).toMatchObject([
    { id: half.id, failedStep: 'fetch', reason: 'The server broke off.', refetchAsked: true, size: null },
  ])
  expect(await listRefetchAsked(database.worker.db)).toEqual([mailbox.id])
  expect(await readRawFailedMail(database.web.db, { id: half.id, staffId: anaId, now })).toBeNull()
  const [again] = await database.owner.db.select().from(rawMails).where(eq(rawMails.id, parsed))
  expect(again?.state).toBe('received')
})

test('a failed mail can be read as it came, a mail that is not failed cannot', async () => {
  const [failed] = (await keepMails(1)) as [number]
  const [done] = (await keepMails(1, { state: 'done', reason: null })) as [number]
  expect(await readRawFailedMail(database.web.db, { id: failed, staffId: anaId, now })).toEqual({
    text: 'From: mei@example.com\r\nSubject: 0\r\n\r\n<script>小</script>',
    cut: false,
  })
  expect(await readRawFailedMail(database.web.db, { id: done, staffId: anaId, now })).toBeNull()
})

test('who reads a failed mail as it came is on record', async () => {
  const [id] = (await keepMails(1)) as [number]
  await readRawFailedMail(database.web.db, { id, staffId: anaId, now })
  const looks = await database.owner.db.select({ kind: reads.kind, subject: reads.subject }).from(reads)
  expect(looks).toContainEqual({ kind: 'raw_read', subject: `failed mail ${id}, raw` })
  const deeds = await database.owner.db.select({ details: auditEntries.details }).from(auditEntries)
  expect(deeds).toContainEqual({ details: { failedMail: id, part: 'raw' } })
})

test('a mail of many megabytes is cut', async () => {
  const [id] = (await keepMails(1, { bytes: new Uint8Array(3_000_000).fill(0xff) })) as [number]
  const raw = await readRawFailedMail(database.web.db, { id, staffId: anaId, now })
  expect(raw?.cut).toBe(true)
  expect(raw?.text).toHaveLength(1_000_000)
})
