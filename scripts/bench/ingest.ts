import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import type { ZoneFile } from '#app/mail/resolver.server.ts'
import { type Supervised, supervise } from '#scripts/chaos/supervised.ts'
import { nodeArguments } from '#scripts/processes.ts'
import { runBareLoop } from './bare-loop.ts'
import { bundleDesk } from './bundle.ts'
import { fillDesk } from './fill.ts'
import { benchMails } from './mails.ts'
import { processorSeconds } from './processor-time.ts'
import { openTrialDesk, type TrialDesk, trialZoneFile } from './trial-desk.ts'

export type IngestFigures = {
  mails: number
  /** From the first mail in the mailbox to the last scored case. */
  seconds: number
  rate: number
  bare_rate: number
  ratio: number
  /** Processor time of reader, intake and database for one mail, ms: a busy machine changes it least. */
  cpu_ms: number
  /** Of these the database's. */
  database_cpu_ms: number
  /** The same of the bare loop, with the database. */
  bare_cpu_ms: number
  /** The most memory that reader and intake held together. */
  rss_mb: number
  /** Letters that wait for the outbox. */
  letters: number
  failed: number
  scored: number
  /** Where the desk was filled: so many cases and accounts, and the same measured again among them. */
  filled?: number
  filled_rate?: number
  filled_cpu_ms?: number
  /** How much longer a mail takes then, by the clock; below 0 where it takes less. */
  filled_slower?: number
}

const warmMails = 60
const settleMs = 120_000
/** How often it is asked whether all are taken in, in milliseconds. */
const lookMs = 100

/**
 * Measures the whole way of a mail, from the mailbox to the scored case, by the real processes; and beside it, on the
 * same mails, server and database, before and after, the bare loop.
 *
 * @param options.tickets measures again once so many cases and accounts are there
 * @param options.profile a folder for the processors' profiles
 */
export async function benchIngest(options: {
  mails: number
  accounts: number
  tickets: number
  profile: string | null
  signal: AbortSignal
  say: (line: string) => void
}): Promise<IngestFigures> {
  const { say, profile, signal } = options
  say('Database, mail server and mails are made')
  const bundle = await bundleDesk()
  const desk = await openTrialDesk({ accounts: options.accounts })
  const processes: Supervised[] = []
  try {
    const now = new Date()
    const warm = await benchMails({ ...desk, mails: warmMails, now, seed: 1 })
    const { mails, zone } = await benchMails({ ...desk, mails: options.mails, now, seed: 2 })
    const later = await benchMails({ ...desk, mails: options.tickets > 0 ? options.mails : 0, now, seed: 3 })
    await writeFile(path.join(desk.dir, trialZoneFile), JSON.stringify(zone))
    for (const name of ['imap', 'intake'] as const)
      processes.push(
        supervise({
          name,
          script: bundle.worker(name),
          env: { ...desk.settings, DATABASE_URL: desk.workerUrl, DATABASE_WORKER_URL: desk.workerUrl },
          logFile: path.join(desk.dir, 'log', `${name}.log`),
          nodeArguments: [
            ...(nodeArguments[name] ?? []),
            ...(profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : []),
          ],
        }),
      )
    await measure(desk, processes, warm.mails, signal)
    say('The whole pipeline runs')
    const run = await measure(desk, processes, mails, signal)
    const counted = await count(desk)
    if (options.tickets > 0) await fillDesk(desk.database.sql, options.tickets, say)
    const filled = options.tickets > 0 ? await measure(desk, processes, later.mails, signal) : null
    const rss = processes.reduce((sum, one) => sum + peakMb(one.pid()), 0)
    await Promise.all(processes.splice(0).map((one) => one.stop()))

    signal.throwIfAborted()
    say('The bare loop runs, twice')
    const bare = await measureBareLoop(desk, mails.length, zone)
    const { seconds, rate } = run
    return {
      mails: mails.length,
      ...counted,
      ...rounded({
        ...{ seconds, rate, bare_rate: bare.rate, rss_mb: rss },
        cpu_ms: run.deskMs + run.databaseMs,
        database_cpu_ms: run.databaseMs,
        bare_cpu_ms: bare.cpuMs,
      }),
      ratio: thousandths(rate / bare.rate),
      ...(filled && {
        filled: options.tickets,
        ...rounded({ filled_rate: filled.rate, filled_cpu_ms: filled.deskMs + filled.databaseMs }),
        filled_slower: thousandths(filled.seconds / seconds - 1),
      }),
    }
  } finally {
    await Promise.all(processes.map((one) => one.stop()))
    await desk.stop()
    await bundle.remove()
  }
}

