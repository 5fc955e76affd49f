import { sql } from 'drizzle-orm'
import { type AnyPgColumn, customType, timestamp } from 'drizzle-orm/pg-core'

/** Raw bytes. */
export const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' })

/** An instant; read and written as Date. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** A CHECK that a text column holds one of the listed values: kinds grow by a migration, not by ALTER TYPE. */
export const oneOf = (column: AnyPgColumn, values: readonly string[]) =>
  sql`${column} in (${sql.raw(values.map((value) => `'${value}'`).join(', '))})`
