import { afterAll, beforeAll, expect, test } from 'vitest'
import { clearAlarm, raiseAlarm } from '#app/mailboxes/alarms.server.ts'
import { readHealth } from '#app/mailboxes/health.server.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { putRawMail } from './raw-mail-in-database.ts'

const now = new Date('2026-11-22T09:00:00Z')
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
let database: TestDatabase

beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

test('a desk without anything is well and empty', async () => {
  expect(await readHealth(database.web.db, now)).toEqual({
    mailboxes: [],
    failedMails: 0,
    quarantinedMails: 0,
    receivedMails: 0,
    restingMails: 0,
    lettersWaitingSince: null,
    lettersWaiting: 0,
    alarms: [],
  })
})

test('a failing mailbox says since when, failed mails are counted no further than the page tells', async () => {
  await database.worker.sql`
    insert into mailboxes (address, host, port, security, username, secret, last_success_at, failing_since)
    values ('help@example.org', 'imap.example.org', 993, 'tls', 'help', '\\x00', ${ago(30).toISOString()}, ${ago(20).toISOString()})`
  await database.worker.sql`
    insert into raw_mails (arrived_at, state, failed_step, reason)
    select now(), 'failed', 'fetch', 'it broke' from generate_series(1, 120)`
  const health = await readHealth(database.web.db, now)
  expect(health.mailboxes).toEqual([
    { address: 'help@example.org', state: 'active', lastSuccessAt: ago(30), failingSince: ago(20) },
  ])
  expect(health.failedMails).toBe(100)
})

test('a mail that waits for the DNS is told beside those that only wait for their turn', async () => {
  await database.owner.db.transaction(async (tx) => {
    for (const [at, notBefore] of [null, ago(5), ago(-5)].entries())
      await putRawMail(tx, { bytes: Buffer.from(`${at}`), arrivedAt: ago(30), notBefore })
  })
  expect(await readHealth(database.web.db, now)).toMatchObject({ receivedMails: 3, restingMails: 1 })
})

test('a letter counts as waiting only when it is overdue', async () => {
  await database.worker.sql`
    insert into tickets (category, subject, language, sender_level, route, recommendation, opened_at, changed_at)
    values ('recovery', 'Lost', 'en', 'other', 'none', 'ask', now(), now())`
  const write = (minutes: number) => database.worker.sql`
    insert into letters (ticket_id, kind, language, recipient, automatic, day, message_id, not_before, created_at)
    select max(id), 'ask', 'en', 'eve@example.net', false, '2026-11-22', ${`<${minutes}@x>`},
      ${ago(minutes).toISOString()}, ${ago(minutes).toISOString()} from tickets`
  await write(1)
  expect((await readHealth(database.web.db, now)).lettersWaitingSince).toBeNull()
  await write(5)
  expect(await readHealth(database.web.db, now)).toMatchObject({ lettersWaitingSince: ago(5), lettersWaiting: 1 })
})

test('an alarm stands once however often it is raised, tells its newest facts, and goes when it is cleared', async () => {
  const [mailbox] = await database.worker.sql<{ id: string }[]>`select id from mailboxes`
  const place = { kind: 'gap', mailboxId: mailbox?.id ?? '' } as const
  await raiseAlarm(database.worker.db, { ...place, details: { missing: 1 }, now: ago(9) })
  await raiseAlarm(database.worker.db, { ...place, details: { missing: 2 }, now: ago(5) })
  expect((await readHealth(database.web.db, now)).alarms).toEqual([
    { kind: 'gap', address: 'help@example.org', raisedAt: ago(9), details: { missing: 2 } },
  ])
  await clearAlarm(database.worker.db, { ...place, now: ago(1) })
  expect((await readHealth(database.web.db, now)).alarms).toEqual([])
  await raiseAlarm(database.worker.db, { ...place, details: {}, now })
  expect((await readHealth(database.web.db, now)).alarms).toMatchObject([{ raisedAt: now }])
})
