import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { claimKinds, claimSources } from '#app/claims/claim.ts'
import { oneOf } from './columns.ts'
import { messages } from './mails.ts'
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
  },
  (table) => [
    index('claims_ticket').on(table.ticketId, table.id),
    check('claims_kind', oneOf(table.kind, claimKinds)),
    check('claims_source', oneOf(table.source, claimSources)),
    check('claims_span', sql`${table.start} >= 0 and ${table.end} > ${table.start}`),
  ],
)
