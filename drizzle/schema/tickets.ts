import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Assessment } from '#app/evidence/assessment.ts'
import type { Subject } from '#app/evidence/subject.ts'
import { senderLevels } from '#app/mail/sender.ts'
import { recommendations, routes, ticketCategories, ticketStates } from '#app/tickets/ticket.ts'
import { accounts } from './accounts.ts'
import { bytea, instant, oneOf } from './columns.ts'
import { staff } from './staff.ts'

export const tickets = pgTable(
  'tickets',
  {
    /** The number that people see. */
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity({ startWith: 20_001 }),
    category: text({ enum: ticketCategories }).notNull(),
    state: text({ enum: ticketStates }).notNull().default('new'),
    accountNumber: text('account_number').references(() => accounts.number),
    /** What the mail names, whether or not it exists. */
    claimedAccount: text('claimed_account'),
    subject: text().notNull(),
    language: text({ enum: ['en', 'zh', 'other'] }).notNull(),
    /** The sender of the mail that opened it: the only address that its letters go to, links excepted. */
    senderAddress: text('sender_address'),
    senderLevel: text('sender_level', { enum: senderLevels }).notNull(),
    route: text({ enum: routes }).notNull(),
    /** Null for what is no request for recovery: nothing was weighed. */
    recommendation: text({ enum: recommendations }),
    bits: doublePrecision(),
    assessmentId: bigint('assessment_id', { mode: 'number' }).references((): AnyPgColumn => assessments.id),
    assigneeId: uuid('assignee_id').references(() => staff.id),
    leaseUntil: instant('lease_until'),
    /** Grows with every change; a decision names the version it was made on. */
    version: integer().notNull().default(1),
    openedAt: instant('opened_at').notNull(),
    changedAt: instant('changed_at').notNull(),
    quarantinedMails: integer('quarantined_mails').notNull().default(0),
  },
  (table) => [
    index('tickets_queue').on(table.state, table.openedAt, table.id),
    index('tickets_age').on(table.openedAt, table.id),
    index('tickets_route').on(table.route, table.openedAt, table.id),
    index('tickets_assignee').on(table.assigneeId, table.openedAt, table.id),
    index('tickets_account').on(table.accountNumber, table.openedAt, table.id),
    index('tickets_claimed').on(table.claimedAccount, table.openedAt, table.id),
    index('tickets_sender').on(table.senderAddress, table.openedAt, table.id),
    index('tickets_not_recovery').on(table.openedAt, table.id).where(sql`category <> 'recovery' and state <> 'closed'`),
    index('tickets_quarantined').on(table.id).where(sql`quarantined_mails > 0`),
    check('tickets_category', oneOf(table.category, ticketCategories)),
    check('tickets_state', oneOf(table.state, ticketStates)),
    check('tickets_route_known', oneOf(table.route, routes)),
    check('tickets_recommendation', oneOf(table.recommendation, recommendations)),
    check('tickets_level', oneOf(table.senderLevel, senderLevels)),
    check('tickets_recovery_is_weighed', sql`${table.category} <> 'recovery' or ${table.recommendation} is not null`),
    check('tickets_lease', sql`${table.leaseUntil} is null or ${table.assigneeId} is not null`),
    check('tickets_version', sql`${table.version} > 0`),
  ],
)

/** Never changed (a trigger refuses): a new claim or policy makes a new row. */
export const assessments = pgTable(
  'assessments',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    ticketId: bigint('ticket_id', { mode: 'number' })
      .notNull()
      .references(() => tickets.id),
    accountNumber: text('account_number').references(() => accounts.number),
    policyVersion: text('policy_version')
      .notNull()
      .references(() => policies.version),
    /** SHA-256 over the canonical JSON of the subject, the sender, the target and the policy version (RFC 8785). */
    inputsHash: bytea('inputs_hash').notNull(),
    subject: jsonb().$type<Subject>(),
    result: jsonb().$type<Assessment>().notNull(),
    bits: doublePrecision().notNull(),
    madeAt: instant('made_at').notNull(),
  },
  (table) => [
    index('assessments_ticket').on(table.ticketId, table.id),
    unique('assessments_evidence').on(table.id, table.ticketId, table.inputsHash),
  ],
)

export const policies = pgTable(
  'policies',
  {
    version: text().primaryKey(),
    content: jsonb().notNull(),
    /** The policy that ships with Latchkey was proposed and approved by nobody. */
    shipped: boolean().notNull().default(false),
    proposedBy: uuid('proposed_by').references(() => staff.id),
    approvedBy: uuid('approved_by').references(() => staff.id),
    activeFrom: instant('active_from'),
  },
  (table) => [
    check('policies_two_people', sql`${table.proposedBy} is distinct from ${table.approvedBy} or ${table.shipped}`),
    check(
      'policies_active_when_approved',
      sql`${table.activeFrom} is null or ${table.shipped} or ${table.approvedBy} is not null`,
    ),
  ],
)
