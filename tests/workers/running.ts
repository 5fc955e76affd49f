import { spawn } from 'node:child_process'

export type Running = {
  /** Everything that was written so far. */
  said: () => string
  /** Its exit code, or the signal that ended it. */
  ended: Promise<number | string>
  stop: (signal?: NodeJS.Signals) => Promise<number | string>
}

/** Settings good enough for any process of the desk. */
export const settings = {
  ORIGIN: 'http://127.0.0.1:3000',
  SECRET_KEY: 'a key for tests, long enough to be taken',
  DESK_ADDRESS: 'recover@desk.example',
  SMTP_HOST: '127.0.0.1',
  SMTP_SECURITY: 'none',
  LOG_LEVEL: 'info',
}

/** Runs a worker as a process of its own, as the desk does. */
export function startWorker(name: string, env: Record<string, string>): Running {
  const child = spawn(process.execPath, ['--import', 'tsx', `workers/${name}.ts`], {
    env: { ...env, NODE_ENV: 'test', PATH: process.env.PATH },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
  const ended = new Promise<number | string>((resolve) =>
    child.once('close', (code, signal) => resolve(code ?? String(signal))),
  )
  return {
    said: () => said,
    ended,
    stop: (signal = 'SIGTERM') => {
      child.kill(signal)
      return ended
    },
  }
}
