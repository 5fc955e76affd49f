import { type Env, readEnv } from '#app/env.server.ts'
import { type Connection, type Db, openDb } from './db.server.ts'

type Web = { env: Env; connection: Connection; byKey: Connection }

/** Connections: what a page asks of one case goes over few, many statements at once. */
const mostByKey = 4

/** Kept on the process, so that a module loaded again while developing does not open a second pool. */
const place = globalThis as { latchkeyWeb?: Web }

/** The settings of the web process, read once. */
export function webEnv(): Env {
  return web().env
}

/** The web process's pool, opened at the first question. */
export function webDb(): Db {
  return web().connection.db
}

/** A small pool for what a page asks by a key: one session, one case. Its plans are kept; lists are asked elsewhere. */
export function webDbByKey(): Db {
  return web().byKey.db
}

/** Ends the pools; the next question would open new ones. */
export async function closeWebDb(): Promise<void> {
  const open = place.latchkeyWeb
  delete place.latchkeyWeb
  await Promise.all([open?.connection.close(), open?.byKey.close()])
}

function web(): Web {
  place.latchkeyWeb ??= openWeb()
  return place.latchkeyWeb
}

function openWeb(): Web {
  const env = readEnv(process.env)
  if (!env.databaseUrl)
    throw new Error(
      'The web process was started without DATABASE_URL; start it through `npm run dev`, `start` or `demo`.',
    )
  return {
    env,
    connection: openDb(env.databaseUrl, 'latchkey_web'),
    byKey: openDb(env.databaseUrl, 'latchkey_web', mostByKey, 'once'),
  }
}
