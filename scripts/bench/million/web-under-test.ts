import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { openDb } from '#app/db/db.server.ts'
import { keepSessionCookie } from '#app/sign-in/session-cookie.ts'
import { makeSessionToken } from '#app/sign-in/session-token.server.ts'
import { sessionEnd } from '#app/staff/session-span.ts'
import { processorSeconds } from '#scripts/bench/processor-time.ts'
import { type Supervised, supervise } from '#scripts/chaos/supervised.ts'
import { nodeArguments } from '#scripts/processes.ts'
import type { Million } from './million.ts'

/** A web server of its own process, and who asks it. */
export type WebUnderTest = {
  origin: string
  /** Of a session of Ana's; empty where nobody signs in. */
  cookie: string
  /** The most memory it ever held, in MB; 0 where the system does not say. */
  peakMb: () => number
  /** Of processor time since it began; 0 where the system does not say. */
  processorSeconds: () => number
  stop: () => Promise<void>
}

const startWithinMs = 30_000
const builtWeb = 'build/node/workers/web.js'

/** The built web server over a large desk, with Ana signed in. */
export async function openWeb(million: Million, dir: string): Promise<WebUnderTest> {
  if (!existsSync(builtWeb)) throw new Error('The bench asks the production build: run `npm run build` first.')
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const env = {
    DATABASE_URL: million.url('latchkey_web'),
    DEMO: '1',
    ORIGIN: origin,
    PORT: String(port),
    SECRET_KEY: 'key-of-a-bench-that-nobody-else-can-reach',
    DESK_ADDRESS: 'support@latchkey.example',
    SMTP_HOST: '127.0.0.1',
    SMTP_SECURITY: 'none',
    LOG_LEVEL: 'warn',
  }
  const web = await serve(origin, builtWeb, path.join(dir, 'web.log'), env, nodeArguments.web)
  return { ...web, cookie: await signIn(million, origin) }
}

/** Starts a script that answers `/healthz` and waits until it does. */
export async function serve(
  origin: string,
  script: string,
  logFile: string,
  env: Record<string, string>,
  nodeArguments: readonly string[] = [],
  scriptArguments: readonly string[] = [],
): Promise<Omit<WebUnderTest, 'cookie'>> {
  const process = supervise({ name: 'web', script, env, logFile, nodeArguments, scriptArguments })
  const began = performance.now()
  while (!(await fetch(`${origin}/healthz`).catch(() => null))?.ok) {
    if (performance.now() - began > startWithinMs) {
      await process.stop()
      throw new Error(`The web server did not answer within ${startWithinMs / 1000} s. See ${logFile}.`)
    }
    await rest(100)
  }
  return {
    origin,
    peakMb: () => peakMb(process),
    processorSeconds: () => processorSeconds(process.pid()),
    stop: process.stop,
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}

async function signIn(million: Million, origin: string): Promise<string> {
  const { sql, close } = openDb(million.url('latchkey_web'), 'latchkey_web', 1)
  try {
    const { token, tokenHash } = makeSessionToken()
    const now = new Date()
    const made = await sql`
      insert into staff_sessions (token_hash, staff_id, created_at, expires_at)
      select ${tokenHash}, id, ${now.toISOString()}, ${sessionEnd(now, now).toISOString()} from staff where name = 'Ana'`
    if (made.count !== 1) throw new Error('The desk of the bench has no Ana; delete its folder and run again')
    return keepSessionCookie(token, { kind: 'desk', origin }).split(';')[0] as string
  } finally {
    await close()
  }
}

function peakMb(process: Supervised): number {
  const pid = process.pid()
  const file = `/proc/${pid}/status`
  const status = pid !== undefined && existsSync(file) ? readFileSync(file, 'utf8') : ''
  return Math.round(Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024)
}
