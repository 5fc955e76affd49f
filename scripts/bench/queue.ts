import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { type BesideIngest, timeBesideIngest } from './million/beside-ingest.ts'
import { type Cost, type Load, measureRate, rounded, type Timing, timeAnswers } from './million/http-timing.ts'
import { openMillion } from './million/million.ts'
import { openAsking } from './million/queue-pages.ts'
import { freePort, openWeb, serve } from './million/web-under-test.ts'
import { processorSeconds } from './processor-time.ts'

export type QueueFigures = {
  tickets: number
  seed_seconds: number
  /**
   * Whole HTTP answers, one client; `query_p50_ms` is what the database's part takes by itself, `bare_p50_ms` the bare
   * page's p50 right beside, and `in_bare_pages` how many of those the page takes: a machine that is slow for a minute
   * is slow for both.
   */
  pages: Record<string, Timing & Cost & { query_p50_ms: number; bare_p50_ms: number; in_bare_pages: number }>
  /**
   * Pages a second, beside a bare Remix page that draws the same rows from memory, and what a page costs: processes of
   * one's own are told apart from what else the machine does by their processor time.
   */
  eight_clients: {
    rate: number
    bare_rate: number
    ratio: number
    processor_ms: number
    database_processor_ms: number
    bare_processor_ms: number
    processor_ratio: number
  }
  /** The first page while intake works through a backlog as fast as it can. */
  beside_ingest: BesideIngest
  /** The most memory of the web process. */
  rss_mb: number
  /** The scripts that a browser loads for the queue, packed, in kB of 1000 bytes. */
  js_gzip_kb: number
}

const clients = 8
const rateSeconds = 8
/** Mails that are taken in while pages are timed: some twenty seconds of work. */
const backlog = 600
/**
 * How often each page is asked for before any is timed: its code is compiled then, and its tables are in memory. The
 * lists are drawn by the same code; a case and the bare page are asked for as often as all of them.
 */
const warming = 25
const barePaths = ['/queue']

/** Asks the built desk over HTTP with a database of so many cases, which is made at the first run and kept. */
export async function benchQueue(options: {
  tickets: number
  dir: string
  times: number
  signal: AbortSignal
  say: (line: string) => void
}): Promise<QueueFigures> {
  const { tickets, dir, times, signal, say } = options
  const million = await openMillion({ tickets, dir, say })
  try {
    const web = await openWeb(million, dir)
    try {
      const asking = await openAsking(million)
      const bare = await openBare(dir, await asking.firstRows())
      try {
        const asked = Object.entries(await asking.pages(tickets))
        say('The web is warmed, as it is after some minutes')
        const often = warming * asked.length
        for (const [name, page] of asked) await timeAnswers(web, page.paths, name === 'ticket' ? often : warming)
        await timeAnswers(bare, barePaths, often)
        const pages: QueueFigures['pages'] = {}
        for (const [name, page] of asked) {
          signal.throwIfAborted()
          say(`Asks for ${name}`)
          const whole = await timeAnswers(web, page.paths, times)
          const { p50_ms: query } = await asking.time(page.ask)
          const { p50_ms: least } = await timeAnswers(bare, barePaths, times)
          pages[name] = {
            ...whole,
            query_p50_ms: query,
            bare_p50_ms: least,
            in_bare_pages: rounded(whole.p50_ms / least),
          }
        }
        signal.throwIfAborted()
        say('Eight clients ask, the desk and the bare page in turn')
        const eightClients = await compare(web, bare, million.pid)
        signal.throwIfAborted()
        say('One client asks while mails are taken in')
        return {
          tickets,
          seed_seconds: million.seedSeconds,
          pages,
          eight_clients: eightClients,
          beside_ingest: await timeBesideIngest(million, web, { path: '/queue', mails: backlog, dir }),
          rss_mb: web.peakMb(),
          js_gzip_kb: await clientKilobytes(),
        }
      } finally {
        await asking.close()
        await bare.stop()
      }
    } finally {
      await web.stop()
    }
  } finally {
    await million.stop()
  }
}

type Served = Parameters<typeof measureRate>[0]

/** The desk and the bare page in turn, so that both meet the same machine. */
async function compare(desk: Served, bare: Served, databasePid: number): Promise<QueueFigures['eight_clients']> {
  const both = { desk: [] as Load[], bare: [] as Load[] }
  const database: number[] = []
  for (const seconds of [2, rateSeconds, rateSeconds]) {
    const spent = processorSeconds(databasePid)
    const measured = await measureRate(desk, '/queue', clients, seconds)
    const databaseMs = ((processorSeconds(databasePid) - spent) * 1000) / measured.answered
    const memory = await measureRate(bare, '/queue', clients, seconds)
    // The first round only warms.
    if (seconds !== rateSeconds) continue
    both.desk.push(measured)
    both.bare.push(memory)
    database.push(databaseMs)
  }
  const of = (which: keyof typeof both, figure: keyof Load) => mean(both[which].map((round) => round[figure]))
  const share = (part: number, whole: number) => Math.round((part / whole) * 1000) / 1000
  return {
    rate: rounded(of('desk', 'rate')),
    bare_rate: rounded(of('bare', 'rate')),
    ratio: share(of('desk', 'rate'), of('bare', 'rate')),
    processor_ms: rounded(of('desk', 'processor_ms')),
    database_processor_ms: rounded(mean(database)),
    bare_processor_ms: rounded(of('bare', 'processor_ms')),
    processor_ratio: share(of('bare', 'processor_ms'), of('desk', 'processor_ms')),
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
