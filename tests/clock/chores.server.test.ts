import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Chore, doChores } from '#app/clock/chores.server.ts'
import { chores } from '#drizzle/schema/chores.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'

let house: TestDatabase
beforeAll(async () => {
  house = await openTestDatabase()
})
afterAll(() => house.close())
beforeEach(() => house.owner.db.delete(chores))

const morning = new Date('2026-11-22T09:00:00Z')
const later = (hours: number) => new Date(morning.getTime() + hours * 3_600_000)

/** A clock of its own: what it did, and what went wrong. */
function clockAt(now: () => Date, list: readonly Chore[], signal = new AbortController().signal) {
  const failed: unknown[] = []
  const log = { info: () => {}, error: (facts: Record<string, unknown>) => void failed.push(facts['chore']) }
  return { failed, turn: () => doChores(house.worker, { list, clock: now, signal, log }) }
}

const chore = (name: string, run: Chore['run'] = async () => ({}), rhythm: Chore['rhythm'] = { everyMs: 60_000 }) => ({
  name,
  rhythm,
  run,
})

test('each chore is done at its time and not before, also by a clock that was started anew', async () => {
  let now = morning
  const list = [chore('often'), chore('by night', async () => ({}), { dailyAtHour: 3 })]
  expect(await clockAt(() => now, list).turn()).toEqual(['often'])
  expect(await clockAt(() => now, list).turn()).toEqual([])
  now = later(1)
  expect(await clockAt(() => now, list).turn()).toEqual(['often'])
  now = later(18)
  expect(await clockAt(() => now, list).turn()).toEqual(['often', 'by night'])
})

test('a chore that fails is told, and the others are done', async () => {
  const broken = chore('broken', async () => {
    throw new Error('it broke')
  })
  const clock = clockAt(() => morning, [broken, chore('whole')])
  expect(await clock.turn()).toEqual(['whole'])
  expect(clock.failed).toEqual(['broken'])
})

test('of two clocks one works; the other takes over when it is gone', async () => {
  let letGo = () => {}
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  let began = () => {}
  const working = new Promise<void>((resolve) => {
    began = resolve
  })
  const long = chore('long', async () => {
    began()
    await held
    return {}
  })
  const first = clockAt(() => morning, [long]).turn()
  await working
  expect(await clockAt(() => later(1), [chore('other')]).turn()).toBeNull()
  letGo()
  expect(await first).toEqual(['long'])
  expect(await clockAt(() => later(1), [chore('other')]).turn()).toEqual(['other'])
})

test('told to stop, it ends the chore at hand and begins no other', async () => {
  const stop = new AbortController()
  const list = [
    chore('at hand', async (_, signal) => {
      stop.abort()
      return { stopped: signal.aborted }
    }),
    chore('next'),
  ]
  expect(await clockAt(() => morning, list, stop.signal).turn()).toEqual(['at hand'])
})
