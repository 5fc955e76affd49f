import { bigint, customType, index, pgTable } from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'
import { messages } from './mails.ts'

/** A set of terms; written as a list, matched with `@@`, never read back. */
const termSet = customType<{ data: readonly string[]; driverData: string }>({
  dataType: () => 'tsvector',
  toDriver: (terms) => terms.map((term) => `'${term.replace(/['\\]/g, '\\$&')}'`).join(' '),
  fromDriver: () => {
    throw new Error('The terms of a mail are matched in the database; read the mail itself')
  },
})

/** What a mail is found by: see `messageTerms`. A row a message. */
export const messageWords = pgTable(
  'message_words',
  {
    messageId: bigint('message_id', { mode: 'number' })
      .primaryKey()
      .references(() => messages.id, { onDelete: 'cascade' }),
    /** The message's own, kept here so that the newest can be read in order. */
    arrivedAt: instant('arrived_at').notNull(),
    terms: termSet().notNull(),
  },
  (table) => [
    index('message_words_newest').on(table.arrivedAt, table.messageId),
    // What waits in the pending list is read by every search: it stays short.
    index('message_words_terms').using('gin', table.terms).with({ gin_pending_list_limit: 512 }),
  ],
)
