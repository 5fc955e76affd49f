import { sql } from 'drizzle-orm'
import { bigint, check, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { longestNote } from '#app/tickets/note.ts'
import { instant } from './columns.ts'
import { staff } from './staff.ts'
import { tickets } from './tickets.ts'

/** What the desk says to itself about a case; never changed (a trigger refuses), never sent. */
export const notes = pgTable(
  'notes',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    ticketId: bigint('ticket_id', { mode: 'number' })
      .notNull()
      .references(() => tickets.id),
    staffId: uuid('staff_id')
      .notNull()
      .references(() => staff.id),
    /** Secrets in it were masked before it was kept. */
    text: text().notNull(),
    writtenAt: instant('written_at').notNull(),
  },
  (table) => [
    index('notes_ticket').on(table.ticketId, table.id),
    check('notes_text', sql`length(trim(${table.text})) between 1 and ${sql.raw(String(longestNote))}`),
  ],
)

/** A note that somebody has begun: his own, on any browser, until it is kept or emptied. */
export const noteDrafts = pgTable(
  'note_drafts',
  {
    ticketId: bigint('ticket_id', { mode: 'number' })
      .notNull()
      .references(() => tickets.id),
    staffId: uuid('staff_id')
      .notNull()
      .references(() => staff.id, { onDelete: 'cascade' }),
    text: text().notNull(),
    savedAt: instant('saved_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.ticketId, table.staffId] }),
    index('note_drafts_staff').on(table.staffId),
    check('note_drafts_text', sql`length(${table.text}) between 1 and ${sql.raw(String(longestNote))}`),
  ],
)
