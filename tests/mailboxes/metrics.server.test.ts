import { afterAll, beforeAll, expect, test } from 'vitest'
import { raiseAlarm } from '#app/mailboxes/alarms.server.ts'
import { readMetrics, requireMonitor } from '#app/mailboxes/metrics.server.ts'
import { mailboxes } from '#drizzle/schema/mailboxes.ts'
import { rawMails } from '#drizzle/schema/mails.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { addMailbox } from '#tests/imap/reading.ts'
import { putRawMail } from './raw-mail-in-database.ts'

let house: TestDatabase
beforeAll(async () => {
  house = await openTestDatabase()
})
afterAll(() => house.close())

const now = new Date('2026-11-22T09:00:00Z')
const token = 'a token that only the monitor knows'.replaceAll(' ', '-')
const asking = (authorization?: string) =>
  new Request('https://desk.example/metrics', authorization ? { headers: { authorization } } : {})

test.each([
  ['no token is set', asking(`Bearer ${token}`), undefined, false],
  ['none is given', asking(), token, false],
  ['another is given', asking(`Bearer ${token}x`), token, false],
  ['it is given another way', asking(`Basic ${token}`), token, false],
  ['it is given', asking(`Bearer ${token}`), token, true],
] as const)('who may read the figures: %s', (_, request, set, may) => {
  const passes = () => {
    try {
      requireMonitor(request, set)
      return true
    } catch (refused) {
      expect(refused).toMatchObject({ status: 404 })
      return false
    }
  }
  expect(passes()).toBe(may)
})

test('a monitor sees silence, backlog, what waits, what failed and which alarms stand, and no address', async () => {
  const db = house.worker.db
  const { id } = await addMailbox(db, 993)
  const seen = {
    uidvalidity: 7,
    startUid: 1,
    lastUid: 40,
    uidNext: 51,
    lastSuccessAt: new Date(now.getTime() - 90_000),
  }
  await db.update(mailboxes).set({ ...seen, backfill: 'all', backfillTotal: 30, backfillDone: 10 })
  await db.transaction((tx) =>
    putRawMail(tx, { bytes: Buffer.from('x'), arrivedAt: now, keptAt: new Date(now.getTime() - 5000) }),
  )
  await db.insert(rawMails).values({ arrivedAt: now, state: 'failed', failedStep: 'fetch', reason: 'x' })
  await raiseAlarm(db, { kind: 'gap', mailboxId: id, details: {}, now })
  const text = await readMetrics(house.web.db, now)
  for (const line of [
    `latchkey_mailbox_active{mailbox="${id}"} 1`,
    `latchkey_mailbox_silence_seconds{mailbox="${id}"} 90`,
    `latchkey_mailbox_backlog_mails{mailbox="${id}"} 30`,
    'latchkey_mails_waiting 1',
    'latchkey_mails_waiting_seconds 5',
    'latchkey_mails_failed 1',
    'latchkey_letters_queued 0',
    'latchkey_alarms{kind="gap"} 1',
    'latchkey_alarms{kind="silent"} 0',
  ])
    expect(text.split('\n')).toContain(line)
  expect(text).not.toMatch(/@|letters_queued_seconds \d/)
})
