import { and, asc, desc, eq, gte, inArray, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#app/db/db.server.ts'
import type { Person } from '#app/staff/person.ts'
import { messages } from '#drizzle/schema/mails.ts'
import { messageWords } from '#drizzle/schema/search.ts'
import { staff } from '#drizzle/schema/staff.ts'
import { everyCase, taggedWith, tickets } from '#drizzle/schema/tickets.ts'
import { encodeCursor, type QueueCursor, type QueueRow } from './queue.ts'
import { queueColumns } from './queue-columns.server.ts'
import { asTermQuery, findMails, type MailPlace } from './search-mails.server.ts'
import { excerptOf, holdsPhrases, markMatches } from './search-marks.ts'
import { asksNothing, readQuery, type SearchFault, type SearchQuery } from './search-query.ts'
import { searchableLength } from './search-words.ts'

export type SearchPage = {
  rows: QueueRow[]
  /** Where the next page begins; null on the last. */
  next: string | null
  /** Older mails than this were not looked at yet; null where the page is full or all was seen. */
  reached: Date | null
  /** Words that look like filters and are none. */
  faults: readonly SearchFault[]
}

type Asking = { person: Person; most: number }

type Found = Omit<SearchPage, 'faults'>

/** {@link searchTickets} by what was typed. */
export async function searchQueue(
  db: Db,
  typed: string,
  cursor: QueueCursor | null,
  { now, ...asking }: Asking & { now: Date },
): Promise<SearchPage> {
  const query = readQuery(typed, now)
  return { ...(await searchTickets(db, query, cursor, asking)), faults: query.faults }
}

/** Cases that the whole text names stand above all others, so many at most. */
const mostNamed = 10

/** A page is looked for so often before it is shown shorter: cases with many such mails leave few on it. */
const mostRounds = 4

/**
 * One page of the cases that a search finds, the newest mail first; a case stands where its newest such mail does.
 * Without words it is a list of cases by age. Whoever may see the queue may find every case.
 */
export async function searchTickets(
  db: Db,
  query: SearchQuery,
  cursor: QueueCursor | null,
  { person, most }: Asking,
): Promise<Found> {
  if (asksNothing(query)) return { rows: [], next: null, reached: null }
  if (query.needs.length === 0) return listFiltered(db, query, cursor, { person, most })
  // One place is left for what mails say: the page goes on from there.
  const named = (await findNamed(db, query)).slice(0, most - 1)
  const rows: SearchPage['rows'] = cursor ? [] : [...named]
  const filter = filterOf(query, person)
  const search = { ...query, filter: filter ?? null, before: query.filters.before, after: query.filters.after }
  let from: MailPlace | null = cursor && { at: cursor.openedAt, id: cursor.id }
  for (let round = 0; round < mostRounds; round += 1) {
    const missing = most - rows.length
    // Some are further mails of a case that is shown already: to come back for a few costs as much as the first look.
    const asked = 2 * missing + named.length
    const { places, reached } = await findMails(db, search, from, asked + 1)
    const seen = places.slice(0, asked)
    const found = (await readFound(db, query, seen)).filter(({ row: { id } }) => !named.some((row) => row.id === id))
    const shown = found.slice(0, missing)
    rows.push(...shown.map(({ row, text }) => markRow(row, text, query)))
    const more = found.length > missing || places.length > asked
    if (found.length > missing) from = shown.at(-1)?.place as MailPlace
    else from = more ? (seen.at(-1) as MailPlace) : reached
    if (!from) return { rows, next: null, reached: null }
    const next = encodeCursor({ openedAt: from.at, id: from.id })
    if (!more || rows.length >= most) return { rows, next, reached: more ? null : (reached?.at ?? null) }
  }
  return { rows, next: from && encodeCursor({ openedAt: from.at, id: from.id }), reached: from?.at ?? null }
}

/** The case of that number, and those of the account of that number or handle. */
async function findNamed(db: Db, { named: { ticket, account } }: SearchQuery): Promise<QueueRow[]> {
  const ways = [
    ticket === null ? null : eq(tickets.id, ticket),
    account === null ? null : eq(tickets.accountNumber, account),
    account === null ? null : eq(tickets.claimedAccount, account),
  ].filter((way) => way !== null)
  const pages = await Promise.all(ways.map((way) => listTickets(db, way, null, mostNamed, false)))
  return [...new Map(pages.flat().map((row) => [row.id, row])).values()].slice(0, mostNamed)
}

async function listFiltered(
  db: Db,
  query: SearchQuery,
  cursor: QueueCursor | null,
  { person, most }: Asking,
): Promise<Found> {
  const { before, after } = query.filters
  const where = and(
    everyCase,
    filterOf(query, person),
    before ? lt(tickets.openedAt, before) : undefined,
    after ? gte(tickets.openedAt, after) : undefined,
  )
  const rows = await listTickets(db, where, cursor, most + 1, query.oldestFirst)
  const page = rows.slice(0, most)
  const last = page.at(-1)
  return { rows: page, next: last && rows.length > most ? encodeCursor(last) : null, reached: null }
}

function listTickets(db: Db, where: SQL | undefined, cursor: QueueCursor | null, most: number, oldestFirst: boolean) {
  const sign = oldestFirst ? sql`>` : sql`<`
  const beyond = cursor
    ? sql`(${tickets.openedAt}, ${tickets.id}) ${sign} (${cursor.openedAt.toISOString()}::timestamptz, ${cursor.id}::bigint)`
    : undefined
  const way = oldestFirst ? asc : desc
  return db
    .select(queueColumns)
    .from(tickets)
    .leftJoin(staff, eq(staff.id, tickets.assigneeId))
    .where(and(where, beyond))
    .orderBy(way(tickets.openedAt), way(tickets.id))
    .limit(most)
}

/** What the case must be; undefined where any will do. */
function filterOf({ filters }: SearchQuery, person: Person): SQL | undefined {
  const { account, states, route, category, owner, levels, tag } = filters
  return and(
    account === null ? undefined : or(eq(tickets.accountNumber, account), eq(tickets.claimedAccount, account)),
    states === null ? undefined : inArray(tickets.state, [...states]),
    route === null ? undefined : eq(tickets.route, route),
    category === null ? undefined : eq(tickets.category, category),
    owner === 'mine' ? eq(tickets.assigneeId, person.id) : undefined,
    owner === 'nobody' ? isNull(tickets.assigneeId) : undefined,
    levels === null ? undefined : inArray(tickets.senderLevel, [...levels]),
    tag === null ? undefined : taggedWith(tag),
  )
}

/** The cases of these mails in their order, each at its newest with that mail's text; what a phrase rules out is left out. */
async function readFound(
  db: Db,
  query: SearchQuery,
  places: readonly MailPlace[],
): Promise<{ place: MailPlace; row: QueueRow; text: string }[]> {
  if (places.length === 0) return []
  const other = sql.raw(query.oldestFirst ? '<' : '>')
  const found = await db
    .select({
      ticket: queueColumns,
      mailId: messages.id,
      subject: messages.subject,
      text: sql<string>`left(${messages.text}, ${searchableLength})`,
      again: sql<boolean>`exists (
        select from ${messages} as other join ${messageWords} as its on its.message_id = other.id
        where other.ticket_id = ${messages.ticketId}
          and (its.arrived_at, its.message_id) ${other} (${messages.arrivedAt}, ${messages.id})
          and its.terms @@ ${asTermQuery(query.needs)})`,
    })
    .from(messages)
    .innerJoin(tickets, eq(tickets.id, messages.ticketId))
    .leftJoin(staff, eq(staff.id, tickets.assigneeId))
    .where(
      inArray(
        messages.id,
        places.map(({ id }) => id),
      ),
    )
  const byMail = new Map(found.map((row) => [row.mailId, row]))
  return places
    .map((place) => ({ place, mail: byMail.get(place.id) }))
    .filter(({ mail }) => mail !== undefined && !mail.again && holdsPhrases([mail.subject, mail.text], query))
    .map(({ place, mail }) => {
      const { ticket, text } = mail as NonNullable<typeof mail>
      return { place, row: ticket, text }
    })
}

function markRow(row: QueueRow, text: string, query: SearchQuery): QueueRow {
  return { ...row, match: { subject: markMatches(row.subject, query), excerpt: excerptOf(text, query) } }
}
