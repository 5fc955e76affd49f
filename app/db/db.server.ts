import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { endLostTransactions } from './lost-transactions.server.ts'

/** The roles of drizzle/migrations: what each may touch is granted there by name. */
export type DatabaseRole = 'latchkey_owner' | 'latchkey_web' | 'latchkey_worker' | 'latchkey_auditor'

export type Db = PostgresJsDatabase<Record<string, never>>

/** A transaction; whatever takes a Tx does not open its own. */
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0]

export type Connection = { db: Db; sql: postgres.Sql; close: () => Promise<void> }

/**
 * How the web's statements are planned. for values: each time for the values it is asked with; a plan for any value may
 * walk a table. once: what asks by a key alone is found the same way whichever it is, and to plan it takes longer than
 * to answer it.
 */
export type Planning = 'for values' | 'once'

/**
 * Opens a pool that acts as one role, so that the grants hold whoever the login is.
 *
 * @param most how many connections the pool may open
 */
export function openDb(url: string, role: DatabaseRole, most = 10, planning: Planning = 'for values'): Connection {
  const forPages = role === 'latchkey_web'
  const pool = postgres(url, {
    max: most,
    // At the end of a full pipeline the driver begins a transaction without keeping its connection for it
    // (porsager/postgres#1189): no pipeline is ever full.
    max_pipeline: Number.MAX_SAFE_INTEGER,
    onnotice: () => {},
    connection: {
      role,
      application_name: `latchkey ${role}`,
      ...(forPages && { plan_cache_mode: planning === 'once' ? 'auto' : 'force_custom_plan' }),
    } as Record<string, string>,
  } as postgres.Options<Record<string, never>>)
  const sql = endLostTransactions(pool)
  return { db: drizzle(forPages ? keepStatements(sql) : sql), sql, close: () => sql.end({ timeout: 5 }) }
}

/**
 * The same pool where each connection keeps the statements that it was asked, as it does for those written as templates:
 * what Drizzle asks is otherwise parsed anew each time, and goes to the database and back twice.
 */
function keepStatements(sql: postgres.Sql): postgres.Sql {
  const ask: postgres.Sql['unsafe'] = (text, values = [], options = {}) =>
    sql.unsafe(text, values, { ...options, prepare: true, simple: false } as postgres.UnsafeQueryOptions)
  return new Proxy(sql, { get: (target, key) => (key === 'unsafe' ? ask : Reflect.get(target, key)) })
}
