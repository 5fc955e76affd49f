import { sql } from 'drizzle-orm'
import { bigint, index, pgTable } from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'

/** Marks of the mails of the last hours, to tell floods by. Hashes only, forgotten after a day: no mail hangs on a row. */
export const sightings = pgTable(
  'sightings',
  {
    /** A 64-bit hash of a sender, a network or a text. */
    mark: bigint({ mode: 'bigint' }).notNull(),
    seenAt: instant('seen_at').notNull().default(sql`now()`),
  },
  (table) => [
    index('sightings_mark').on(table.mark, table.seenAt),
    index('sightings_seen_at').using('brin', table.seenAt),
  ],
)
