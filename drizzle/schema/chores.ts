import { pgTable, text } from 'drizzle-orm/pg-core'
import { instant } from './columns.ts'

/** When the clock did each of its chores last, so that a new start neither forgets nor repeats one. */
export const chores = pgTable('chores', {
  name: text().primaryKey(),
  doneAt: instant('done_at').notNull(),
})
