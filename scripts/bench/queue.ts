import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { openDb } from '#app/db/db.server.ts'
import type { Person } from '#app/staff/person.ts'
import { listQueue } from '#app/tickets/queue.server.ts'
import { decodeCursor, defaultFilter, type QueueFilter, writeFilter } from '#app/tickets/queue.ts'
import { readTicket } from '#app/tickets/ticket.server.ts'
import { measureRate, rounded, type Timing, timeAnswers, timingOf } from './million/http-timing.ts'
import { type Million, openMillion } from './million/million.ts'
import { freePort, openWeb, serve } from './million/web-under-test.ts'

export type QueueFigures = {
  tickets: number
  seed_seconds: number
  /** Whole HTTP answers, one client; `query_p50_ms` is what the database's part takes by itself. */
  pages: Record<string, Timing & { query_p50_ms: number }>
  /** Pages a second, beside a bare Remix page that draws the same rows from memory. */
  eight_clients: { rate: number; bare_rate: number; ratio: number }
  /** The most memory of the web process. */
  rss_mb: number
  /** What a browser loads for the queue, packed, in kB of 1000 bytes. */
  client_js_kb: number
}

const filters: Record<string, QueueFilter> = {
  first_page: defaultFilter,
  undecided: { ...defaultFilter, view: 'undecided' },
  mine: { ...defaultFilter, view: 'undecided', owner: 'mine' },
  waiting: { ...defaultFilter, view: 'waiting' },
  link_sent: { ...defaultFilter, view: 'link-sent' },
  done: { ...defaultFilter, view: 'done' },
  denied: { ...defaultFilter, view: 'denied' },
  frozen: { ...defaultFilter, view: 'frozen' },
  not_recovery: { ...defaultFilter, view: 'not-recovery' },
  all: { ...defaultFilter, view: 'all' },
  route_new_address: { ...defaultFilter, view: 'all', route: 'new-address' },
  unassigned_done: { ...defaultFilter, view: 'done', owner: 'nobody' },
  newest_first: { ...defaultFilter, view: 'undecided', sort: 'newest' },
  due_first: { ...defaultFilter, view: 'undecided', sort: 'due' },
  score_first: { ...defaultFilter, view: 'undecided', sort: 'score' },
  rare_tag: { ...defaultFilter, view: 'undecided', tag: 'vip' },
}

const clients = 8
const rateSeconds = 8

/** Asks the built desk over HTTP with a database of so many cases, which is made at the first run and kept. */
export async function benchQueue(options: {
  tickets: number
  dir: string
  times: number
  say: (line: string) => void
}): Promise<QueueFigures> {
  const { tickets, dir, times, say } = options
  const million = await openMillion({ tickets, dir, say })
  try {
    const web = await openWeb(million, dir)
    try {
      const pages: QueueFigures['pages'] = {}
      const asking = await openAsking(million)
      for (const [name, page] of Object.entries(await asking.pages(tickets))) {
        say(`Asks for ${name}`)
        pages[name] = {
          ...(await timeAnswers(web, page.paths, times)),
          query_p50_ms: (await asking.time(page.ask)).p50_ms,
        }
      }
      say('Eight clients ask, the desk and the bare page in turn')
      const bare = await openBare(dir, await asking.firstRows())
      await asking.close()
      try {
        const rates = { desk: [] as number[], bare: [] as number[] }
        for (const seconds of [2, rateSeconds, rateSeconds]) {
          const [desk, memory] = [
            await measureRate(web, '/queue', clients, seconds),
            await measureRate(bare, '/queue', clients, seconds),
          ]
          // The first round only warms.
          if (seconds === rateSeconds) {
            rates.desk.push(desk)
            rates.bare.push(memory)
          }
        }
        const [rate, bareRate] = [mean(rates.desk), mean(rates.bare)]
        return {
          tickets,
          seed_seconds: million.seedSeconds,
          pages,
          eight_clients: {
            rate: rounded(rate),
            bare_rate: rounded(bareRate),
            ratio: Math.round((rate / bareRate) * 1000) / 1000,
          },
          rss_mb: web.peakMb(),
          client_js_kb: await clientKilobytes(),
        }
      } finally {
        await bare.stop()
      }
    } finally {
      await web.stop()
    }
  } finally {
    await million.stop()
  }
}

type Page = { paths: readonly string[]; ask: () => Promise<unknown> }

/** Asks the database as the loaders do, from here. */
async function openAsking(million: Million) {
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

async function openBare(dir: string, rows: readonly unknown[]) {
  const rowsFile = path.resolve(dir, 'rows.json')
  await writeFile(rowsFile, JSON.stringify(rows))
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const script = 'scripts/bench/million/bare-page.js'
  const bare = await serve(
    origin,
    script,
    path.join(dir, 'bare.log'),
    {},
    ['--import', 'tsx'],
    [rowsFile, String(port)],
  )
  return { ...bare, cookie: '' }
}

/** The scripts of the queue's routes and what they import, as the manifest of the build names them. */
async function clientKilobytes(): Promise<number> {
  const { assets } = (await import(path.resolve('build/server/index.js'))) as {
    assets: { entry: Script; routes: Record<string, Script> }
  }
  const routes = ['root', 'routes/_desk', 'routes/_desk._list', 'routes/_desk._list.queue']
  const scripts = [assets.entry, ...routes.map((route) => assets.routes[route] as Script)]
  const files = new Set(scripts.flatMap(({ module, imports }) => [module, ...(imports ?? [])]))
  const sizes = await Promise.all(
    [...files].map(async (file) => gzipSync(await readFile(path.join('build/client', file))).length),
  )
  return rounded(sizes.reduce((sum, size) => sum + size, 0) / 1000)
}

type Script = { module: string; imports?: string[] }

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
