import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '#app/db/db.server.ts'
import { messages } from '#drizzle/schema/mails.ts'
import { messageWords } from '#drizzle/schema/search.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import type { Need } from './search-filters.ts'
import { type SliceWidth, sliceNumber, sliceWidths } from './search-words.ts'

/** What is looked for among the mails. `filter` speaks of the case; null where any will do. */
export type MailSearch = {
  needs: readonly Need[]
  filter: SQL | null
  before: Date | null
  after: Date | null
  oldestFirst: boolean
}

/** A mail in the order of the search: by when it came. */
export type MailPlace = { at: Date; id: number }

/** `reached`: how far was looked; null: to the end. */
type Found = { places: MailPlace[]; reached: MailPlace | null }

/** So many mails are looked at one by one before the index of terms is asked: a common word is found among them. */
const walked = 4_000
/** The second look covers so many times the span of the first. */
const spans = 16
/** It names so many slices of time at most. */
const mostSlices = 48
/** Above so many cases a filter does not lead the search. */
const mostLed = 2_000
/** What the third look may cost: so many mails, each with its case. */
const mostJudged = 20_000

/**
 * The next mails that fit, in order, at most so many; where a common word meets a filter that hardly anything passes,
 * the search stops on its way and says where.
 *
 * An index of terms knows no order: a word of every second mail would be half a million rows to sort. So the newest
 * mails are walked first; then the index is asked for slices of time just behind them, and only a word that was hardly
 * found there is looked up in the whole.
 */
export async function findMails(db: Db, search: MailSearch, from: MailPlace | null, most: number): Promise<Found> {
  const near = await walkMails(db, search, from, most)
  if (near.length >= most) return { places: near, reached: null }
  if (search.filter && (await isNarrow(db, search.filter)))
    return { places: await findInCases(db, search, from, most), reached: null }
  const edge = await edgeOf(db, search, from)
  if (!edge) return { places: near, reached: null }
  const slices = slicesBehind(search, edge)
  const middle = await askIndex(db, search, { from: edge, to: slices.to, slices: slices.terms }, most - near.length)
  const places = [...near, ...middle.places]
  if (places.length >= most) return { places, reached: null }
  if (search.filter && middle.fits * spans > mostJudged) return { places, reached: { at: slices.to, id: 0 } }
  const rest = await askIndex(
    db,
    search,
    { from: { at: slices.to, id: 0 }, to: null, slices: [] },
    most - places.length,
  )
  return { places: [...places, ...rest.places], reached: null }
}

/** What the database matches with `@@`. */
export function asTermQuery(needs: readonly Need[]): SQL {
  return sql`${needs.map(({ term, begins }) => quoted(term, begins)).join(' & ')}::tsquery`
}

async function walkMails(db: Db, search: MailSearch, from: MailPlace | null, most: number): Promise<MailPlace[]> {
  const rows = await db.execute<Row>(sql`
    select w.message_id as id, w.arrived_at as at
    from (
      select ${messageWords.messageId}, ${messageWords.arrivedAt}, ${messageWords.terms} from ${messageWords}
      where ${within(search)} and ${beyond(search, from)} order by ${inOrder(search)} limit ${walked}
    ) as w ${joinedCase(search.filter)}
    where w.terms @@ ${asTermQuery(search.needs)}
    order by ${inOrder(search)} limit ${most}`)
  return rows.map(placeOf)
}

/** The last of the mails that the walk saw, and when the first came; null where it saw all. */
async function edgeOf(db: Db, search: MailSearch, from: MailPlace | null): Promise<Edge | null> {
  const next = sql`from ${messageWords} where ${within(search)} and ${beyond(search, from)} order by ${inOrder(search)}`
  const [row] = await db.execute<Row & { began: string }>(sql`
    select message_id as id, arrived_at as at, (select arrived_at ${next} limit 1) as began
    ${next} offset ${walked - 1} limit 1`)
  return row ? { ...placeOf(row), began: new Date(row.began) } : null
}

type Edge = MailPlace & { began: Date }

