import { sql } from 'drizzle-orm'
import { bigint, check, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { alarmKinds } from '#app/mailboxes/health.ts'
import { instant, oneOf } from './columns.ts'
import { mailboxes } from './mailboxes.ts'

/** What a person must look at; one of a kind stands at a time for a mailbox. */
export const alarms = pgTable(
  'alarms',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    kind: text({ enum: alarmKinds }).notNull(),
    mailboxId: uuid('mailbox_id')
      .notNull()
      .references(() => mailboxes.id),
    /** Numbers and the server's own words; nothing of a mail. */
    details: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    raisedAt: instant('raised_at').notNull(),
    clearedAt: instant('cleared_at'),
  },
  (table) => [
    uniqueIndex('alarms_standing').on(table.mailboxId, table.kind).where(sql`cleared_at is null`),
    check('alarms_kind', oneOf(table.kind, alarmKinds)),
    check('alarms_times', sql`${table.clearedAt} >= ${table.raisedAt}`),
  ],
)
