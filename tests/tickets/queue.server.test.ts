import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Person } from '#app/staff/person.ts'
import { countQueue, listQueue, queueQuery } from '#app/tickets/queue.server.ts'
import {
  decodeCursor,
  defaultFilter,
  type QueueFilter,
  type QueueRow,
  type QueueSort,
  queuePageSize,
  queueSorts,
  queueViews,
} from '#app/tickets/queue.ts'
import { ticketStates } from '#app/tickets/ticket.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { hire } from './hire.ts'

const many = 3000
const now = new Date('2026-11-22T10:00:00Z')
const start = new Date('2026-11-01T00:00:00Z').getTime()
let database: TestDatabase
let ana: Person

beforeAll(async () => {
  database = await openTestDatabase()
  ana = await hire(database, 'Ana')
  const rows = Array.from({ length: many }, (_, index) => aTicket(index))
  for (let at = 0; at < many; at += 500) await database.worker.db.insert(tickets).values(rows.slice(at, at + 500))
  await database.owner.sql`analyze tickets`
})
afterAll(() => database.close())

test('the queue begins with the oldest new recovery cases', async () => {
  const { rows, next } = await listQueue(database.web.db, defaultFilter, null, ana, now)
  expect(rows).toHaveLength(queuePageSize)
  expect(next).not.toBeNull()
  expect(rows.every(({ state, category }) => state === 'new' && category === 'recovery')).toBe(true)
  const ages = rows.map(({ openedAt }) => openedAt.getTime())
  expect(ages).toEqual([...ages].sort((one, other) => one - other))
})

test.each(queueSorts)(
  'pages follow each other without a gap or a repeat, also where many are alike: %s',
  async (sort) => {
    const filter: QueueFilter = { ...defaultFilter, view: 'undecided', sort }
    const seen: number[] = []
    let after: string | null = null
    do {
      const page = await listQueue(database.web.db, filter, decodeCursor(after), ana, now)
      seen.push(...page.rows.map(({ id }) => id))
      after = page.next
    } while (after)
    const [all] = await database.owner.sql`
    select count(*)::int as many from tickets
    where state in ('new', 'open', 'waiting') and category = 'recovery' and snoozed_until is null`
    expect(seen).toHaveLength(all?.many)
    expect(new Set(seen).size).toBe(seen.length)
  },
)

test('mine are the cases that I have, unassigned those that nobody has', async () => {
  const mine = await listQueue(database.web.db, { ...defaultFilter, view: 'undecided', owner: 'mine' }, null, ana, now)
  expect(mine.rows.length).toBeGreaterThan(0)
  expect(new Set(mine.rows.map(({ ownerName }) => ownerName))).toEqual(new Set(['Ana']))
  const free = await listQueue(
    database.web.db,
    { ...defaultFilter, view: 'undecided', owner: 'nobody' },
    null,
    ana,
    now,
  )
  expect(new Set(free.rows.map(({ ownerName }) => ownerName))).toEqual(new Set([null]))
})

test.each<[QueueSort, (one: QueueRow, other: QueueRow) => number]>([
  ['oldest', (one, other) => one.openedAt.getTime() - other.openedAt.getTime()],
  ['newest', (one, other) => other.openedAt.getTime() - one.openedAt.getTime()],
  ['due', (one, other) => (one.dueAt?.getTime() ?? 0) - (other.dueAt?.getTime() ?? 0)],
  ['score', (one, other) => (other.bits ?? 0) - (one.bits ?? 0)],
])('a list can be in the order: %s', async (sort, order) => {
  const { rows } = await listQueue(database.web.db, { ...defaultFilter, view: 'undecided', sort }, null, ana, now)
  expect(rows).toEqual([...rows].sort(order))
  expect(order(rows[0] as QueueRow, rows.at(-1) as QueueRow)).toBeLessThan(0)
})

test('a snoozed case is out of the queue and in the list of those that rest', async () => {
  const { rows } = await listQueue(database.web.db, { ...defaultFilter, view: 'undecided' }, null, ana, now)
  expect(rows.every(({ snoozedUntil }) => snoozedUntil === null)).toBe(true)
  const resting = await listQueue(database.web.db, { ...defaultFilter, view: 'snoozed' }, null, ana, now)
  expect(resting.rows.length).toBeGreaterThan(0)
  expect(resting.rows.every(({ snoozedUntil }) => snoozedUntil !== null)).toBe(true)
})

test('difficult mail has a list of its own, of every category, until the case has ended', async () => {
  const { rows } = await listQueue(database.web.db, { ...defaultFilter, view: 'difficult' }, null, ana, now)
  expect(rows.length).toBeGreaterThan(0)
  expect(rows.every(({ difficulty, state }) => difficulty !== null && !['done', 'closed'].includes(state))).toBe(true)
})

test('a tag narrows the list', async () => {
  const { rows } = await listQueue(database.web.db, { ...defaultFilter, view: 'all', tag: 'wave' }, null, ana, now)
  expect(rows.length).toBeGreaterThan(0)
  expect(rows.every(({ tags }) => tags.includes('wave'))).toBe(true)
})

