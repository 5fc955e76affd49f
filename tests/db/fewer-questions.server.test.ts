import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { askTogether, forgetKept, keepAnswer } from '#app/db/fewer-questions.server.ts'
import { findPersonByToken } from '#app/staff/session.server.ts'
import { signIn, signOut } from '#app/staff/sign-in.server.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { hire } from '#tests/tickets/hire.ts'

const start = new Date('2026-11-22T09:00:00Z').getTime()
let moment = start
const at = (ms: number) => new Date(moment + ms)

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
  await hire(database, 'Ana')
})
afterAll(() => database.close())
// What changed in one test lies long before the next.
beforeEach(() => {
  moment += 3_600_000
})

/** Answers how often it was asked. */
function counting() {
  let asked = 0
  return { ask: async () => ++asked, times: () => asked }
}

test('loaders that begin together ask once, the next request asks anew', async () => {
  const { ask, times } = counting()
  const together = askTogether(ask)
  const { db } = database.web
  expect(
    await Promise.all([together(db, 'ana', at(0)), together(db, 'ana', at(0)), together(db, 'raj', at(0))]),
  ).toEqual([1, 1, 2])
  await new Promise((resolve) => setImmediate(resolve))
  expect(await together(db, 'ana', at(0))).toBe(3)
  expect(times()).toBe(3)
})

test('a sign-out holds for the very next request, also while an earlier one is still being answered', async () => {
  const given = { email: 'ana@latchkey.example', password: 'tram-walnut-oboe-41', network: null, now: at(0) }
  const entered = await signIn(database.web.db, given)
  if (!('token' in entered)) throw new Error('Ana was not signed in')
  const find = askTogether(findPersonByToken)
  const { db } = database.web
  const earlier = find(db, entered.token, at(1))
  await signOut(db, { token: entered.token, now: at(1) })
  expect(await find(db, entered.token, at(2))).toBeNull()
  await earlier
})

test('an answer is kept for its time and no longer', async () => {
  const kept = keepAnswer(1_000, counting().ask)
  const { db } = database.web
  const ask = (ms: number) => kept(db, 'ana', at(ms))
  expect([await ask(0), await ask(999), await ask(1_000), await ask(1_500)]).toEqual([1, 1, 2, 2])
})

test('each person has an answer of his own', async () => {
  const kept = keepAnswer(1_000, counting().ask)
  expect([await kept(database.web.db, 'ana', at(0)), await kept(database.web.db, 'raj', at(0))]).toEqual([1, 2])
})

test('news ends what was kept before it', async () => {
  const kept = keepAnswer(1_000, counting().ask)
  const ask = (ms: number) => kept(database.web.db, 'ana', at(ms))
  await ask(0)
  forgetKept(at(10), 'now')
  expect([await ask(10), await ask(20), await ask(30)]).toEqual([2, 3, 3])
})

test('while a deed may still be under way nothing is kept', async () => {
  const kept = keepAnswer(1_000, counting().ask)
  const ask = (ms: number) => kept(database.web.db, 'ana', at(ms))
  await ask(0)
  forgetKept(at(10), 'soon')
  expect([await ask(20), await ask(30), await ask(2_011), await ask(2_012)]).toEqual([2, 3, 4, 4])
})

test('a fault is not kept', async () => {
  let asked = 0
  const kept = keepAnswer(1_000, async () => {
    asked += 1
    if (asked === 1) throw new Error('The connection was lost')
    return asked
  })
  await expect(kept(database.web.db, 'ana', at(0))).rejects.toThrow('lost')
  expect(await kept(database.web.db, 'ana', at(1))).toBe(2)
})
