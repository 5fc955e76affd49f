import { type ChildProcess, spawn } from 'node:child_process'
import { openSync } from 'node:fs'
import { setTimeout as rest } from 'node:timers/promises'
import type { ReachedDatabase } from './postgres/reach.ts'

/** The processes of a desk; each has one task and its own role in the database. */
export const deskProcesses = ['web', 'imap', 'intake', 'outbox', 'clock'] as const
export type DeskProcess = (typeof deskProcesses)[number]

export type RunningDesk = { pid: (name: DeskProcess) => number | undefined; stop: () => Promise<void> }

/**
 * What Node is told of a process: the reader and intake hand mails on and keep nothing of them, and by default would
 * give what is short-lived four times the memory. The web tidies up once what it holds has doubled: by default Node lets
 * it grow fourfold, which took 430 MB instead of 265.
 */
export const nodeArguments: Readonly<Partial<Record<DeskProcess, readonly string[]>>> = {
  web: ['--heap-growing-percent=100'],
  imap: ['--max-semi-space-size=4'],
  intake: ['--max-semi-space-size=4'],
}

/** How long a process that ended unasked rests before it starts again, in milliseconds. */
const restartAfterMs = 2_000
/** How long a process may take to end when asked, in milliseconds. */
const endWithinMs = 10_000

/**
 * Starts the desk's processes and starts one again when it ends unasked: mail must not wait for a person.
 *
 * @param options.built the production build, or the sources through tsx
 * @param options.settings added to this process' environment
 * @param options.logFile where the processes' output goes; this terminal if not given
 */
export function startProcesses(options: {
  built: boolean
  urls: ReachedDatabase['urls']
  settings?: Record<string, string>
  only?: readonly DeskProcess[]
  logFile?: string
}): RunningDesk {
  const running = new Map<DeskProcess, ChildProcess>()
  let stopping = false
  const output = options.logFile === undefined ? 'inherit' : openSync(options.logFile, 'a')

  const start = (name: DeskProcess) => {
    const args = options.built
      ? ['--enable-source-maps', `build/node/workers/${name}.js`]
      : ['--import', 'tsx', `workers/${name}.ts`]
    const child = spawn(process.execPath, [...(nodeArguments[name] ?? []), ...args], {
      stdio: ['ignore', output, output],
      env: {
        ...process.env,
        NODE_ENV: options.built ? 'production' : 'development',
        DATABASE_URL: options.urls.latchkey_web,
        DATABASE_WORKER_URL: options.urls.latchkey_worker,
        // The owner's and the auditor's logins stay out of processes that strangers' bytes reach.
        DATABASE_OWNER_URL: '',
        DATABASE_AUDITOR_URL: '',
        ...options.settings,
      },
    })
    running.set(name, child)
    child.once('exit', async (code) => {
      if (stopping) return
      // 78: the settings are wrong, and starting again would not mend them.
      if (code === 78) return
      console.error(`${name} ended with ${code ?? 'a signal'}; it starts again in ${restartAfterMs / 1000} s`)
      await rest(restartAfterMs)
      if (!stopping) start(name)
    })
  }

  for (const name of options.only ?? deskProcesses) start(name)
  return {
    pid: (name) => running.get(name)?.pid,
    stop: async () => {
      stopping = true
      await Promise.all([...running.values()].map(end))
    },
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const forced = setTimeout(() => child.kill('SIGKILL'), endWithinMs)
  await ended
  clearTimeout(forced)
}
