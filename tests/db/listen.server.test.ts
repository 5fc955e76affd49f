import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Listener, listen } from '#app/db/listen.server.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'

let database: TestDatabase
let listener: Listener | null = null
beforeAll(async () => {
  database = await openTestDatabase()
})
afterEach(() => listener?.close())
afterAll(() => database.close())

function hear(url = database.url('latchkey_web'), probeMs = 20_000) {
  const heard = { payloads: [] as string[], begun: [] as boolean[], lost: 0 }
  listener = listen({
    url,
    channel: 'desk',
    hear: (payload) => heard.payloads.push(payload),
    begun: (again) => heard.begun.push(again),
    lost: () => {
      heard.lost += 1
    },
    restsMs: [20, 40],
    probeMs,
  })
  return heard
}

const tell = (payload: string) => database.worker.sql`select pg_notify('desk', ${payload})`

test('a connection that the server ends is made anew, and says that something may have been missed', async () => {
  const heard = hear()
  await expect.poll(() => heard.begun).toEqual([false])
  await tell('tickets 1 1')
  await expect.poll(() => heard.payloads).toEqual(['tickets 1 1'])

  await endListeners()
  await expect.poll(() => heard.begun, { timeout: 5_000 }).toEqual([false, true])
  expect(heard.lost).toBeGreaterThan(0)
  await tell('tickets 2 1')
  await expect.poll(() => heard.payloads).toEqual(['tickets 1 1', 'tickets 2 1'])
})

test('only the channel that was asked for is heard, and nothing after it is closed', async () => {
  const heard = hear()
  await expect.poll(() => heard.begun).toEqual([false])
  await database.worker.sql`select pg_notify('raw_mails', '')`
  await tell('desk')
  await expect.poll(() => heard.payloads).toEqual(['desk'])
  await listener?.close()
  await tell('desk')
  await database.worker.sql`select pg_sleep(0.1)`
  expect(heard.payloads).toEqual(['desk'])
  expect(heard.begun).toEqual([false])
})

test('where nobody answers it tries again and again', async () => {
  const heard = hear('postgres://latchkey_web@127.0.0.1:1/nothing')
  await expect.poll(() => heard.lost, { timeout: 5_000 }).toBeGreaterThan(2)
  expect(heard.begun).toEqual([])
})

test('a quiet connection is asked whether it lives', async () => {
  const heard = hear(undefined, 50)
  await expect.poll(() => heard.begun).toEqual([false])
  await database.worker.sql`select pg_sleep(0.3)`
  expect(heard).toMatchObject({ begun: [false], lost: 0 })
  await tell('desk')
  await expect.poll(() => heard.payloads).toEqual(['desk'])
})

/** As an administrator would: the listeners' own login may not be asked to end itself politely. */
async function endListeners(): Promise<void> {
  await database.web.sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'latchkey listens to desk' and datname = current_database()`
}
