import { eq, sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { takeInMails } from '#app/intake/intake.server.ts'
import { keepRawMails } from '#app/mailboxes/keep-raw-mail.server.ts'
import type { Mailbox } from '#app/mailboxes/mailbox.ts'
import { reconcileMailbox } from '#app/mailboxes/reconcile.server.ts'
import { rawMails } from '#drizzle/schema/mails.ts'
import { type Dovecot, dovecotUser, startDovecot } from '#scripts/dovecot.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { addMailbox, keptMails, mailAbout, readRow, startReading, until } from '#tests/imap/reading.ts'
import { testDesk } from '#tests/intake/test-desk.ts'

let house: TestDatabase
let server: Dovecot
beforeAll(async () => {
  house = await openTestDatabase()
})
afterAll(() => house.close())
beforeEach(async () => {
  server = await startDovecot()
})
afterEach(() => server.stop())

const db = () => house.worker.db

const reconcile = (mailbox: Mailbox, change: { refetch?: boolean; since?: Date } = {}) =>
  reconcileMailbox({
    db: db(),
    mailbox: { ...mailbox, secret: new Uint8Array([1]), address: 'recover@desk.example' },
    credential: { password: dovecotUser.password },
    since: change.since ?? null,
    refetch: change.refetch ?? false,
    signal: new AbortController().signal,
    now: new Date(),
  })

/** A mailbox whose five mails are kept. */
async function fiveKept(): Promise<Mailbox> {
  for (const subject of ['one', 'two', 'three', 'four', 'five']) await server.append(mailAbout(subject))
  const mailbox = await addMailbox(db(), server.port, { backfill: 'all' })
  const reader = startReading(db(), mailbox)
  await until(async () => (await keptMails(db(), mailbox)).length === 5, 'five mails')
  await reader.stop()
  return mailbox
}

const lose = (mailbox: Mailbox, uid: number) =>
  house.owner.db.delete(rawMails).where(sql`${rawMails.mailboxId} = ${mailbox.id} and ${rawMails.uid} = ${uid}`)

test('where everything is kept there is no gap, and nothing is fetched again', async () => {
  const mailbox = await fiveKept()
  expect(await reconcile(mailbox, { refetch: true })).toMatchObject({
    onServer: 5,
    kept: 5,
    waiting: 0,
    gaps: [],
    unfetched: [],
    refetched: 0,
    outcomes: { received: 5, done: 0, failed: 0, quarantined: 0, unplaced: 0 },
  })
  expect(await keptMails(db(), mailbox)).toHaveLength(5)
})

test('a row that is gone is found, fetched again and waits for intake; the others stay as they are', async () => {
  const mailbox = await fiveKept()
  const before = await keptMails(db(), mailbox)
  await lose(mailbox, 3)
  expect(await reconcile(mailbox)).toMatchObject({ onServer: 5, kept: 4, gaps: [3], refetched: 0 })
  expect(await keptMails(db(), mailbox)).toHaveLength(4)

  expect(await reconcile(mailbox, { refetch: true })).toMatchObject({ gaps: [3], refetched: 1 })
  const after = await keptMails(db(), mailbox)
  expect(after.map(({ subject }) => subject).sort()).toEqual(before.map(({ subject }) => subject).sort())
  expect(after.find(({ uid }) => uid === 3)).toMatchObject({ state: 'received', subject: 'three', duplicateOf: null })
  expect((await readRow(db(), mailbox)).lastUid).toBe(5)
  expect(await reconcile(mailbox, { refetch: true })).toMatchObject({ kept: 5, gaps: [], refetched: 0 })
})

test('the window leaves out what the server received before', async () => {
  const mailbox = await fiveKept()
  await lose(mailbox, 2)
  const tomorrow = new Date(Date.now() + 86_400_000)
  expect(await reconcile(mailbox, { since: tomorrow })).toMatchObject({ onServer: 0, gaps: [] })
  expect(await reconcile(mailbox, { since: new Date(Date.now() - 3_600_000) })).toMatchObject({
    onServer: 5,
    gaps: [2],
  })
})

test('a mail that could not be fetched gets its bytes at last, in the row that it has', async () => {
  const mailbox = await fiveKept()
  const [row] = await db().select().from(rawMails).where(eq(rawMails.mailboxId, mailbox.id)).orderBy(rawMails.id)
  await db()
    .update(rawMails)
    .set({ sha256: null, state: 'failed', failedStep: 'fetch', reason: 'The server did not give it.' })
    .where(eq(rawMails.id, row?.id ?? 0))
  expect(await reconcile(mailbox)).toMatchObject({ gaps: [], unfetched: [1], refetched: 0 })
  expect(await reconcile(mailbox, { refetch: true })).toMatchObject({ unfetched: [1], refetched: 1 })
  const [mail, ...others] = await keptMails(db(), mailbox)
  expect(mail).toMatchObject({ id: row?.id, uid: 1, state: 'received', subject: 'one', reason: null, failedStep: null })
  expect(others).toHaveLength(4)
})

test('bytes that came by another way meanwhile do not open a second case', async () => {
  const mailbox = await fiveKept()
  const [row, other] = await keptMails(db(), mailbox)
  await db().execute(
    sql`update raw_mails set sha256 = null, state = 'failed', failed_step = 'fetch', reason = 'x' where id = ${row?.id}`,
  )
  // The same mail was moved away and back, and taken in under its new UID.
  await server.append(mailAbout('one'))
  const reader = startReading(db(), mailbox)
  await until(async () => (await keptMails(db(), mailbox)).length === 6, 'the sixth')
  await reader.stop()
  await reconcile(mailbox, { refetch: true })
  const mails = await keptMails(db(), mailbox)
  const last = mails.at(-1)
  expect(mails.find(({ id }) => id === row?.id)).toMatchObject({ state: 'done', duplicateOf: last?.id })
  expect(other).toBeDefined()
})

test('under a new UIDVALIDITY everything waits for the reader, and the cursor is left alone', async () => {
  const mailbox = await fiveKept()
  const before = await readRow(db(), mailbox)
  await new Promise((resolve) => setTimeout(resolve, 1100))
  await server.renumber()
  const found = await reconcile(mailbox, { refetch: true })
  expect(found.uidvalidity).not.toBe(before.uidvalidity)
  expect(found).toMatchObject({ onServer: 5, kept: 0, waiting: 5, gaps: [], refetched: 0 })
  expect(await readRow(db(), mailbox)).toMatchObject({ uidvalidity: before.uidvalidity, lastUid: 5 })
})

test('a mail that is done and lies beside no case is counted; one that lies beside a case is not', async () => {
  const mailbox = await fiveKept()
  const desk = testDesk({ now: new Date() })
  while ((await takeInMails(db(), desk, 10)) > 0);
  expect((await reconcile(mailbox)).outcomes).toMatchObject({ received: 0, done: 5, unplaced: 0 })
  const before = await keptMails(db(), mailbox)
  expect(before.every(({ kind }) => kind !== null)).toBe(true)
  await server.append(mailAbout('six'))
  const reader = startReading(db(), mailbox)
  await until(async () => (await keptMails(db(), mailbox)).length === 6, 'the sixth')
  await reader.stop()
  await db().execute(
    sql`update raw_mails set state = 'done', kind = 'recovery' where mailbox_id = ${mailbox.id} and uid = 6`,
  )
  expect((await reconcile(mailbox)).outcomes).toMatchObject({ received: 0, done: 6, unplaced: 1 })
})

test('a refetch beside a reader that keeps the same mail keeps it once', async () => {
  const mailbox = await fiveKept()
  await lose(mailbox, 3)
  const row = await readRow(db(), mailbox)
  await Promise.all([
    reconcile(mailbox, { refetch: true }),
    reconcile(mailbox, { refetch: true }),
    db().transaction((tx) =>
      keepRawMails(tx, {
        mailboxId: mailbox.id,
        uidvalidity: Number(row.uidvalidity),
        mails: [],
        advance: { to: 'stay' },
        now: new Date(),
      }),
    ),
  ])
  expect((await keptMails(db(), mailbox)).map(({ uid }) => uid).sort()).toEqual([1, 2, 3, 4, 5])
  for (const flags of await server.flags()) expect(flags).not.toContain('\\Seen')
})
