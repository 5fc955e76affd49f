import { sql } from 'drizzle-orm'
import { bigint, check, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { bytea, instant, oneOf } from './columns.ts'

export const mailboxStates = ['active', 'paused', 'auth_failed'] as const
export const connectionSecurities = ['tls', 'starttls', 'none'] as const
export const authentications = ['password', 'oauth'] as const
export const backfills = ['none', 'since', 'all'] as const

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
    authentication: text({ enum: authentications }).notNull().default('password'),
    /** Where access tokens come from (RFC 6749, 3.2); set for oauth alone, as is the client's id. */
    tokenUrl: text('token_url'),
    clientId: text('client_id'),
    /** The password, or for oauth the client's secret and the refresh token; sealed under the key from the environment. */
    secret: bytea().notNull(),
    /** Certificates (PEM) of a private authority that vouches for the server; the public ones are then not believed. */
    ca: text(),
    folder: text().notNull().default('INBOX'),
    /** Null until the first connection has seen the mailbox. */
    uidvalidity: bigint({ mode: 'number' }),
    /** Every UID up to here has a row in raw_mails. */
    lastUid: bigint('last_uid', { mode: 'number' }).notNull().default(0),
    /** The first UID that came to the desk as new mail; what is below it lay there before. Null like uidvalidity. */
    startUid: bigint('start_uid', { mode: 'number' }),
    /** UIDNEXT when the server was last looked at: what lies between it and lastUid is yet to be fetched. */
    uidNext: bigint('uid_next', { mode: 'number' }),
    /** Whether mail from before startUid is fetched too: none of it, what the server received since a date, or all. */
    backfill: text({ enum: backfills }).notNull().default('none'),
    backfillSince: instant('backfill_since'),
    /** Every wanted UID below startUid and up to here has a row. To backfill anew set it to 0, and the counts too. */
    backfillUid: bigint('backfill_uid', { mode: 'number' }).notNull().default(0),
    /** How many old mails are wanted; null until the server has been asked. */
    backfillTotal: integer('backfill_total'),
    backfillDone: integer('backfill_done').notNull().default(0),
    /** Bytes of finished cases' mails are let go after so many days; null keeps them for ever. */
    retentionDays: integer('retention_days'),
    state: text({ enum: mailboxStates }).notNull().default('active'),
    /** Why somebody paused it. */
    pausedReason: text('paused_reason'),
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
    check('mailboxes_authentication', oneOf(table.authentication, authentications)),
    check(
      'mailboxes_oauth_whole',
      sql`num_nonnulls(${table.tokenUrl}, ${table.clientId}) = case ${table.authentication} when 'oauth' then 2 else 0 end`,
    ),
    check('mailboxes_token_url', sql`${table.tokenUrl} ~ '^https?://'`),
    check('mailboxes_ca', sql`${table.ca} like '%-----BEGIN CERTIFICATE-----%'`),
    check('mailboxes_start', sql`(${table.startUid} is null) = (${table.uidvalidity} is null)`),
    check('mailboxes_backfill', oneOf(table.backfill, backfills)),
    check('mailboxes_backfill_since', sql`(${table.backfill} = 'since') = (${table.backfillSince} is not null)`),
    check('mailboxes_backfill_counts', sql`${table.backfillDone} between 0 and coalesce(${table.backfillTotal}, 0)`),
    check('mailboxes_retention', sql`${table.retentionDays} between 1 and 36500`),
    check('mailboxes_port', sql`${table.port} between 1 and 65535`),
    check('mailboxes_lease', sql`(${table.leaseHolder} is null) = (${table.leaseUntil} is null)`),
    check('mailboxes_poll', sql`${table.pollSeconds} between 1 and 3600`),
  ],
)

/** How much came in an hour: the rate that the mailboxes page shows. */
export const mailboxHours = pgTable(
  'mailbox_hours',
  {
    mailboxId: uuid('mailbox_id')
      .notNull()
      .references(() => mailboxes.id),
    /** The hour's beginning. */
    hour: instant('hour').notNull(),
    mails: integer().notNull(),
    bytes: bigint({ mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.mailboxId, table.hour] })],
)
