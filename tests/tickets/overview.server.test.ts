import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Person } from '#app/staff/person.ts'
import { readFigures, readOverview } from '#app/tickets/overview.server.ts'
import { decisions } from '#drizzle/schema/decisions.ts'
import { putAssessment, putTicket } from '#tests/accounts/ticket-in-database.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { hire } from './hire.ts'

const now = new Date('2026-11-22T09:00:00Z')
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000)
let database: TestDatabase
let ana: Person
const ids: Record<string, number> = {}
beforeAll(async () => {
  database = await openTestDatabase()
  ana = await hire(database, 'Ana')
  const open = async (name: string, given: Omit<Parameters<typeof putTicket>[1], 'openedAt'>, hours: number) => {
    ids[name] = await putTicket(database, { subject: name, openedAt: hoursAgo(hours), ...given })
  }
  await open('young', { bits: 5 }, 0.5)
  await open('old', { bits: -20, state: 'open', assigneeId: ana.id }, 30)
  await open('middle', { bits: 0 }, 5)
  await open('asleep', { bits: 1, snoozedUntil: hoursAgo(-5) }, 90)
  await open('frozen', { state: 'frozen' }, 60)
  await open('proposed', { state: 'proposed', recommendation: 'propose' }, 10)
  const asked = { escalatedAt: hoursAgo(2), escalatedBy: ana.id, escalatedQuestion: 'May he use the second address?' }
  await open('asked', { state: 'waiting', bits: 4, ...asked }, 7)
  for (const [hours, verb] of [
    [1, 'ask'],
    [2, 'deny'],
    [26, 'ask'],
    [24 * 40, 'ask'],
  ] as const)
    await rule(verb, hoursAgo(hours))
})
afterAll(() => database.close())

test('what waits is listed by its kind, oldest first', async () => {
  const overview = await readOverview(database.web.db)
  const named = (kind: keyof typeof overview) => overview[kind].oldest.map(({ subject }) => subject)
  expect(named('proposed')).toEqual(['proposed'])
  expect(named('frozen')).toEqual(['frozen'])
  expect(named('held')).toEqual([])
  expect(named('waiting')).toEqual(['old', 'asked', 'middle', 'young'])
  expect(overview.waiting.count).toBe(4)
  expect(overview.waiting.oldest[0]).toMatchObject({ id: ids.old, ownerName: 'Ana', since: hoursAgo(30) })
})

test('a question shows what was asked, and waits since it was asked', async () => {
  const { escalated } = await readOverview(database.web.db)
  expect(escalated).toMatchObject({
    count: 1,
    oldest: [{ subject: 'asked', question: 'May he use the second address?', since: hoursAgo(2) }],
  })
})

test('the figures are of the undecided cases that are awake, and of the rulings of thirty days', async () => {
  const { scores, scored, ages, days } = await readFigures(database.web.db, now)
  expect(scored).toBe(4)
  expect(scores.reduce((sum, { count }) => sum + count, 0)).toBe(4)
  expect(ages.map(({ count }) => count)).toEqual([1, 0, 2, 0, 1, 0])
  expect(days.slice(-2)).toEqual([
    { day: '2026-11-21', counts: { ask: 1 } },
    { day: '2026-11-22', counts: { ask: 1, deny: 1 } },
  ])
  expect(days.reduce((sum, { counts }) => sum + (counts.ask ?? 0), 0)).toBe(2)
})

let version = 0

async function rule(verb: 'ask' | 'deny', decidedAt: Date): Promise<void> {
  const ticketId = ids.young as number
  const { id, inputsHash } = await putAssessment(database, ticketId)
  version += 1
  await database.owner.db.insert(decisions).values({
    ticketId,
    ticketVersion: version,
    verb,
    staffId: ana.id,
    route: 'none',
    recommendation: verb,
    override: false,
    reason: '',
    assessmentId: id,
    evidenceHash: inputsHash,
    decidedAt,
  })
}
