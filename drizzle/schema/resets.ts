import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { resetStates } from '#app/resets/reset.ts'
import { accounts } from './accounts.ts'
import { approvals } from './approvals.ts'
import { bytea, instant, oneOf } from './columns.ts'
import { decisions } from './decisions.ts'
import { staff } from './staff.ts'
import { tickets } from './tickets.ts'

/**
 * A link to a new password. The token itself is never stored: it is derived from `seed` with a key that only the
 * environment has, so that a letter can be sent again with the same token and a copy of the table opens nothing.
 */
export const resets = pgTable(
  'resets',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    ticketId: bigint('ticket_id', { mode: 'number' })
      .notNull()
      .references(() => tickets.id),
    decisionId: bigint('decision_id', { mode: 'number' })
      .notNull()
      .references(() => decisions.id),
    accountNumber: text('account_number')
      .notNull()
      .references(() => accounts.number),
    /** The hold that it comes from, where it needed one. */
    approvalId: bigint('approval_id', { mode: 'number' }).references(() => approvals.id),
    /** A trigger holds this to the registered address, or to what two people approved, held and had confirmed. */
    sentTo: text('sent_to').notNull(),
    emailVersion: integer('email_version').notNull(),
    seed: bytea().notNull(),
    tokenHash: bytea('token_hash').notNull(),
    state: text({ enum: resetStates }).notNull().default('live'),
    /** Null until the letter is sent: the hour starts then. */
    expiresAt: instant('expires_at'),
    tries: integer().notNull().default(0),
    createdAt: instant('created_at').notNull(),
    usedAt: instant('used_at'),
  },
  (table) => [
    uniqueIndex('resets_token').on(table.tokenHash),
    uniqueIndex('resets_decision').on(table.decisionId),
    uniqueIndex('resets_approval').on(table.approvalId),
    uniqueIndex('resets_one_live').on(table.accountNumber).where(sql`state = 'live'`),
    index('resets_account').on(table.accountNumber),
    index('resets_ticket').on(table.ticketId),
    check('resets_state', oneOf(table.state, resetStates)),
    check('resets_tries', sql`${table.tries} between 0 and 5`),
    check('resets_used', sql`(${table.state} = 'used') = (${table.usedAt} is not null)`),
    check('resets_seed', sql`length(${table.seed}) = 32 and length(${table.tokenHash}) = 32`),
  ],
)

/** "This was not me": said by POST from a signed link, it freezes the case and decides nothing. */
export const contests = pgTable(
  'contests',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    resetId: bigint('reset_id', { mode: 'number' }).references(() => resets.id),
    /** The hold that was contested before there was a link. */
    approvalId: bigint('approval_id', { mode: 'number' }).references(() => approvals.id),
    ticketId: bigint('ticket_id', { mode: 'number' })
      .notNull()
      .references(() => tickets.id),
    /** The channel that said it. */
    channel: text().notNull(),
    reason: text().notNull(),
    contestedAt: instant('contested_at').notNull(),
    /** A supervisor has looked into it and let the account go on. */
    settledAt: instant('settled_at'),
    settledBy: uuid('settled_by').references(() => staff.id),
  },
  (table) => [
    uniqueIndex('contests_once').on(table.resetId, table.channel),
    uniqueIndex('contests_hold_once').on(table.approvalId, table.channel),
    index('contests_ticket').on(table.ticketId),
    check('contests_of_one', sql`num_nonnulls(${table.resetId}, ${table.approvalId}) = 1`),
  ],
)
