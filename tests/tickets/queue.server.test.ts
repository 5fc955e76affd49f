import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '#app/staff/person.ts'
import { countQueue, listQueue, queueQuery } from '#app/tickets/queue.server.ts'
import {
  canNarrow,
  decodeCursor,
  defaultFilter,
  mostCounted,
  type QueueFilter,
  type QueueRow,
  type QueueSort,
  queueOwners,
  queuePageSize,
  queueSorts,
  queueViewNames,
  queueViews,
  sortsOf,
} from '#app/tickets/queue.ts'
import { listOwners, recentOwners } from '#app/tickets/queue-owners.server.ts'
import { ticketStates } from '#app/tickets/ticket.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { hire } from './hire.ts'

const many = 3000
const now = new Date('2026-11-22T10:00:00Z')
const start = new Date('2026-11-01T00:00:00Z').getTime()
let database: TestDatabase
let ana: Person
let raj: Person

beforeAll(async () => {
  database = await openTestDatabase()
  ana = await hire(database, 'Ana')
  raj = await hire(database, 'Raj')
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

test('a colleague’s cases are listed by whom they belong to', async () => {
  const filter: QueueFilter = { ...defaultFilter, view: 'undecided', owner: asOwner(ana) }
  const { rows } = await listQueue(database.web.db, filter, null, raj, now)
  expect(rows.length).toBeGreaterThan(0)
  expect(new Set(rows.map(({ ownerName }) => ownerName))).toEqual(new Set(['Ana']))
})

test('a list can be of whoever rules, and last of those who left', async () => {
  const sol = await hire(database, 'Sol', 'supervisor')
  await database.owner.sql`update staff set disabled_at = now() where id = ${ana.id}`
  const owners = await listOwners(database.web.db)
  await database.owner.sql`update staff set disabled_at = null where id = ${ana.id}`
  expect(owners.map(({ name, left }) => [name, left])).toEqual([
    ['Raj', false],
    ['Sol', false],
    ['Ana', true],
  ])
  await database.owner.sql`update staff set role = 'admin' where id = ${sol.id}`
  const names = async (at: Date) => (await recentOwners(database.web.db, at)).map(({ name }) => name)
  expect(await names(now)).toEqual(['Ana', 'Raj'])
  await database.owner.sql`update staff set role = 'supervisor' where id = ${sol.id}`
  expect(await names(new Date(now.getTime() + 1_000))).toEqual(['Ana', 'Raj'])
  expect(await names(new Date(now.getTime() + 30_000))).toEqual(['Ana', 'Raj', 'Sol'])
})

test.each<[Partial<QueueFilter>, (row: QueueRow) => boolean]>([
  [{ level: 'fail' }, ({ senderLevel }) => senderLevel === 'fail'],
  [{ language: 'zh' }, ({ language }) => language === 'zh'],
  [{ difficulty: 'legal' }, ({ difficulty }) => difficulty === 'legal'],
  [{ difficulty: 'danger' }, ({ difficulty }) => difficulty === 'threat' || difficulty === 'self_harm'],
  [{ level: 'other', language: 'en' }, ({ senderLevel, language }) => senderLevel === 'other' && language === 'en'],
])('a list is narrowed: %o', async (by, fits) => {
  const { rows } = await listQueue(database.web.db, { ...defaultFilter, view: 'undecided', ...by }, null, ana, now)
  expect(rows.length).toBeGreaterThan(0)
  expect(rows.every(fits)).toBe(true)
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

test.each([
  ['undecided', 'tickets_tags_undecided'],
  ['all', 'tickets_tags'],
] as const)('a tag is looked for among the cases that have one: %s', async (view, index) => {
  const filter: QueueFilter = { ...defaultFilter, view, tag: 'nobody-has-it' }
  const { sql: text, params } = queueQuery(database.web.db, filter, null, ana).toSQL()
  const plan = await planOf(`explain (costs off) ${text}`, params)
  expect(plan.split('\n').filter((line) => line.includes(`Bitmap Index Scan on ${index}`))).not.toEqual([])
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

const somebody: QueueFilter['owner'] = '0198c0de-0000-7000-8000-000000000001'

const standard: QueueFilter[] = [
  ...Object.keys(queueViews).map((view) => ({ ...defaultFilter, view: view as QueueFilter['view'] })),
  { ...defaultFilter, view: 'undecided', owner: 'mine' },
  { ...defaultFilter, view: 'undecided', owner: 'nobody' },
  { ...defaultFilter, view: 'done', owner: 'nobody' },
  { ...defaultFilter, route: 'registered' },
  { ...defaultFilter, view: 'undecided', tag: 'wave' },
  ...queueSorts.map((sort) => ({ ...defaultFilter, view: 'undecided' as const, sort })),
  { ...defaultFilter, view: 'all', sort: 'newest' },
  ...(['undecided', 'done', 'difficult', 'all'] as const).map((view) => ({ ...defaultFilter, view, owner: somebody })),
  { ...defaultFilter, view: 'undecided', level: 'fail', language: 'zh', difficulty: 'danger' },
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

test.each(['waiting', 'proposed', 'held', 'difficult', 'escalated'] as const)(
  'the number beside a list is how many cases stand in it: %s',
  async (view) => {
    await database.owner.sql`
      update tickets set escalated_at = ${now.toISOString()}, escalated_by = ${ana.id}, escalated_question = 'Whose is it?'
      where id in (20100, 20200)`
    const counts = await countQueue(database.web.db, ana.id)
    const listed: number[] = []
    let after: string | null = null
    do {
      const page = await listQueue(database.web.db, { ...defaultFilter, view }, decodeCursor(after), ana, now)
      listed.push(...page.rows.map(({ id }) => id))
      after = page.next
    } while (after)
    expect(counts[view]).toBeGreaterThan(0)
    expect(counts[view]).toBe(Math.min(listed.length, mostCounted))
  },
)

const listsOfStates = queueViewNames
  .filter((view) => queueViews[view].states)
  .flatMap((view) =>
    [...queueOwners, somebody].flatMap((owner) => queueSorts.map((sort) => ({ ...defaultFilter, view, owner, sort }))),
  )

test.each(listsOfStates)(
  'a list of states never walks the cases of every state: $view $owner $sort',
  async (filter) => {
    for (const cursor of [null, { openedAt: new Date(start), id: 20_500 }]) {
      const { sql: text, params } = queueQuery(database.web.db, filter, cursor, ana).toSQL()
      expect(await planOf(`explain (costs off) ${text}`, params)).not.toMatch(/tickets_age/)
    }
  },
)

test('the number of those in danger is how many the list of them shows', async () => {
  const { danger } = await countQueue(database.web.db, ana.id)
  const filter: QueueFilter = { ...defaultFilter, view: 'difficult', difficulty: 'danger' }
  const { rows } = await listQueue(database.web.db, filter, null, ana, now)
  expect(danger).toBeGreaterThan(0)
  expect(danger).toBe(rows.length)
})

test.each(['oldest', 'newest'] as const)('a list of every case walks them by age: %s', async (sort) => {
  const { sql: text, params } = queueQuery(database.web.db, { ...defaultFilter, view: 'all', sort }, null, ana).toSQL()
  expect(await planOf(`explain (costs off) ${text}`, params)).toMatch(/tickets_age/)
})

test.each(
  queueSorts.flatMap((sort) => [
    { whose: 'nobody', view: 'done', owner: 'nobody', sort } as const,
    { whose: 'somebody without any', view: 'done', owner: 'mine', sort } as const,
    { whose: 'somebody without any', view: 'undecided', owner: 'mine', sort } as const,
  ]),
)('where every case has another owner, a list looks at few: $view of $whose, $sort first', async ({ whose, ...by }) => {
  await database.owner.sql`
    update tickets set assignee_id = ${ana.id} where state <> 'new' and (assignee_id is null or assignee_id <> ${ana.id})`
  await database.owner.sql`update tickets set assignee_id = null where state = 'new'`
  await database.owner.sql`vacuum analyze tickets`
  const { sql: text, params } = queueQuery(database.web.db, { ...defaultFilter, ...by }, null, raj).toSQL()
  await expectFewRead(text, params)
})

const narrow = [{ level: 'retry' }, { language: 'other' }, { difficulty: 'minor' }, { difficulty: 'danger' }] as const

describe('where no case is so, a list looks at few', () => {
  beforeAll(async () => {
    await database.owner.sql`update tickets set sender_level = 'strong', language = 'en', difficulty = null`
    // Ended ones are not looked at, however difficult they were.
    await database.owner
      .sql`update tickets set difficulty = 'threat' where state in ('done', 'denied', 'closed', 'set_aside') and id % 10 = 0`
    await database.owner.sql`vacuum analyze tickets`
  })

  test.each(
    queueViewNames
      .filter((view) => canNarrow(view) && view !== 'escalated')
      .flatMap((view) => sortsOf(view).flatMap((sort) => narrow.map((by) => ({ view, sort, by })))),
  )('$view, $sort first, by $by', async ({ view, sort, by }) => {
    const { sql: text, params } = queueQuery(
      database.web.db,
      { ...defaultFilter, view, sort, ...by },
      null,
      raj,
    ).toSQL()
    await expectFewRead(text, params)
  })

  test('the numbers of difficult mail and of danger', async () => {
    const { difficult, danger } = await countQueue(database.web.db, ana.id)
    expect({ difficult, danger }).toEqual({ difficult: 0, danger: 0 })
    for (const difficulty of [null, 'danger'] as const) {
      const filter: QueueFilter = { ...defaultFilter, view: 'difficult', difficulty }
      const { sql: text, params } = queueQuery(database.web.db, filter, null, raj).toSQL()
      await expectFewRead(text, params)
    }
  })
})

async function expectFewRead(text: string, params: readonly unknown[]): Promise<void> {
  const plan = await planOf(`explain (analyze, costs off) ${text}`, params)
  const left = [...plan.matchAll(/Rows Removed by Filter: ([0-9]+)/g)].map(([, many]) => Number(many))
  expect(left.filter((many) => many > 100)).toEqual([])
}

function asOwner({ id }: Person): QueueFilter['owner'] {
  return id as QueueFilter['owner']
}

/** With indexes where there is a choice: so few rows are read at once otherwise. */
async function planOf(text: string, params: readonly unknown[]): Promise<string> {
  const lines = await database.web.sql.begin(async (tx) => {
    await tx`set local enable_seqscan = off`
    return tx.unsafe(text, params as string[])
  })
  return lines.map((line) => String(line['QUERY PLAN'])).join('\n')
}

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
    language: index % 5 === 2 ? 'zh' : 'en',
    senderAddress: `eve${index}@example.net`,
    senderLevel: index % 6 === 3 ? 'fail' : 'other',
    route: index % 4 === 1 ? 'new-address' : 'registered',
    recommendation: 'ask',
    bits: (index % 7) / 2,
    tags: index % 50 === 4 ? ['wave'] : [],
    difficulty: index % 40 === 7 ? 'threat' : index % 40 === 17 ? 'legal' : null,
    snoozedUntil: index % 30 === 11 ? new Date(start + 1) : null,
    assigneeId: mine ? ana.id : null,
    openedAt,
    changedAt: openedAt,
  }
}
