import { sql } from 'drizzle-orm'
import { bigint, boolean, check, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { longestViewName, longestViewQuery } from '#app/tickets/views.ts'
import { instant } from './columns.ts'
import { staff } from './staff.ts'

/** Saved views of the queue: a name for a query of its URL. */
export const views = pgTable(
  'views',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** Whoever made it; a view of the team is shown to everybody. */
    staffId: uuid('staff_id')
      .notNull()
      .references(() => staff.id),
    shared: boolean().notNull(),
    name: text().notNull(),
    query: text().notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    uniqueIndex('views_name_mine').on(table.staffId, sql`lower(${table.name})`).where(sql`not shared`),
    uniqueIndex('views_name_team').on(sql`lower(${table.name})`).where(sql`shared`),
    index('views_staff').on(table.staffId, table.id),
    check('views_name', sql`length(trim(${table.name})) between 1 and ${sql.raw(String(longestViewName))}`),
    check('views_query', sql`length(${table.query}) <= ${sql.raw(String(longestViewQuery))}`),
  ],
)
