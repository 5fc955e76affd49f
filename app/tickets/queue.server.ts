import { and, asc, eq, isNull, like, or, type SQL, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import type { Db } from '#app/db/db.server.ts'
import type { Person } from '#app/staff/person.ts'
import { staff } from '#drizzle/schema/staff.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import {
  encodeCursor,
  mostCounted,
  type QueueCounts,
  type QueueCursor,
  type QueueFilter,
  type QueueRow,
  queuePageSize,
  queueViews,
  readSearch,
} from './queue.ts'
import type { TicketState } from './ticket.ts'

export type QueuePage = {
  rows: QueueRow[]
  /** Where the next page begins; null on the last. */
  next: string | null
}

/** One page of the queue, oldest first. */
export async function listQueue(
  db: Db,
  filter: QueueFilter,
  cursor: QueueCursor | null,
  person: Person,
): Promise<QueuePage> {
  const found = await queueQuery(db, filter, cursor, person)
  const rows = found.slice(0, queuePageSize)
  const last = rows.at(-1)
  return { rows, next: last && found.length > queuePageSize ? encodeCursor(last) : null }
}

/**
 * The question behind {@link listQueue}, one row longer than a page. Each state, and each meaning of a search, is a
 * branch of its own that reads its index in order and stops after a page: one `in (...)` would sort every such case.
 */
export function queueQuery(db: Db, filter: QueueFilter, cursor: QueueCursor | null, person: Person) {
  const after = cursor
    ? sql`(${tickets.openedAt}, ${tickets.id}) > (${cursor.openedAt.toISOString()}::timestamptz, ${cursor.id}::bigint)`
    : undefined
  const [first, second, ...more] = branchesOf(filter).map((branch) =>
    pageOf(db, and(branch, filter.search ? undefined : narrowed(filter, person), after)),
  )
  if (!first) throw new Error(`The view "${filter.view}" has no branch; give it states or a condition`)
  if (!second) return first
  return unionAll(first, second, ...more)
    .orderBy(asc(tickets.openedAt), asc(tickets.id))
    .limit(queuePageSize + 1)
}

function branchesOf(filter: QueueFilter): SQL[] {
  if (filter.search) return searchBranches(filter.search)
  const { states } = queueViews[filter.view]
  if (states) return states.map(inState)
  return filter.view === 'not-recovery'
    ? [sql`${tickets.category} <> 'recovery' and ${tickets.state} <> 'closed'`]
    : [sql`true`]
}

/** What was closed was no request for recovery; every other state is listed for those alone. */
function inState(state: TicketState): SQL {
  const inIt = eq(tickets.state, state)
  return state === 'closed' ? inIt : sql`${inIt} and ${tickets.category} = 'recovery'`
}

/** Disjoint, so that a case found in two ways is listed once. */
function searchBranches(search: string): SQL[] {
  const { ticket, account, address } = readSearch(search)
  const ways: SQL[] = []
  const add = (way: SQL) => ways.push(and(way, ...ways.map((earlier) => sql`(${earlier}) is not true`)) as SQL)
  if (ticket !== null) add(eq(tickets.id, ticket))
  if (account !== null) add(eq(tickets.accountNumber, account))
  if (account !== null) add(eq(tickets.claimedAccount, account))
  if (address !== null) add(like(tickets.senderAddress, `${address.replace(/[\\%_]/g, '\\$&')}%`))
  return ways
}

function narrowed({ route, owner }: QueueFilter, person: Person): SQL | undefined {
  return and(
    route === null ? undefined : eq(tickets.route, route),
    owner === 'mine' ? eq(tickets.assigneeId, person.id) : undefined,
    owner === 'nobody' ? isNull(tickets.assigneeId) : undefined,
  )
}

function pageOf(db: Db, where: SQL | undefined) {
  return db
    .select({
      id: tickets.id,
      category: tickets.category,
      state: tickets.state,
      claimedAccount: tickets.claimedAccount,
      subject: tickets.subject,
      senderLevel: tickets.senderLevel,
      route: tickets.route,
      recommendation: tickets.recommendation,
      bits: tickets.bits,
      ownerName: staff.name,
      version: tickets.version,
      openedAt: tickets.openedAt,
      quarantinedMails: tickets.quarantinedMails,
    })
    .from(tickets)
    .leftJoin(staff, eq(staff.id, tickets.assigneeId))
    .where(where)
    .orderBy(asc(tickets.openedAt), asc(tickets.id))
    .limit(queuePageSize + 1)
}

/** The numbers beside the views; see {@link QueueCounts}. */
export async function countQueue(db: Db, person: Person): Promise<QueueCounts> {
  const some = (where: SQL | undefined) =>
    sql`(select count(*)::int from (${db
      .select({ one: sql`1` })
      .from(tickets)
      .where(and(where, eq(tickets.category, 'recovery')))
      .limit(mostCounted)}) as counted)`
  const [row] = await db.execute<QueueCounts>(sql`
    select ${some(eq(tickets.state, 'new'))} as unassigned,
      ${some(and(eq(tickets.assigneeId, person.id), or(eq(tickets.state, 'open'), eq(tickets.state, 'waiting'))))} as mine,
      ${some(eq(tickets.state, 'waiting'))} as waiting`)
  return row as QueueCounts
}
