import { bigint, boolean, index, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'
import { staff } from './staff.ts'
import { tickets } from './tickets.ts'

/** Who has a case open now. Worth nothing after a crash: the table is not logged. */
export const presences = pgTable(
  'presences',
  {
    ticketId: bigint('ticket_id', { mode: 'number' })
      .notNull()
      .references(() => tickets.id, { onDelete: 'cascade' }),
    staffId: uuid('staff_id')
      .notNull()
      .references(() => staff.id, { onDelete: 'cascade' }),
    /** He writes a note or has the question of a ruling open. */
    writing: boolean().notNull(),
    /** His last sign of life; he is gone some time after it, see presenceMs. */
    seenAt: instant('seen_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.ticketId, table.staffId] }), index('presences_seen').on(table.seenAt)],
)
