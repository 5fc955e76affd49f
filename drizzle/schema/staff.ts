import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { roles } from '#app/staff/permissions.ts'
import type { Preferences } from '#app/staff/preferences.ts'
import { bytea, instant, oneOf } from './columns.ts'

export const staff = pgTable(
  'staff',
  {
    id: uuid().primaryKey().defaultRandom(),
    name: text().notNull(),
    email: text().notNull(),
    role: text({ enum: roles }).notNull(),
    /** argon2id, PHC string. */
    passwordHash: text('password_hash').notNull(),
    preferences: jsonb().$type<Partial<Preferences>>().notNull().default({}),
    disabledAt: instant('disabled_at'),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('staff_email').on(sql`lower(${table.email})`),
    check('staff_role', oneOf(table.role, roles)),
    // The list of names is the server's own; here is only what any of them looks like.
    check('staff_time_zone', sql`coalesce(${table.preferences} ->> 'timeZone', 'UTC') ~ '^[A-Za-z0-9_+/-]{1,64}$'`),
  ],
)

export const staffSessions = pgTable(
  'staff_sessions',
  {
    /** SHA-256 of the cookie's token: a read of the table opens no session. */
    tokenHash: bytea('token_hash').primaryKey(),
    staffId: uuid('staff_id')
      .notNull()
      .references(() => staff.id, { onDelete: 'cascade' }),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    endedAt: instant('ended_at'),
  },
  (table) => [
    index('staff_sessions_staff').on(table.staffId),
    check('staff_sessions_span', sql`${table.expiresAt} > ${table.createdAt}`),
  ],
)

/** Failed sign-ins in one-minute buckets, by name and network, by name, by known device and by network; hashes, not names. */
export const signInFailures = pgTable(
  'sign_in_failures',
  {
    subject: text().notNull(),
    minute: instant('minute').notNull(),
    count: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.subject, table.minute] }),
    check('sign_in_failures_count', sql`${table.count} > 0`),
  ],
)

/** Switches that stop the desk's hands, e.g. `stop-resets`. */
export const switches = pgTable('switches', {
  name: text().primaryKey(),
  on: boolean().notNull(),
  /** Why it was switched, in a person's words. */
  reason: text().notNull().default(''),
  changedBy: uuid('changed_by').references(() => staff.id),
  changedAt: instant('changed_at').notNull(),
})
