import { sql } from 'drizzle-orm'
import { boolean, check, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'
import { staff } from './staff.ts'

/** Versions of the numbers. A trigger refuses every change of what was proposed, and of an answer once given. */
export const policies = pgTable(
  'policies',
  {
    version: text().primaryKey(),
    content: jsonb().notNull(),
    /** The policy that ships with Latchkey was proposed and approved by nobody. */
    shipped: boolean().notNull().default(false),
    /** Why, in the proposer's words. */
    reason: text().notNull().default(''),
    proposedBy: uuid('proposed_by').references(() => staff.id),
    proposedAt: instant('proposed_at').notNull().defaultNow(),
    approvedBy: uuid('approved_by').references(() => staff.id),
    approvedAt: instant('approved_at'),
    refusedBy: uuid('refused_by').references(() => staff.id),
    refusedAt: instant('refused_at'),
    activeFrom: instant('active_from'),
  },
  (table) => [
    index('policies_active').on(table.activeFrom.desc()).where(sql`active_from is not null`),
    check('policies_version', sql`${table.version} ~ '^[a-z0-9][a-z0-9.-]{0,63}$'`),
    check('policies_proposed_by_somebody', sql`${table.shipped} or ${table.proposedBy} is not null`),
    check('policies_two_people', sql`${table.proposedBy} is distinct from ${table.approvedBy} or ${table.shipped}`),
    check(
      'policies_active_when_approved',
      sql`${table.activeFrom} is null or ${table.shipped} or ${table.approvedBy} is not null`,
    ),
    check('policies_never_active_in_the_past', sql`${table.shipped} or ${table.activeFrom} >= ${table.approvedAt}`),
    check('policies_approved_whole', sql`num_nulls(${table.approvedBy}, ${table.approvedAt}) in (0, 2)`),
    check('policies_refused_whole', sql`num_nulls(${table.refusedBy}, ${table.refusedAt}) in (0, 2)`),
    check('policies_one_answer', sql`${table.approvedBy} is null or ${table.refusedBy} is null`),
  ],
)
