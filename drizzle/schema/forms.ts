import { sql } from 'drizzle-orm'
import { bigint, boolean, check, date, index, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { FormAnswers } from '#app/self-service/evidence-form.ts'
import { bytea, instant } from './columns.ts'
import { tickets } from './tickets.ts'

/**
 * Forms that somebody was asked to fill in. The code in the letter is derived from `seed` with a key that only the
 * environment has; a copy of this table opens no form.
 */
export const forms = pgTable(
  'forms',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    ticketId: bigint('ticket_id', { mode: 'number' })
      .notNull()
      .references(() => tickets.id),
    /** Whom the code was written to; what comes with it counts as his. */
    recipient: text().notNull(),
    /** The Monday of its week (UTC): one form an address and week, whatever the number of cases. */
    week: date({ mode: 'string' }).notNull(),
    /** The case was provably opened from that address: what others open in its name has a form of its own. */
    proved: boolean().notNull(),
    seed: bytea().notNull(),
    codeHash: bytea('code_hash').notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    answeredAt: instant('answered_at'),
    /** As they were typed, kept before anything is made of them. */
    answers: jsonb().$type<FormAnswers>(),
    /** When a worker let the answers into the case. */
    takenInAt: instant('taken_in_at'),
  },
  (table) => [
    uniqueIndex('forms_code').on(table.codeHash),
    uniqueIndex('forms_one_a_week').on(table.recipient, table.week, table.proved),
    index('forms_ticket').on(table.ticketId, table.id),
    check('forms_seed', sql`length(${table.seed}) = 32 and length(${table.codeHash}) = 32`),
    check('forms_answered', sql`(${table.answeredAt} is null) = (${table.answers} is null)`),
    check('forms_taken_in', sql`${table.takenInAt} is null or ${table.answeredAt} is not null`),
    check('forms_span', sql`${table.expiresAt} > ${table.createdAt}`),
    check('forms_week', sql`extract(isodow from ${table.week}) = 1`),
  ],
)
