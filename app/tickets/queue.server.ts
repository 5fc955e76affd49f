import { and, asc, desc, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import type { Db } from '#app/db/db.server.ts'
import { keepAnswer } from '#app/db/fewer-questions.server.ts'
import type { Person } from '#app/staff/person.ts'
import { staff } from '#drizzle/schema/staff.ts'
import { everyCase, notEnded, taggedWith, tickets } from '#drizzle/schema/tickets.ts'
import {
  cursorAfter,
  mostCounted,
  type QueueCounts,
  type QueueCursor,
  type QueueFilter,
  type QueueOwner,
  type QueueRow,
  type QueueSort,
  type QueueView,
  queuePageSize,
  queueViews,
} from './queue.ts'
import { queueColumns } from './queue-columns.server.ts'
import { dangers, narrowings } from './queue-narrowing.ts'
import { type SearchPage, searchQueue } from './search.server.ts'
import { type TicketState, undecidedStates } from './ticket.ts'

export type QueuePage = {
  rows: QueueRow[]
  /** Where the next page begins; null on the last. */
  next: string | null
  /** What a search could not read, and how far it looked. */
  search?: Pick<SearchPage, 'faults' | 'reached'>
}

/** One page of the queue, in the order that the filter asks for; of a search, what it finds, whatever the view. */
export async function listQueue(
  db: Db,
  filter: QueueFilter,
  cursor: QueueCursor | null,
  person: Person,
  now: Date,
): Promise<QueuePage> {
  if (filter.search) {
    const { rows, next, ...search } = await searchQueue(db, filter.search, cursor, { person, most: queuePageSize, now })
    return { rows, next, search }
  }
  const found = await (cursor ? queueQuery(db, filter, cursor, person) : firstPage(db, filter, person).execute())
  const rows = found.slice(0, queuePageSize)
  const last = rows.at(-1)
  return { rows, next: last && found.length > queuePageSize ? cursorAfter(last, filter.sort) : null }
}

type FirstPage = ReturnType<ReturnType<typeof queueQuery>['prepare']>

/** How many first pages are known at once at most. */
const mostKnown = 200

const knownPages = new WeakMap<Db, Map<string, FirstPage>>()

/** Most ask for the first page of the same few lists: to write its question costs as much as to read its answer. */
function firstPage(db: Db, filter: QueueFilter, person: Person): FirstPage {
  const { view, route, owner, tag, sort, level, language, difficulty } = filter
  const whose = owner === 'mine' ? person.id : owner
  const key = JSON.stringify([view, route, whose, tag, sort, level, language, difficulty])
  const pages = knownPages.get(db) ?? new Map<string, FirstPage>()
  knownPages.set(db, pages)
  const known = pages.get(key)
  if (known) return known
  if (pages.size >= mostKnown) pages.clear()
  // What is one of a few words of ours stands in the text itself: such a statement is planned once. Of the narrower lists
  // there are too many.
  const narrow = tag !== '' || narrowings.some((by) => filter[by] !== null)
  const wordsAlone = (owner === 'anybody' || owner === 'nobody') && !narrow
  const page = queueQuery(db, filter, null, person, wordsAlone).prepare('first page')
  pages.set(key, page)
  return page
}

/**
 * The question behind {@link listQueue} where nothing is searched, one row longer than a page. Each state is a branch of
 * its own that reads its index in order and stops after a page: one `in (...)` would sort every such case.
 *
 * @param wordsAlone writes the values out: for filters of our own words, of which there are few statements
 */
export function queueQuery(
  db: Db,
  filter: QueueFilter,
  cursor: QueueCursor | null,
  person: Person,
  wordsAlone = false,
) {
  const { order, after } = orders[filter.sort]
  const start = cursor ? after(cursor) : undefined
  const [first, second, ...more] = branchesOf(filter).map((branch) =>
    pageOf(db, and(branch, narrowed(filter, person), start), order, wordsAlone),
  )
  if (!first) throw new Error(`The view "${filter.view}" has no branch; give it states or a condition`)
  if (!second) return first
  return unionAll(first, second, ...more)
    .orderBy(...order)
    .limit(most(wordsAlone))
}

/** One row more than a page, as a value or written out. Drizzle takes the latter, and does not say so in its types. */
function most(writtenOut: boolean): number {
  return writtenOut ? (sql.raw(String(queuePageSize + 1)) as unknown as number) : queuePageSize + 1
}

type Order = { order: SQL[]; after: (cursor: QueueCursor) => SQL }

/** Each order with where its next page begins, as its index reads it. */
const orders: Record<QueueSort, Order> = {
  oldest: {
    order: [asc(tickets.openedAt), asc(tickets.id)],
    after: ({ openedAt, id }) =>
      sql`(${tickets.openedAt}, ${tickets.id}) > (${openedAt.toISOString()}::timestamptz, ${id}::bigint)`,
  },
  newest: {
    order: [desc(tickets.openedAt), desc(tickets.id)],
    after: ({ openedAt, id }) =>
      sql`(${tickets.openedAt}, ${tickets.id}) < (${openedAt.toISOString()}::timestamptz, ${id}::bigint)`,
  },
  due: {
    order: [asc(tickets.dueAt), asc(tickets.id)],
    after: ({ openedAt, id, by }) =>
      sql`(${tickets.dueAt}, ${tickets.id}) > (${(by instanceof Date ? by : openedAt).toISOString()}::timestamptz, ${id}::bigint)`,
  },
  score: {
    order: [sql`${tickets.bits} desc nulls last`, asc(tickets.id)],
    after: ({ id, by }) => {
      const bits = typeof by === 'number' ? by : 0
      return sql`${tickets.bits} <= ${bits}::float8 and (${tickets.bits} < ${bits}::float8 or ${tickets.id} > ${id}::bigint)`
    },
  },
}

function branchesOf(filter: QueueFilter): SQL[] {
  const { states } = queueViews[filter.view]
  if (states) return states.map(inState)
  return [conditions[filter.view] ?? everyCase]
}

/** What views of no states hold; each has an index of its own. */
const conditions: Partial<Record<QueueView, SQL>> = {
  'not-recovery': sql`${tickets.category} <> 'recovery' and ${tickets.state} <> 'closed'`,
  difficult: sql`${tickets.difficulty} is not null and ${notEnded()}`,
  escalated: sql`${tickets.escalatedAt} is not null`,
  snoozed: sql`${tickets.snoozedUntil} is not null`,
}

/** What was closed was no request for recovery; every other state is listed for those alone. */
function inState(state: TicketState): SQL {
  const inIt = eq(tickets.state, state)
  if (state === 'closed') return inIt
  const resting = undecidedStates.includes(state) ? sql` and ${tickets.snoozedUntil} is null` : sql``
  return sql`${inIt} and ${tickets.category} = 'recovery'${resting}`
}

function narrowed(filter: QueueFilter, person: Person): SQL | undefined {
  const { route, tag, level, language, difficulty } = filter
  return and(
    tag === '' ? undefined : taggedWith(tag),
    route === null ? undefined : eq(tickets.route, route),
    ownedBy(filter.owner, person),
    level === null ? undefined : eq(tickets.senderLevel, level),
    language === null ? undefined : eq(tickets.language, language),
    difficulty === null
      ? undefined
      : inArray(tickets.difficulty, difficulty === 'danger' ? [...dangers] : [difficulty]),
  )
}

function ownedBy(owner: QueueOwner, person: Person): SQL | undefined {
  if (owner === 'anybody') return undefined
  if (owner === 'nobody') return isNull(tickets.assigneeId)
  return eq(tickets.assigneeId, owner === 'mine' ? person.id : owner)
}

function pageOf(db: Db, where: SQL | undefined, order: readonly SQL[], wordsAlone: boolean) {
  return db
    .select(queueColumns)
    .from(tickets)
    .leftJoin(staff, eq(staff.id, tickets.assigneeId))
    .where(wordsAlone ? where?.inlineParams() : where)
    .orderBy(...order)
    .limit(most(wordsAlone))
}

const waits = and(eq(tickets.category, 'recovery'), isNull(tickets.snoozedUntil))

/** So old the numbers of the desk's frame may be where nothing is known to have changed, in milliseconds. */
const countsKeptMs = 1_000

const keptCounts = keepAnswer(countsKeptMs, countQueue)

/** {@link countQueue}, at most a second old. */
export function recentCounts(db: Db, person: Person, now: Date): Promise<QueueCounts> {
  return keptCounts(db, person.id, now)
}

/** The numbers beside the views; see {@link QueueCounts}. */
export async function countQueue(db: Db, personId: string): Promise<QueueCounts> {
  const some = (where: SQL | undefined) =>
    sql`(select count(*)::int from (${db
      .select({ one: sql`1` })
      .from(tickets)
      .where(where)
      .limit(mostCounted)}) as counted)`
  const [row] = await db.execute<QueueCounts>(sql`
    select ${some(and(eq(tickets.state, 'new'), waits))} as unassigned,
      ${some(and(eq(tickets.assigneeId, personId), waits, or(eq(tickets.state, 'open'), eq(tickets.state, 'waiting'))))} as mine,
      ${some(and(eq(tickets.state, 'waiting'), waits))} as waiting,
      ${some(inState('proposed'))} as proposed,
      ${some(inState('held'))} as held,
      ${some(conditions.difficult)} as difficult,
      ${some(and(conditions.difficult, inArray(tickets.difficulty, [...dangers])))} as danger,
      ${some(conditions.escalated)} as escalated`)
  return row as QueueCounts
}
