import { type Env, readEnv } from '#app/env.server.ts'
import { type Connection, type Db, openDb } from './db.server.ts'

type Web = { env: Env; connection: Connection }

/** Kept on the process, so that a module loaded again while developing does not open a second pool. */
const place = globalThis as { latchkeyWeb?: Web }

/** The settings of the web process, read once. */
export function webEnv(): Env {
  return web().env
}

/** The web process's one pool, opened at the first question. */
export function webDb(): Db {
  return web().connection.db
}

/** Ends the pool; the next question would open a new one. */
export async function closeWebDb(): Promise<void> {
  const open = place.latchkeyWeb
  delete place.latchkeyWeb
  await open?.connection.close()
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
  return { env, connection: openDb(env.databaseUrl, 'latchkey_web') }
}
