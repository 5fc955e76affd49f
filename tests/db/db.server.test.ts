import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Connection, openDb } from '#app/db/db.server.ts'
import { staff } from '#drizzle/schema/staff.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { hire } from '#tests/tickets/hire.ts'

let database: TestDatabase
let pages: Connection
beforeAll(async () => {
  database = await openTestDatabase()
  pages = openDb(database.url('latchkey_web'), 'latchkey_web', 1)
})
afterAll(async () => {
  await pages.close()
  await database.close()
})

test('what pages ask again and again is parsed once, and planned for the values of each time', async () => {
  const [ana, raj] = [await hire(database, 'Ana'), await hire(database, 'Raj')]
  const nameOf = async (id: string) =>
    (await pages.db.select({ name: staff.name }).from(staff).where(eq(staff.id, id))).map(({ name }) => name)
  expect([await nameOf(ana.id), await nameOf(raj.id), await nameOf(ana.id)]).toEqual([['Ana'], ['Raj'], ['Ana']])
  const kept = await pages.sql`
    select custom_plans::int as custom, generic_plans::int as generic
    from pg_prepared_statements where statement like 'select "name" from "staff"%'`
  expect([...kept]).toEqual([{ custom: 3, generic: 0 }])
})

test('a kept statement outlives a change of its table', async () => {
  const all = () => pages.db.select().from(staff).where(eq(staff.role, 'agent'))
  const before = await all()
  await database.owner.sql`alter table staff add column nickname text`
  expect(await all()).toEqual(before)
})
