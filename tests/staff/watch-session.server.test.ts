import { afterAll, beforeAll, expect, test } from 'vitest'
import { idleMs } from '#app/staff/session-span.ts'
import { signIn, signOut } from '#app/staff/sign-in.server.ts'
import { sessionStands } from '#app/staff/watch-session.server.ts'
import { staff, staffSessions } from '#drizzle/schema/staff.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { hire } from '#tests/tickets/hire.ts'

const now = new Date('2026-11-22T09:00:00Z')
const after = (ms: number) => new Date(now.getTime() + ms)
let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
  await hire(database, 'Ana')
})
afterAll(() => database.close())

async function begin(): Promise<string> {
  const given = { email: 'ana@latchkey.example', password: 'tram-walnut-oboe-41', network: null, now }
  const entered = await signIn(database.web.db, given)
  if (!('token' in entered)) throw new Error('Ana was not signed in')
  return entered.token
}

test('asking does not move the idle end', async () => {
  const token = await begin()
  const [before] = await database.owner.db.select().from(staffSessions)
  expect(await sessionStands(database.web.db, token, after(idleMs - 1))).toBe(true)
  expect(await sessionStands(database.web.db, token, after(idleMs))).toBe(false)
  expect((await database.owner.db.select().from(staffSessions))[0]?.expiresAt).toEqual(before?.expiresAt)
})

test('a session that was ended stands no more, nor one of a person who was shut out', async () => {
  const token = await begin()
  await signOut(database.web.db, { token, now })
  expect(await sessionStands(database.web.db, token, now)).toBe(false)
  const other = await begin()
  await database.owner.db.update(staff).set({ disabledAt: now })
  expect(await sessionStands(database.web.db, other, now)).toBe(false)
})
