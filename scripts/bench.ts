import { parseArgs } from 'node:util'
import { benchIngest } from './bench/ingest.ts'
import { benchPaint } from './bench/paint.ts'
import { benchQueue } from './bench/queue.ts'
import { benchSearch } from './bench/search.ts'
import { DovecotMissing } from './dovecot.ts'

const usage = `npm run bench -- ingest [--mails N] [--accounts N] [--tickets N] [--profile FOLDER] [--json]
npm run bench -- queue [--tickets N] [--times N] [--dir FOLDER] [--json]
npm run bench -- search [--tickets N] [--times N] [--dir FOLDER] [--json]
npm run bench -- paint [--times N] [--json]

ingest measures the way of a mail on a database and an IMAP server of its own, beside the bare loop on the same mails;
there are as many accounts as mails unless --accounts says otherwise; with --tickets it then fills the desk with N cases
and accounts, and measures again.
queue and search ask the production build (npm run build) over HTTP, with a database of N cases that the first run makes
in FOLDER (.data/bench) and the next ones find there. paint loads the demo's pages in Chromium.`

type Given = ReturnType<typeof readArguments>
type Asked = Given & { signal: AbortSignal; say: (line: string) => void }

/** What each bench measures; it fails where a figure says that something did not work. */
const benches: Readonly<Record<string, (asked: Asked) => Promise<{ figures: object; failed: boolean }>>> = {
  ingest: async (asked) => {
    const figures = await benchIngest(asked)
    return { figures, failed: figures.failed > 0 }
  },
  queue: async (asked) => ({ figures: await benchQueue(asked), failed: false }),
  search: async (asked) => ({ figures: await benchSearch(asked), failed: false }),
  paint: async (asked) => ({ figures: await benchPaint(asked), failed: false }),
}

process.exitCode = await run()

async function run(): Promise<number> {
  const given = readArguments()
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  try {
    const bench = benches[given.bench] as (typeof benches)[string]
    const { figures, failed } = await bench({ ...given, signal: stop.signal, say: (line) => console.error(line) })
    if (given.json) console.log(JSON.stringify(figures))
    else
      for (const [figure, value] of Object.entries(figures))
        console.log(`${figure}: ${typeof value === 'object' ? JSON.stringify(value, null, 2) : value}`)
    return failed ? 1 : 0
  } catch (error) {
    if (stop.signal.aborted) return 130
    if (!(error instanceof DovecotMissing)) throw error
    console.error(error.message)
    return DovecotMissing.exitCode
  }
}

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      mails: { type: 'string', default: '500' },
      accounts: { type: 'string' },
      tickets: { type: 'string' },
      times: { type: 'string', default: '60' },
      dir: { type: 'string', default: '.data/bench' },
      profile: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  })
  const [bench = ''] = positionals
  // Intake is measured on an empty desk too, the queue is not.
  const leastTickets = bench === 'ingest' ? 0 : 1
  const tickets = values.tickets ?? (bench === 'ingest' ? '0' : '50000')
  const given = { ...values, tickets, accounts: values.accounts ?? values.mails }
  const counts = { mails: 0, accounts: 0, tickets: 0, times: 0 }
  for (const name of ['mails', 'accounts', 'tickets', 'times'] as const) counts[name] = Number(given[name])
  const whole = Object.entries(counts).every(
    ([name, count]) => Number.isInteger(count) && count >= (name === 'tickets' ? leastTickets : 1),
  )
  if (positionals.length === 1 && Object.hasOwn(benches, bench) && whole)
    return { bench, ...counts, dir: values.dir, profile: values.profile ?? null, json: values.json }
  console.error(usage)
  process.exit(64)
}
