import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { foldedKinds, readKinds } from '#app/audit/reads.ts'
import { instant, oneOf } from './columns.ts'
import { staff } from './staff.ts'

/** Who looked at what; append-only by trigger and by grant. Deeds are in audit_entries. */
export const reads = pgTable(
  'reads',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    at: instant('at').notNull(),
    staffId: uuid('staff_id')
      .notNull()
      .references(() => staff.id),
    kind: text({ enum: readKinds }).notNull(),
    ticketId: bigint('ticket_id', { mode: 'number' }),
    accountNumber: text('account_number'),
    /** What exactly, in a word or two: "case 20001", "phone", the words that were searched for. Never a value of an account. */
    subject: text().notNull(),
    /** Why; of a reveal always. */
    reason: text(),
    /** Ten minutes since 1970, by number: the same look within them is one row. Null where each look counts. */
    bucket: integer(),
  },
  (table) => [
    uniqueIndex('reads_once').on(table.staffId, table.kind, table.subject, table.bucket),
    index('reads_staff').on(table.staffId, table.id),
    index('reads_account').on(table.accountNumber, table.id),
    index('reads_ticket').on(table.ticketId, table.id),
    index('reads_at').on(table.at, table.id),
    index('reads_revealed').on(table.staffId, table.at).where(sql`kind = 'revealed'`),
    check('reads_kind', oneOf(table.kind, readKinds)),
    check('reads_subject', sql`length(${table.subject}) between 1 and 300`),
    check('reads_bucket', sql`(${oneOf(table.kind, foldedKinds)}) = (${table.bucket} is not null)`),
    check(
      'reads_revealed_says_why',
      sql`${table.kind} <> 'revealed' or (length(trim(${table.reason})) > 0 and num_nulls(${table.reason}, ${table.ticketId}, ${table.accountNumber}) = 0)`,
    ),
  ],
)
