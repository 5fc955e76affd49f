import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'

/** The roles of drizzle/migrations: what each may touch is granted there by name. */
export type DatabaseRole = 'latchkey_owner' | 'latchkey_web' | 'latchkey_worker' | 'latchkey_auditor'

export type Db = PostgresJsDatabase<Record<string, never>>

/** A transaction; whatever takes a Tx does not open its own. */
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0]

export type Connection = { db: Db; sql: postgres.Sql; close: () => Promise<void> }

/**
 * Opens a pool that acts as one role, so that the grants hold whoever the login is.
 *
 * @param most how many connections the pool may open
 */
export function openDb(url: string, role: DatabaseRole, most = 10): Connection {
  const sql = postgres(url, {
    max: most,
    onnotice: () => {},
    connection: { role, application_name: `latchkey ${role}` } as Record<string, string>,
  })
  return { db: drizzle(sql), sql, close: () => sql.end({ timeout: 5 }) }
}