async function askIndex(
  db: Db,
  search: MailSearch,
  { from, to, slices }: { from: MailPlace; to: Date | null; slices: readonly string[] },
  most: number,
): Promise<{ places: MailPlace[]; fits: number }> {
  const needs = asTermQuery(search.needs)
  const anySlice = slices.map((slice) => quoted(slice, false)).join(' | ')
  const terms = anySlice === '' ? needs : sql`(${needs} && ${anySlice}::tsquery)`
  const until =
    to === null ? sql`true` : sql`arrived_at ${search.oldestFirst ? sql`<` : sql`>=`} ${to.toISOString()}::timestamptz`
  const [row] = await db.execute<{ fits: number; found: { id: number; at: string }[] }>(sql`
    with fit as materialized (
      select message_id, arrived_at from ${messageWords}
      where terms @@ ${terms} and ${within(search)} and ${beyond(search, from)} and ${until}
    )
    select (select count(*)::int from fit) as fits, coalesce((
      select json_agg(found) from (
        select w.message_id as id, w.arrived_at as at from fit as w ${joinedCase(search.filter)}
        order by ${inOrder(search)} limit ${most}
      ) as found
    ), '[]') as found`)
  return { fits: row?.fits ?? 0, places: (row?.found ?? []).map(placeOf) }
}

/** The cases lead: they are few, and of each its mails are looked at. */
async function findInCases(db: Db, search: MailSearch, from: MailPlace | null, most: number): Promise<MailPlace[]> {
  const rows = await db.execute<Row>(sql`
    with led as materialized (select ${tickets.id} from ${tickets} where ${search.filter} limit ${mostLed})
    select w.message_id as id, w.arrived_at as at from led
    cross join lateral (
      select ${messageWords.messageId}, ${messageWords.arrivedAt}, ${messageWords.terms} from ${messages}
      join ${messageWords} on ${messageWords.messageId} = ${messages.id} where ${messages.ticketId} = led.id offset 0
    ) as w
    where w.terms @@ ${asTermQuery(search.needs)} and ${within(search)} and ${beyond(search, from)}
    order by ${inOrder(search)} limit ${most}`)
  return rows.map(placeOf)
}

async function isNarrow(db: Db, filter: SQL): Promise<boolean> {
  const [row] = await db.execute<{ narrow: boolean }>(sql`
    select count(*) < ${mostLed} as narrow from (select 1 from ${tickets} where ${filter} limit ${mostLed}) as counted`)
  return row?.narrow ?? false
}

type Slices = { terms: string[]; to: Date }

/** Behind the edge of the walk, so many spans of it, in slices of one width. */
function slicesBehind({ oldestFirst }: MailSearch, edge: Edge): Slices {
  const span = Math.abs(edge.began.getTime() - edge.at.getTime()) * spans
  const width: SliceWidth =
    sliceWidths.find((one) => span / 1000 / 2 ** one < mostSlices - 1) ?? (sliceWidths.at(-1) as SliceWidth)
  const first = sliceNumber(width, edge.at)
  const count = Math.min(Math.ceil(span / 1000 / 2 ** width) + 1, mostSlices)
  const numbers = Array.from({ length: count }, (_, at) => (oldestFirst ? first + at : first - at))
  const last = numbers.at(-1) as number
  const to = new Date((oldestFirst ? last + 1 : last) * 2 ** width * 1000)
  return { terms: numbers.map((number) => `t${width}:${number}`), to }
}

/** A lateral with a limit is looked up mail by mail, also where the planner knows no better. */
function joinedCase(filter: SQL | null): SQL {
  if (!filter) return sql``
  return sql`cross join lateral (
    select 1 from ${messages} join ${tickets} on ${tickets.id} = ${messages.ticketId}
    where ${messages.id} = w.message_id and ${filter} limit 1
  ) as its_case`
}

function within({ before, after }: MailSearch): SQL {
  const bounds = [
    after ? sql`arrived_at >= ${after.toISOString()}::timestamptz` : null,
    before ? sql`arrived_at < ${before.toISOString()}::timestamptz` : null,
  ].filter((bound) => bound !== null)
  return bounds.length === 0 ? sql`true` : sql.join(bounds, sql` and `)
}

function beyond({ oldestFirst }: MailSearch, from: MailPlace | null): SQL {
  if (!from) return sql`true`
  const sign = oldestFirst ? sql`>` : sql`<`
  return sql`(arrived_at, message_id) ${sign} (${from.at.toISOString()}::timestamptz, ${from.id}::bigint)`
}

function inOrder({ oldestFirst }: MailSearch): SQL {
  return oldestFirst ? sql`arrived_at, message_id` : sql`arrived_at desc, message_id desc`
}

function quoted(term: string, begins: boolean): string {
  return `'${term.replace(/['\\]/g, '\\$&')}'${begins ? ':*' : ''}`
}

type Row = { id: string | number; at: string }

function placeOf({ id, at }: Row): MailPlace {
  return { id: Number(id), at: new Date(at) }
}