test('a route narrows the list', async () => {
  const { rows } = await listQueue(database.web.db, { ...defaultFilter, route: 'new-address' }, null, ana, now)
  expect(rows.length).toBeGreaterThan(0)
  expect(rows.every(({ route }) => route === 'new-address')).toBe(true)
})

test('what is no recovery has a list of its own until it is closed', async () => {
  const aside = await listQueue(database.web.db, { ...defaultFilter, view: 'not-recovery' }, null, ana, now)
  expect(aside.rows.length).toBeGreaterThan(0)
  expect(aside.rows.every(({ category, state }) => category !== 'recovery' && state !== 'closed')).toBe(true)
  const done = await listQueue(database.web.db, { ...defaultFilter, view: 'done' }, null, ana, now)
  expect(done.rows.every(({ category, state }) => category === 'recovery' || state === 'closed')).toBe(true)
})

const standard: QueueFilter[] = [
  ...Object.keys(queueViews).map((view) => ({ ...defaultFilter, view: view as QueueFilter['view'] })),
  { ...defaultFilter, view: 'undecided', owner: 'mine' },
  { ...defaultFilter, view: 'undecided', owner: 'nobody' },
  { ...defaultFilter, view: 'done', owner: 'nobody' },
  { ...defaultFilter, route: 'registered' },
  { ...defaultFilter, view: 'undecided', tag: 'wave' },
  ...queueSorts.map((sort) => ({ ...defaultFilter, view: 'undecided' as const, sort })),
  { ...defaultFilter, view: 'all', sort: 'newest' },
]

test.each(standard)(
  'the list reads an index, never the whole table: $view $owner $route $tag $sort',
  async (filter) => {
    for (const [cursor, wordsAlone] of [[null], [null, true], [{ openedAt: new Date(start), id: 20_500 }]] as const) {
      const { sql: text, params } = queueQuery(database.web.db, filter, cursor, ana, wordsAlone).toSQL()
      const plan = await database.web.sql.unsafe(`explain (costs off) ${text}`, params as string[])
      const lines = plan.map((line) => String(line['QUERY PLAN'])).join('\n')
      expect(lines).toMatch(/Index.* Scan|Bitmap Index Scan/)
      expect(lines).not.toMatch(/Seq Scan on tickets/)
    }
  },
)

test('a list of our own words has no values, so that it is planned once', () => {
  const filter: QueueFilter = { ...defaultFilter, view: 'done', owner: 'nobody' }
  expect(queueQuery(database.web.db, filter, null, ana, true).toSQL().params).toEqual([])
})

test('counts stop where the page says "99+"', async () => {
  const counts = await countQueue(database.web.db, ana.id)
  expect(counts.unassigned).toBe(100)
  expect(counts.mine).toBeGreaterThan(0)
})

test.each(queueSorts)('where every ended case has an owner, a list of those without looks at few: %s', async (sort) => {
  await database.owner.sql`update tickets set assignee_id = ${ana.id} where state in ('done', 'closed')`
  await database.owner.sql`vacuum analyze tickets`
  const filter: QueueFilter = { ...defaultFilter, view: 'done', owner: 'nobody', sort }
  const plan = await database.web.sql.begin(async (tx) => {
    // So few rows are read at once otherwise.
    await tx`set local enable_seqscan = off`
    const { sql: text } = queueQuery(database.web.db, filter, null, ana, true).toSQL()
    return tx.unsafe(`explain (analyze, costs off) ${text}`)
  })
  const lines = plan.map((line) => String(line['QUERY PLAN'])).join('\n')
  const left = [...lines.matchAll(/Rows Removed by Filter: ([0-9]+)/g)].map(([, many]) => Number(many))
  expect(left.filter((many) => many > 100)).toEqual([])
})

/** Every state and category, five cases in each moment, a tenth with Ana. */
function aTicket(index: number): typeof tickets.$inferInsert {
  const openedAt = new Date(start + Math.floor(index / 5) * 60_000)
  const recovery = index % 9 !== 0
  const mine = index % 10 === 3
  return {
    category: recovery ? 'recovery' : 'abuse',
    state: index % 2 === 0 ? 'done' : (ticketStates[index % ticketStates.length] ?? 'new'),
    claimedAccount: String(7_000_000 + index),
    subject: `Case ${index}`,
    language: 'en',
    senderAddress: `eve${index}@example.net`,
    senderLevel: 'other',
    route: index % 4 === 1 ? 'new-address' : 'registered',
    recommendation: 'ask',
    bits: (index % 7) / 2,
    tags: index % 50 === 4 ? ['wave'] : [],
    difficulty: index % 40 === 7 ? 'threat' : null,
    snoozedUntil: index % 30 === 11 ? new Date(start + 1) : null,
    assigneeId: mine ? ana.id : null,
    openedAt,
    changedAt: openedAt,
  }
}
