import { sql } from 'drizzle-orm'
import { bigint, index, jsonb, pgTable, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { TestStep } from '#app/mailboxes/connection-test.ts'
import { instant } from './columns.ts'
import { mailboxes } from './mailboxes.ts'
import { staff } from './staff.ts'

/** Connection tests: asked for on a page, made by the worker that reads mailboxes. */
export const mailboxTests = pgTable(
  'mailbox_tests',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    mailboxId: uuid('mailbox_id')
      .notNull()
      .references(() => mailboxes.id),
    askedBy: uuid('asked_by')
      .notNull()
      .references(() => staff.id),
    askedAt: instant('asked_at').notNull(),
    startedAt: instant('started_at'),
    /** Also set when nobody took it in time. */
    endedAt: instant('ended_at'),
    /** The steps so far; it passed when none failed. */
    steps: jsonb().$type<TestStep[]>().notNull().default([]),
  },
  (table) => [
    uniqueIndex('mailbox_tests_one_open').on(table.mailboxId).where(sql`ended_at is null`),
    index('mailbox_tests_latest').on(table.mailboxId, table.id.desc().nullsFirst()),
    index('mailbox_tests_asked').on(table.askedAt),
  ],
)
