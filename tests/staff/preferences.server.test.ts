import { afterAll, beforeAll, expect, test } from 'vitest'
import { findPreferences, setPreferences } from '#app/staff/preferences.server.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { hire } from '#tests/tickets/hire.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

test('what a person sets is his own, and setting one thing leaves the other', async () => {
  const ana = await hire(database, 'Ana')
  const raj = await hire(database, 'Raj')
  await setPreferences(database.web.db, { staffId: ana.id, preferences: { language: 'zh' } })
  await setPreferences(database.web.db, { staffId: ana.id, preferences: { singleKeys: false } })
  expect(await findPreferences(database.web.db, ana.id)).toMatchObject({ language: 'zh', singleKeys: false })
  expect(await findPreferences(database.web.db, raj.id)).toMatchObject({ language: null, singleKeys: true })
})

test('a language set back to null is again what the browser asks for', async () => {
  const sol = await hire(database, 'Sol')
  await setPreferences(database.web.db, { staffId: sol.id, preferences: { language: 'en' } })
  await setPreferences(database.web.db, { staffId: sol.id, preferences: { language: null } })
  expect((await findPreferences(database.web.db, sol.id)).language).toBeNull()
})

test('a time zone is kept, and the database takes nothing that looks like none', async () => {
  const chen = await hire(database, 'Chen')
  await setPreferences(database.web.db, { staffId: chen.id, preferences: { timeZone: 'Asia/Shanghai' } })
  expect((await findPreferences(database.web.db, chen.id)).timeZone).toBe('Asia/Shanghai')
  const hostile = setPreferences(database.web.db, { staffId: chen.id, preferences: { timeZone: "'; drop" } })
  await expect(hostile).rejects.toThrow()
})
