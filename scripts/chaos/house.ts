import path from 'node:path'
import { bundleDesk } from '#scripts/bench/bundle.ts'
import { openTrialDesk, type TrialDesk } from '#scripts/bench/trial-desk.ts'
import { type LetterSink, openLetterSink } from './letter-sink.ts'
import { type Supervised, supervise } from './supervised.ts'
import { openWire, type Wire } from './wire.ts'

/** A process with its own lines to the servers that it speaks to. */
export type Wired = Supervised & { kind: 'imap' | 'intake' | 'outbox'; database: Wire; server: Wire | null }

/** A whole desk between wires: every line of every process can be cut, and every process killed at a word. */
export type ChaosHouse = {
  desk: TrialDesk
  sink: LetterSink
  processes: readonly Wired[]
  /** Starts the processes; the database and the servers run already. */
  start: () => void
  stop: (options?: { keepLogs?: boolean }) => Promise<void>
}

/** Two readers for one mailbox, two takers, one sender. */
const staff = ['imap', 'imap', 'intake', 'intake', 'outbox'] as const

export async function openChaosHouse(): Promise<ChaosHouse> {
  const bundle = await bundleDesk()
  const desk = await openTrialDesk({ accounts: 300 })
  const sink = await openLetterSink()
  const processes: Wired[] = []
  const wires: Wire[] = []
  const wire = async (port: number) => {
    const opened = await openWire({ port })
    wires.push(opened)
    return opened
  }
  const lines = await Promise.all(
    staff.map(async (kind) => ({
      kind,
      database: await wire(desk.databasePort),
      server: kind === 'imap' ? await wire(desk.dovecot.port) : kind === 'outbox' ? await wire(sink.port) : null,
    })),
  )
  // The mailbox is one row by host and port: both readers know it by the first one's line, and share it.
  const imapLine = lines.find(({ kind }) => kind === 'imap')?.server
  const through = ({ port }: Wire) => {
    const url = new URL(desk.workerUrl)
    url.port = String(port)
    return url.href
  }

  return {
    desk,
    sink,
    processes,
    start: () => {
      for (const [at, { kind, database, server }] of lines.entries()) {
        const env = {
          ...desk.settings,
          DATABASE_URL: through(database),
          DATABASE_WORKER_URL: through(database),
          IMAP_PORT: String(imapLine?.port),
          SMTP_PORT: String(kind === 'outbox' ? server?.port : sink.port),
        }
        const name = `${kind}-${at}`
        const logFile = path.join(desk.dir, 'log', `${name}.log`)
        const started = supervise({ name, script: bundle.worker(kind), env, logFile })
        processes.push({ ...started, kind, database, server: kind === 'imap' ? (imapLine ?? null) : server })
      }
    },
    stop: async (options) => {
      await Promise.all(processes.map((process) => process.stop()))
      await Promise.all(wires.map((opened) => opened.close()))
      await sink.close()
      await desk.stop(options)
      await bundle.remove()
    },
  }
}
