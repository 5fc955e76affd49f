import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { addPolicies, genders, termKinds, visibilities } from '#app/accounts/account.ts'
import { bytea, instant, oneOf } from './columns.ts'

export const accounts = pgTable(
  'accounts',
  {
    number: text().primaryKey(),
    handle: text(),
    registeredEmail: text('registered_email'),
    emailVerified: boolean('email_verified').notNull().default(false),
    emailChangedAt: instant('email_changed_at'),
    /** Counts changes of the registered address: a reset is bound to one version. */
    emailVersion: integer('email_version').notNull().default(1),
    /** Our own SMTP session was refused for good. */
    emailDeadAt: instant('email_dead_at'),
    nickname: text(),
    formerNicknames: text('former_nicknames').array().notNull().default([]),
    realName: text('real_name'),
    birthDate: date('birth_date', { mode: 'string' }),
    gender: text({ enum: genders }),
    country: text(),
    province: text(),
    city: text(),
    phone: text(),
    signedUpAt: instant('signed_up_at'),
    visibility: text({ enum: visibilities }).notNull().default('public'),
    addPolicy: text('add_policy', { enum: addPolicies }).notNull().default('authorise'),
    valuable: boolean().notNull().default(false),
    lastSeenAt: instant('last_seen_at'),
    /** argon2id, PHC string; null until the account service or a reset sets one. */
    passwordHash: text('password_hash'),
    passwordChangedAt: instant('password_changed_at'),
    /** The account was handed to a new address: until then no link goes out without a hold, nor to another address. */
    restrictedUntil: instant('restricted_until'),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (table) => [
    // A mail may name an account by its handle: it must name one, and never look like another one's number.
    uniqueIndex('accounts_handle').on(sql`lower(${table.handle})`),
    index('accounts_registered_email').on(table.registeredEmail),
    index('accounts_phone').on(table.phone),
    // People write their telephone without its country: what a mail says is the end of what the account holds.
    index('accounts_phone_end').on(sql`reverse(${table.phone}) collate "C"`),
    index('accounts_nickname').on(table.nickname),
    index('accounts_nickname_folded').on(sql`lower(${table.nickname})`),
    index('accounts_birth_name').on(table.birthDate, sql`lower(${table.realName})`),
    index('accounts_city').on(table.city),
    check('accounts_number', sql`${table.number} ~ '^[0-9]{4,15}$'`),
    check('accounts_handle_no_number', sql`${table.handle} !~ '^[0-9]*$'`),
    check('accounts_registered_email_folded', sql`${table.registeredEmail} = lower(${table.registeredEmail})`),
    check('accounts_gender', oneOf(table.gender, genders)),
    check('accounts_visibility', oneOf(table.visibility, visibilities)),
    check('accounts_add_policy', oneOf(table.addPolicy, addPolicies)),
  ],
)

/** How many accounts bear a nickname or city that many bear; a rarer one is counted when it is asked for. */
export const termFrequencies = pgTable(
  'term_frequencies',
  {
    kind: text({ enum: termKinds }).notNull(),
    value: text().notNull(),
    accounts: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.kind, table.value] }),
    check('term_frequencies_kind', oneOf(table.kind, termKinds)),
    check('term_frequencies_accounts', sql`${table.accounts} > 0`),
  ],
)

export const formerEmails = pgTable(
  'former_emails',
  {
    accountNumber: text('account_number')
      .notNull()
      .references(() => accounts.number, { onDelete: 'cascade' }),
    address: text().notNull(),
    until: instant('until').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.accountNumber, table.address] }),
    index('former_emails_address').on(table.address),
  ],
)

/** Friends need not be accounts that we hold: the number is what people list. */
export const friendships = pgTable(
  'friendships',
  {
    accountNumber: text('account_number')
      .notNull()
      .references(() => accounts.number, { onDelete: 'cascade' }),
    friendNumber: text('friend_number').notNull(),
    since: instant('since'),
    begunBy: text('begun_by', { enum: ['owner', 'friend'] }),
    lastTrafficAt: instant('last_traffic_at'),
    endedAt: instant('ended_at'),
  },
  (table) => [
    primaryKey({ columns: [table.accountNumber, table.friendNumber] }),
    check('friendships_number', sql`${table.friendNumber} ~ '^[0-9]{4,15}$'`),
    check('friendships_two_people', sql`${table.accountNumber} <> ${table.friendNumber}`),
    check('friendships_begun_by', oneOf(table.begunBy, ['owner', 'friend'])),
  ],
)

export const blocks = pgTable(
  'blocks',
  {
    accountNumber: text('account_number')
      .notNull()
      .references(() => accounts.number, { onDelete: 'cascade' }),
    blockedNumber: text('blocked_number').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.accountNumber, table.blockedNumber] }),
    index('blocks_blocked').on(table.blockedNumber),
    check('blocks_number', sql`${table.blockedNumber} ~ '^[0-9]{4,15}$'`),
    check('blocks_two_people', sql`${table.accountNumber} <> ${table.blockedNumber}`),
  ],
)

export const securityQuestions = pgTable(
  'security_questions',
  {
    accountNumber: text('account_number')
      .notNull()
      .references(() => accounts.number, { onDelete: 'cascade' }),
    position: integer().notNull(),
    question: text().notNull(),
    /** argon2id over the normalised answer. */
    answerHash: text('answer_hash').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.accountNumber, table.position] }),
    check('security_questions_position', sql`${table.position} between 1 and 3`),
  ],
)

export const accountSessions = pgTable(
  'account_sessions',
  {
    tokenHash: bytea('token_hash').primaryKey(),
    accountNumber: text('account_number')
      .notNull()
      .references(() => accounts.number, { onDelete: 'cascade' }),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    endedAt: instant('ended_at'),
  },
  (table) => [
    index('account_sessions_account').on(table.accountNumber),
    check('account_sessions_span', sql`${table.expiresAt} > ${table.createdAt}`),
  ],
)

/** How far an import of one file has come, so that a second run goes on where the first stopped. */
export const accountImports = pgTable('account_imports', {
  /** SHA-256 of the file, hex. */
  fingerprint: text().primaryKey(),
  file: text().notNull(),
  linesDone: bigint('lines_done', { mode: 'number' }).notNull().default(0),
  imported: bigint({ mode: 'number' }).notNull().default(0),
  refused: bigint({ mode: 'number' }).notNull().default(0),
  startedAt: instant('started_at').notNull(),
  finishedAt: instant('finished_at'),
})
