import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from './database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

test('a fresh database opens at once', async () => {
  const started = performance.now()
  const other = await openTestDatabase()
  console.log('open', performance.now() - started)
  expect(await other.web.sql`select count(*)::int as n from accounts`).toEqual([{ n: 0 }])
  await other.close()
})
test('owner', async () => {
  await database.worker.sql`select latchkey_add_job('x', '{}')`
  expect(await database.worker.sql`select count(*)::int as n from graphile_worker.jobs`).toEqual([{ n: 1 }])
  expect(await database.worker.sql`select current_user::text as n`).toEqual([{ n: 'latchkey_worker' }])
})
