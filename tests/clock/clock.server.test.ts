import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { readHealth } from '#app/mailboxes/health.server.ts'
import { mailboxes } from '#drizzle/schema/mailboxes.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { addMailbox, until } from '#tests/imap/reading.ts'
import { type Running, settings, startWorker } from '#tests/workers/running.ts'

let house: TestDatabase
beforeAll(async () => {
  house = await openTestDatabase()
})
afterAll(() => house.close())

const started: Running[] = []
afterEach(() => Promise.all(started.splice(0).map((worker) => worker.stop('SIGKILL'))))

test('the clock process watches mailboxes by itself, beside a second one, and ends on SIGTERM', async () => {
  await addMailbox(house.worker.db, 993, { createdAt: new Date(Date.now() - 3_600_000) })
  const start = () => {
    const worker = startWorker('clock', { ...settings, DATABASE_URL: house.url('latchkey_worker') })
    started.push(worker)
    return worker
  }
  const [one, other] = [start(), start()]
  await until(async () => [one, other].every((clock) => clock.said().includes('started')), 'both clocks', 25_000)
  const standing = async () => (await readHealth(house.web.db, new Date())).alarms.map(({ kind }) => kind)
  await until(async () => (await standing()).length > 0, 'the alarm', 25_000)
  expect(await standing()).toEqual(['silent'])
  expect(await house.worker.db.select({ id: mailboxes.id }).from(mailboxes)).toHaveLength(1)
  expect(await Promise.all([one.stop(), other.stop()])).toEqual([0, 0])
})
