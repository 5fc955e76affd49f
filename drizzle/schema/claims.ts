import { sql } from 'drizzle-orm'
import { type AnyPgColumn, bigint, check, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { claimKinds, claimSources } from '#app/claims/claim.ts'
import { instant, oneOf } from './columns.ts'
import { messages } from './mails.ts'
import { staff } from './staff.ts'
import { tickets } from './tickets.ts'

export const claims = pgTable(
  'claims',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    ticketId: bigint('ticket_id', { mode: 'number' })
      .notNull()
      .references(() => tickets.id),
    messageId: bigint('message_id', { mode: 'number' })
      .notNull()
      .references(() => messages.id),
    kind: text({ enum: claimKinds }).notNull(),
    value: text().notNull(),
    raw: text().notNull(),
    source: text({ enum: claimSources }).notNull(),
    start: integer().notNull(),
    end: integer().notNull(),
    /** Who marked it in the mail; null for what the desk read by itself. */
    addedBy: uuid('added_by').references(() => staff.id),
    /** Struck by an agent: it stays, and is weighed no more. */
    struckBy: uuid('struck_by').references(() => staff.id),
    struckAt: instant('struck_at'),
    /** The claim in whose place it stands. */
    replaces: bigint({ mode: 'number' }).references((): AnyPgColumn => claims.id),
  },
  (table) => [
    index('claims_ticket').on(table.ticketId, table.id),
    index('claims_message').on(table.messageId),
    check('claims_struck_whole', sql`num_nulls(${table.struckBy}, ${table.struckAt}) in (0, 2)`),
    check('claims_replaced_by_somebody', sql`${table.replaces} is null or ${table.addedBy} is not null`),
    check('claims_kind', oneOf(table.kind, claimKinds)),
    check('claims_source', oneOf(table.source, claimSources)),
    check('claims_span', sql`${table.start} >= 0 and ${table.end} > ${table.start}`),
  ],
)
