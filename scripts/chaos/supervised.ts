import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'

/** A process that is started again whenever it ends, until it is stopped. */
export type Supervised = {
  name: string
  pid: () => number | undefined
  /** SIGKILL: no time to put anything away. */
  kill: () => boolean
  /** Ends it gently and starts it anew. */
  renew: () => Promise<void>
  stop: () => Promise<void>
}

/** How long a process that ended rests before it starts again, in milliseconds. */
const restMs = 200
/** How long a process may take to end when asked, in milliseconds. */
const endWithinMs = 10_000

export function supervise(options: {
  name: string
  script: string
  env: Record<string, string>
  logFile: string
  nodeArguments?: readonly string[]
  scriptArguments?: readonly string[]
}): Supervised {
  let child: ChildProcess
  let stopping = false
  let again: NodeJS.Timeout | undefined
  const log = openSync(options.logFile, 'a')

  const start = () => {
    child = spawn(
      process.execPath,
      ['--enable-source-maps', ...(options.nodeArguments ?? []), options.script, ...(options.scriptArguments ?? [])],
      {
        stdio: ['ignore', log, log],
        env: { PATH: process.env.PATH, NODE_ENV: 'production', ...options.env },
      },
    )
    child.once('exit', () => {
      if (!stopping) again = setTimeout(start, restMs)
    })
  }
  const running = () => child.exitCode === null && child.signalCode === null
  const end = async () => {
    if (!running()) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    const forced = setTimeout(() => child.kill('SIGKILL'), endWithinMs)
    await ended
    clearTimeout(forced)
  }
  // Whatever ends this process takes its processes with it.
  const last = () => void child.kill('SIGKILL')
  process.once('exit', last)

  start()
  return {
    name: options.name,
    pid: () => (running() ? child.pid : undefined),
    kill: () => running() && child.kill('SIGKILL'),
    renew: end,
    stop: async () => {
      stopping = true
      clearTimeout(again)
      await end()
      process.off('exit', last)
      closeSync(log)
    },
  }
}
