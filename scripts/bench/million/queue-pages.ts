import { openDb } from '#app/db/db.server.ts'
import type { Person } from '#app/staff/person.ts'
import { listQueue } from '#app/tickets/queue.server.ts'
import { decodeCursor, defaultFilter, type QueueFilter, queueViewNames, writeFilter } from '#app/tickets/queue.ts'
import { readTicket } from '#app/tickets/ticket.server.ts'
import { timingOf } from './http-timing.ts'
import type { Million } from './million.ts'

const filters: Record<string, QueueFilter> = {
  first_page: defaultFilter,
  ...Object.fromEntries(
    queueViewNames
      .filter((view) => view !== defaultFilter.view)
      .map((view) => [view.replaceAll('-', '_'), { ...defaultFilter, view }]),
  ),
  mine: { ...defaultFilter, view: 'undecided', owner: 'mine' },
  route_new_address: { ...defaultFilter, view: 'all', route: 'new-address' },
  unassigned_done: { ...defaultFilter, view: 'done', owner: 'nobody' },
  newest_first: { ...defaultFilter, view: 'undecided', sort: 'newest' },
  due_first: { ...defaultFilter, view: 'undecided', sort: 'due' },
  score_first: { ...defaultFilter, view: 'undecided', sort: 'score' },
  rare_tag: { ...defaultFilter, view: 'undecided', tag: 'vip' },
  by_account: { ...defaultFilter, view: 'undecided', group: 'account' },
}

type Page = { paths: readonly string[]; ask: () => Promise<unknown> }

/** What the bench asks for: over HTTP by its paths, and the database by itself, as the loaders do. */
export async function openAsking(million: Million) {
  const { db, sql, close } = openDb(million.url('latchkey_web'), 'latchkey_web', 8)
  const now = new Date()
  const [person] = await sql<Person[]>`select id, name, email, role from staff where name = 'Ana'`
  if (!person) throw new Error('The desk of the bench has no Ana; delete its folder and run again')
  const list = (filter: QueueFilter, after: string | null = null) =>
    listQueue(db, filter, decodeCursor(after), person, now)
  return {
    close,
    firstRows: async () => (await list(defaultFilter)).rows,
    time: async (ask: Page['ask']) => {
      const took: number[] = []
      for (let at = 0; at < 20; at += 1) {
        const began = performance.now()
        await ask()
        took.push(performance.now() - began)
      }
      return timingOf(took)
    },
    pages: async (tickets: number): Promise<Record<string, Page>> => {
      const filter: QueueFilter = { ...defaultFilter, view: 'done' }
      const middle = await sql<{ id: string; opened_at: string }[]>`
        select id, opened_at from tickets where id = ${20_000 + Math.floor(tickets / 2)}`
      const deep = `${new Date(middle[0]?.opened_at ?? now).toISOString()},${middle[0]?.id}`
      // Spread over the whole desk, old cases too.
      const ids = Array.from({ length: 40 }, (_, at) => 20_001 + Math.floor((at * tickets) / 40))
      return {
        ...Object.fromEntries(
          Object.entries(filters).map(([name, one]) => [
            name,
            { paths: [`/queue${writeFilter(one)}`], ask: () => list(one) },
          ]),
        ),
        deep_page: {
          paths: [`/queue${writeFilter(filter)}&after=${encodeURIComponent(deep)}`],
          ask: () => list(filter, deep),
        },
        ticket: {
          paths: ids.map((id) => `/tickets/${id}`),
          ask: () => readTicket(db, ids[0] as number, now),
        },
      }
    },
  }
}
