import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Connection, openDb } from '#app/db/db.server.ts'
import { writtenOnce } from '#app/db/written-once.server.ts'
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

test('what is asked by a key alone is planned once where the pool is for that', async () => {
  const byKey = openDb(database.url('latchkey_web'), 'latchkey_web', 1, 'once')
  try {
    const nameOf = (id: string) => byKey.db.select({ name: staff.name }).from(staff).where(eq(staff.id, id))
    const [ana] = await byKey.db.select({ id: staff.id }).from(staff)
    for (let at = 0; at < 8; at += 1) await nameOf(ana?.id ?? '')
    const [kept] = await byKey.sql`
      select custom_plans::int as custom, generic_plans::int as generic
      from pg_prepared_statements where statement like 'select "name" from "staff"%'`
    expect(kept).toEqual({ custom: 5, generic: 3 })
  } finally {
    await byKey.close()
  }
})

test('a statement is written once for each pool, and answers each time for the values it is given', async () => {
  let written = 0
  const askName = writtenOnce((db) => {
    written += 1
    return db
      .select({ name: staff.name })
      .from(staff)
      .where(eq(staff.name, sql.placeholder('name')))
  })
  expect(await askName(pages.db, { name: 'Ana' })).toEqual([{ name: 'Ana' }])
  expect(await askName(pages.db, { name: 'Raj' })).toEqual([{ name: 'Raj' }])
  expect(await askName(database.web.db, { name: 'Eve' })).toEqual([])
  expect(written).toBe(2)
})

test('a kept statement outlives a change of its table', async () => {
  const all = () => pages.db.select().from(staff).where(eq(staff.role, 'agent'))
  const before = await all()
  await database.owner.sql`alter table staff add column nickname text`
  expect(await all()).toEqual(before)
})
