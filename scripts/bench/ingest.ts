import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import type { ZoneFile } from '#app/mail/resolver.server.ts'
import { type Supervised, supervise } from '#scripts/chaos/supervised.ts'
import { runBareLoop } from './bare-loop.ts'
import { bundleDesk } from './bundle.ts'
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
}

const warmMails = 60
const settleMs = 120_000

/**
 * Measures the whole way of a mail, from the mailbox to the scored case, by the real processes; and beside it, on the
 * same mails, server and database, before and after, the bare loop.
 *
 * @param options.profile a folder for the processors' profiles
 */
export async function benchIngest(options: {
  mails: number
  accounts: number
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
    await writeFile(path.join(desk.dir, trialZoneFile), JSON.stringify(zone))
    for (const name of ['imap', 'intake'])
      processes.push(
        supervise({
          name,
          script: bundle.worker(name),
          env: { ...desk.settings, DATABASE_URL: desk.workerUrl, DATABASE_WORKER_URL: desk.workerUrl },
          logFile: path.join(desk.dir, 'log', `${name}.log`),
          ...(profile && { nodeArguments: ['--cpu-prof', `--cpu-prof-dir=${profile}`] }),
        }),
      )
    await (await desk.dovecot.stage(warm.mails))()
    await waitUntilDone(desk, warmMails, signal)
    const drop = await desk.dovecot.stage(mails)
    say('The whole pipeline runs')
    const spentBefore = spent(desk, processes)
    const began = performance.now()
    await drop()
    await waitUntilDone(desk, warmMails + mails.length, signal)
    const seconds = (performance.now() - began) / 1000
    const spentAfter = spent(desk, processes)
    const rss = processes.reduce((sum, one) => sum + peakMb(one.pid()), 0)
    await Promise.all(processes.splice(0).map((one) => one.stop()))

    signal.throwIfAborted()
    say('The bare loop runs, twice')
    const bare = await measureBareLoop(desk, mails.length, zone)
    const rate = mails.length / seconds
    const each = (one: keyof Spent) => ((spentAfter[one] - spentBefore[one]) * 1000) / mails.length
    return {
      mails: mails.length,
      ...(await count(desk)),
      ...rounded({
        ...{ seconds, rate, bare_rate: bare.rate, rss_mb: rss },
        cpu_ms: each('desk') + each('database'),
        database_cpu_ms: each('database'),
        bare_cpu_ms: bare.cpuMs,
      }),
      ratio: Math.round((rate / bare.rate) * 1000) / 1000,
    }
  } finally {
    await Promise.all(processes.map((one) => one.stop()))
    await desk.stop()
    await bundle.remove()
  }
}

/** Twice, and the mean: the first run also warms what the second finds warm. */
async function measureBareLoop(
  desk: TrialDesk,
  mails: number,
  zone: ZoneFile,
): Promise<{ rate: number; cpuMs: number }> {
  await runBareLoop(desk, { range: `1:${warmMails}`, zone })
  const range = `${warmMails + 1}:*`
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

async function waitUntilDone(desk: TrialDesk, mails: number, signal: AbortSignal): Promise<void> {
  let before = -1
  let movedAt = performance.now()
  while (performance.now() - movedAt < settleMs) {
    signal.throwIfAborted()
    const [row] = await desk.database.sql<{ settled: number }[]>`
      select count(*)::int as settled from raw_mails where state <> 'received'`
    const settled = row?.settled ?? 0
    if (settled >= mails) return
    if (settled !== before) movedAt = performance.now()
    before = settled
    await rest(50)
  }
  throw new Error(`${before} of ${mails} mails were taken in, and then nothing for ${settleMs / 1000} s.`)
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

function rounded<T extends Record<string, number>>(figures: T): T {
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Math.round(value * 10) / 10])) as T
}
