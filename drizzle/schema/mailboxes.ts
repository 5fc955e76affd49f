import { sql } from 'drizzle-orm'
import { bigint, check, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { bytea, instant, oneOf } from './columns.ts'

export const mailboxStates = ['active', 'paused', 'auth_failed'] as const
export const connectionSecurities = ['tls', 'starttls', 'none'] as const

export const mailboxes = pgTable(
  'mailboxes',
  {
    id: uuid().primaryKey().defaultRandom(),
    /** The desk's own address behind it; also the loop guard. */
    address: text().notNull(),
    host: text().notNull(),
    port: integer().notNull(),
    security: text({ enum: connectionSecurities }).notNull(),
    username: text().notNull(),
    /** AES-256-GCM under the key from the environment. */
    secret: bytea().notNull(),
    folder: text().notNull().default('INBOX'),
    /** Null until the first connection has seen the mailbox. */
    uidvalidity: bigint({ mode: 'number' }),
    /** Every UID up to here has a row in raw_mails. */
    lastUid: bigint('last_uid', { mode: 'number' }).notNull().default(0),
    /** Read from the beginning, not from UIDNEXT. */
    backfill: text({ enum: ['none', 'all'] })
      .notNull()
      .default('none'),
    state: text({ enum: mailboxStates }).notNull().default('active'),
    leaseHolder: text('lease_holder'),
    leaseUntil: instant('lease_until'),
    pollSeconds: integer('poll_seconds').notNull().default(60),
    lastSuccessAt: instant('last_success_at'),
    failingSince: instant('failing_since'),
    /** The server's own words. */
    lastError: text('last_error'),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('mailboxes_place').on(table.host, table.port, table.username, table.folder),
    check('mailboxes_state', oneOf(table.state, mailboxStates)),
    check('mailboxes_security', oneOf(table.security, connectionSecurities)),
    check('mailboxes_backfill', oneOf(table.backfill, ['none', 'all'])),
    check('mailboxes_port', sql`${table.port} between 1 and 65535`),
    check('mailboxes_lease', sql`(${table.leaseHolder} is null) = (${table.leaseUntil} is null)`),
    check('mailboxes_poll', sql`${table.pollSeconds} between 1 and 3600`),
  ],
)
