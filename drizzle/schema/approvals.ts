import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { approvalRoutes, approvalStates, mostCodeTries } from '#app/resets/approval.ts'
import { accounts } from './accounts.ts'
import { bytea, instant, oneOf } from './columns.ts'
import { decisions } from './decisions.ts'
import { staff } from './staff.ts'
import { tickets } from './tickets.ts'

/**
 * Approvals that lead to a link only later: after a hold, on the new-address route also after a second person and a
 * confirmed address. A trigger lets them move one way only, by the database's own clock.
 */
export const approvals = pgTable(
  'approvals',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    ticketId: bigint('ticket_id', { mode: 'number' })
      .notNull()
      .references(() => tickets.id),
    /** The approval itself, or the proposal of the first of two. */
    decisionId: bigint('decision_id', { mode: 'number' })
      .notNull()
      .references(() => decisions.id),
    route: text({ enum: approvalRoutes }).notNull(),
    accountNumber: text('account_number')
      .notNull()
      .references(() => accounts.number),
    /** Where the link will go: the registered address, or the sender of the case; never typed by anybody. */
    target: text().notNull(),
    emailVersion: integer('email_version').notNull(),
    /** SHA-256 of what it stands on; see approval-binding.ts. Void as soon as that is another. */
    binding: bytea().notNull(),
    decidedBy: uuid('decided_by')
      .notNull()
      .references(() => staff.id),
    /** The second person, drawn by the desk. */
    secondBy: uuid('second_by').references(() => staff.id),
    drawnAt: instant('drawn_at'),
    secondDecisionId: bigint('second_decision_id', { mode: 'number' }).references(() => decisions.id),
    holdHours: integer('hold_hours').notNull(),
    heldAt: instant('held_at'),
    holdUntil: instant('hold_until'),
    expiresAt: instant('expires_at'),
    /** The code in the letter to a new address is derived from it with a key that only the environment has. */
    codeSeed: bytea('code_seed'),
    /** The first letters of the code: they tell which approval a wrong try counts against. */
    codeSelector: text('code_selector'),
    codeHash: bytea('code_hash'),
    codeTries: integer('code_tries').notNull().default(0),
    confirmedAt: instant('confirmed_at'),
    state: text({ enum: approvalStates }).notNull(),
    /** Why it was refused or is void. */
    endReason: text('end_reason'),
    endedAt: instant('ended_at'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    uniqueIndex('approvals_decision').on(table.decisionId),
    uniqueIndex('approvals_second_decision').on(table.secondDecisionId),
    uniqueIndex('approvals_one_under_way').on(table.accountNumber).where(sql`state in ('waiting', 'holding')`),
    uniqueIndex('approvals_code').on(table.codeSelector).where(sql`state = 'holding'`),
    index('approvals_ticket').on(table.ticketId, table.id),
    index('approvals_account').on(table.accountNumber, table.id),
    index('approvals_under_way').on(table.state, table.holdUntil, table.id).where(sql`state in ('waiting', 'holding')`),
    check('approvals_route', oneOf(table.route, approvalRoutes)),
    check('approvals_state', oneOf(table.state, approvalStates)),
    check(
      'approvals_two_people',
      sql`case ${table.route} when 'new-address' then ${table.secondBy} is not null and ${table.drawnAt} is not null and ${table.secondBy} <> ${table.decidedBy} else ${table.secondBy} is null end`,
    ),
    check(
      'approvals_second_verdict',
      sql`case when ${table.route} = 'registered' then ${table.secondDecisionId} is null when ${table.state} in ('holding', 'released') then ${table.secondDecisionId} is not null else true end`,
    ),
    check('approvals_waiting', sql`${table.state} <> 'waiting' or ${table.route} = 'new-address'`),
    check(
      'approvals_hold',
      sql`num_nulls(${table.heldAt}, ${table.holdUntil}, ${table.expiresAt}) in (0, 3) and (${table.state} not in ('holding', 'released') or ${table.holdUntil} is not null)`,
    ),
    check(
      'approvals_hold_long_enough',
      sql`${table.holdHours} > 0 and ${table.holdUntil} >= ${table.heldAt} + make_interval(hours => ${table.holdHours}) and ${table.expiresAt} > ${table.holdUntil}`,
    ),
    check(
      'approvals_released_after_hold',
      sql`${table.state} <> 'released' or (${table.endedAt} >= ${table.holdUntil} and (${table.route} = 'registered' or ${table.confirmedAt} is not null))`,
    ),
    check(
      'approvals_code_whole',
      sql`num_nulls(${table.codeSeed}, ${table.codeSelector}, ${table.codeHash}) in (0, 3) and (${table.codeSeed} is null or (length(${table.codeSeed}) = 32 and length(${table.codeHash}) = 32)) and (${table.codeHash} is not null or (${table.confirmedAt} is null and (${table.route} = 'registered' or ${table.state} not in ('holding', 'released'))))`,
    ),
    check('approvals_tries', sql`${table.codeTries} between 0 and ${sql.raw(String(mostCodeTries))}`),
    check('approvals_ended', sql`(${table.state} in ('waiting', 'holding')) = (${table.endedAt} is null)`),
    check(
      'approvals_end_says_why',
      sql`${table.state} not in ('refused', 'void') or coalesce(length(trim(${table.endReason})), 0) > 0`,
    ),
    check('approvals_binding', sql`length(${table.binding}) = 32`),
  ],
)
