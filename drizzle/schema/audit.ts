import { sql } from 'drizzle-orm'
import { bigint, check, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { auditVerbs } from '#app/audit/entry.ts'
import { bytea, instant, oneOf } from './columns.ts'
import { staff } from './staff.ts'

/** Append-only by trigger and by grant; each row's hash covers the row before. */
export const auditEntries = pgTable(
  'audit_entries',
  {
    /** Without gaps, from 1. */
    id: bigint({ mode: 'number' }).primaryKey(),
    at: instant('at').notNull(),
    verb: text({ enum: auditVerbs }).notNull(),
    staffId: uuid('staff_id').references(() => staff.id),
    ticketId: bigint('ticket_id', { mode: 'number' }),
    accountNumber: text('account_number'),
    details: jsonb().$type<Record<string, unknown>>().notNull(),
    prevHash: bytea('prev_hash').notNull(),
    hash: bytea().notNull(),
  },
  (table) => [
    index('audit_entries_staff').on(table.staffId, table.id),
    index('audit_entries_ticket').on(table.ticketId, table.id),
    index('audit_entries_account').on(table.accountNumber, table.id),
    index('audit_entries_at').on(table.at, table.id),
    check('audit_entries_verb', oneOf(table.verb, auditVerbs)),
    check('audit_entries_hashes', sql`length(${table.prevHash}) = 32 and length(${table.hash}) = 32`),
  ],
)