/** Puts mails into the mailbox and waits until all are taken in; processor time is for one mail, in milliseconds. */
async function measure(
  desk: TrialDesk,
  processes: readonly Supervised[],
  mails: readonly Buffer[],
  signal: AbortSignal,
): Promise<{ seconds: number; rate: number; deskMs: number; databaseMs: number }> {
  const drop = await desk.dovecot.stage(mails)
  const [last] = await desk.database.sql<{ id: string }[]>`select coalesce(max(id), 0)::text as id from raw_mails`
  const before = spent(desk, processes)
  const began = performance.now()
  await drop()
  await waitUntilDone(desk, Number(last?.id ?? 0), mails.length, signal)
  const seconds = (performance.now() - began) / 1000
  const after = spent(desk, processes)
  const each = (one: keyof Spent) => ((after[one] - before[one]) * 1000) / mails.length
  return { seconds, rate: mails.length / seconds, deskMs: each('desk'), databaseMs: each('database') }
}

/** Twice, and the mean: the first run also warms what the second finds warm. */
async function measureBareLoop(
  desk: TrialDesk,
  mails: number,
  zone: ZoneFile,
): Promise<{ rate: number; cpuMs: number }> {
  await runBareLoop(desk, { range: `1:${warmMails}`, zone })
  const range = `${warmMails + 1}:${warmMails + mails}`
  const own = process.cpuUsage()
  const before = processorSeconds(desk.databasePid)
  const rates = [await runBareLoop(desk, { range, zone }), await runBareLoop(desk, { range, zone })]
  const { user, system } = process.cpuUsage(own)
  const seconds = (user + system) / 1e6 + processorSeconds(desk.databasePid) - before
  const [first] = rates
  if (!first || first.signed < mails / 2)
    throw new Error(`The bare loop found ${first?.signed} signed mails of ${mails}`)
  return { rate: 2 / rates.reduce((sum, { rate }) => sum + 1 / rate, 0), cpuMs: (seconds * 1000) / (2 * mails) }
}

/** Seconds of processor time so far. */
type Spent = { desk: number; database: number }

function spent(desk: TrialDesk, processes: readonly Supervised[]): Spent {
  return {
    desk: processes.reduce((sum, one) => sum + processorSeconds(one.pid()), 0),
    database: processorSeconds(desk.databasePid),
  }
}

/** Asks for the ends of two indexes only: what counts the mails while they come in would be a tenth of the work. */
async function waitUntilDone(desk: TrialDesk, after: number, mails: number, signal: AbortSignal): Promise<void> {
  const { sql } = desk.database
  let before = ''
  let movedAt = performance.now()
  while (performance.now() - movedAt < settleMs) {
    signal.throwIfAborted()
    const [row] = await sql<{ newest: string | null; waiting: string | null }[]>`
      select (select max(id) from raw_mails) as newest, (select min(id) from raw_mails where state = 'received') as waiting`
    if (row?.waiting === null && (await countSince(desk, after)) >= mails) return
    const seen = `${row?.newest} ${row?.waiting}`
    if (seen !== before) movedAt = performance.now()
    before = seen
    await rest(lookMs)
  }
  throw new Error(`${await countSince(desk, after)} of ${mails} mails came, and then nothing for ${settleMs / 1000} s.`)
}

async function countSince({ database }: TrialDesk, after: number): Promise<number> {
  const [row] = await database.sql<{ many: number }[]>`select count(*)::int as many from raw_mails where id > ${after}`
  return row?.many ?? 0
}

async function count({ database }: TrialDesk): Promise<{ letters: number; failed: number; scored: number }> {
  const [row] = await database.sql<{ letters: number; failed: number; scored: number }[]>`
    select (select count(*)::int from letters) as letters,
      (select count(*)::int from raw_mails where state = 'failed') as failed,
      (select count(*)::int from tickets where assessment_id is not null) as scored`
  if (!row) throw new Error('A count gave no row')
  return row
}

/** The most memory that a process ever held; Linux alone says so. */
function peakMb(pid: number | undefined): number {
  const status = pid === undefined ? '' : readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024
}

function thousandths(value: number): number {
  return Math.round(value * 1000) / 1000
}

function rounded<T extends Record<string, number>>(figures: T): T {
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Math.round(value * 10) / 10])) as T
}
