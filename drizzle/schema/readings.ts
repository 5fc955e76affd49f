import { bigint, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { Claim } from '#app/claims/claim.ts'
import type { Range } from '#app/mail/parsed-mail.ts'
import { instant } from './columns.ts'
import { messages } from './mails.ts'
import { staff } from './staff.ts'

/** How a mail was read before somebody had it read in another charset; append-only. */
export const earlierReadings = pgTable(
  'earlier_readings',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    messageId: bigint('message_id', { mode: 'number' })
      .notNull()
      .references(() => messages.id),
    subject: text().notNull(),
    text: text().notNull(),
    html: text(),
    reply: jsonb().$type<Range[]>().notNull(),
    language: text({ enum: ['en', 'zh', 'other'] }).notNull(),
    claims: jsonb().$type<Claim[]>().notNull(),
    /** The charset of the reading that took its place. */
    charset: text().notNull(),
    staffId: uuid('staff_id')
      .notNull()
      .references(() => staff.id),
    replacedAt: instant('replaced_at').notNull(),
  },
  (table) => [index('earlier_readings_message').on(table.messageId, table.id)],
)
