import { type SQL, sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigint,
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
import { waysToFind } from '#app/accounts/found-by.ts'
import { difficulties } from '#app/claims/difficult.ts'
import type { Assessment } from '#app/evidence/assessment.ts'
import type { Subject } from '#app/evidence/subject.ts'
import { senderLevels } from '#app/mail/sender.ts'
import { dueWithinMs, dueWithinMsWhenDifficult } from '#app/tickets/due.ts'
import { mostTags } from '#app/tickets/tags.ts'
import { recommendations, routes, ticketCategories, ticketStates, undecidedStates } from '#app/tickets/ticket.ts'
import { accounts } from './accounts.ts'
import { bytea, instant, oneOf } from './columns.ts'
import { policies } from './policies.ts'
import { staff } from './staff.ts'

export const tickets = pgTable(
  'tickets',
  {
    /** The number that people see. */
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity({ startWith: 20_001 }),
    category: text({ enum: ticketCategories }).notNull(),
    state: text({ enum: ticketStates }).notNull().default('new'),
    accountNumber: text('account_number').references(() => accounts.number),
    /** What led from the mails to the account: a name that the person gave, or facts alone. */
    accountFoundBy: text('account_found_by', { enum: waysToFind }),
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
    tags: text().array().notNull().default([]),
    /** Out of the queue until then; the clock takes it back. */
    snoozedUntil: instant('snoozed_until'),
    /** A question to a supervisor that is not answered yet. */
    escalatedAt: instant('escalated_at'),
    escalatedBy: uuid('escalated_by').references(() => staff.id),
    escalatedQuestion: text('escalated_question'),
    /** What makes a mail hard to answer; such a case is never answered by the desk itself. */
    difficulty: text({ enum: difficulties }),
    /** See {@link dueAt}. An instant plus an interval is no constant to Postgres, a moment in UTC is. */
    dueAt: instant('due_at').generatedAlwaysAs(
      sql.raw(
        `((opened_at at time zone 'UTC') + case when difficulty is null then interval '${dueWithinMs} ms' else interval '${dueWithinMsWhenDifficult} ms' end) at time zone 'UTC'`,
      ),
    ),
  },
  (table) => [
    index('tickets_queue').on(table.state, table.openedAt, table.id),
    // For lists of every case alone: a list of one state or owner that walked it would be looking for its rows in the
    // whole table. That the condition always holds, Postgres does not know; see everyCase.
    index('tickets_age').on(table.openedAt, table.id).where(sql`version > 0`),
    index('tickets_route').on(table.route, table.openedAt, table.id),
    index('tickets_assignee').on(table.assigneeId, table.openedAt, table.id).where(sql`assignee_id is not null`),
    // One person's cases of one state, and nobody's, in every order: of a large desk most are done, and are not walked.
    // To Postgres "is null" is no constant: an index that began with it would not be in order of age.
    index('tickets_owned')
      .on(table.assigneeId, table.state, table.openedAt, table.id)
      .where(sql`assignee_id is not null`),
    index('tickets_owned_due')
      .on(table.assigneeId, table.state, table.dueAt, table.id)
      .where(sql`assignee_id is not null`),
    index('tickets_owned_score')
      .on(table.assigneeId, table.state, table.bits.desc().nullsLast(), table.id)
      .where(sql`assignee_id is not null`),
    index('tickets_unowned').on(table.state, table.openedAt, table.id).where(sql`assignee_id is null`),
    // A new case is nobody's: those are found among the new ones, and a mail that opens one writes nothing here.
    index('tickets_unowned_due')
      .on(table.state, table.dueAt, table.id)
      .where(sql`assignee_id is null and state <> 'new'`),
    index('tickets_unowned_score')
      .on(table.state, table.bits.desc().nullsLast(), table.id)
      .where(sql`assignee_id is null and state <> 'new'`),
    index('tickets_forged').on(table.openedAt, table.id).where(sql`sender_level in ('fail', 'near')`),
    index('tickets_category').on(table.category, table.openedAt, table.id).where(sql`category <> 'recovery'`),
    index('tickets_account').on(table.accountNumber, table.openedAt, table.id),
    index('tickets_claimed').on(table.claimedAccount, table.openedAt, table.id),
    index('tickets_sender').on(table.senderAddress, table.openedAt, table.id),
    index('tickets_not_recovery').on(table.openedAt, table.id).where(sql`category <> 'recovery' and state <> 'closed'`),
    index('tickets_quarantined').on(table.id).where(sql`quarantined_mails > 0`),
    index('tickets_due').on(table.state, table.dueAt, table.id),
    index('tickets_score').on(table.state, table.bits.desc().nullsLast(), table.id),
    // Most cases have no tag, and write nothing here. Those that somebody still has to do are few, and have their own.
    index('tickets_tags').using('gin', table.tags).where(sql`tags <> '{}'`),
    index('tickets_tags_undecided')
      .using('gin', table.tags)
      .where(sql`tags <> '{}' and ${oneOf(table.state, undecidedStates)}`),
    index('tickets_snoozed').on(table.openedAt, table.id).where(sql`snoozed_until is not null`),
    index('tickets_rest_ends').on(table.snoozedUntil, table.id).where(sql`snoozed_until is not null`),
    index('tickets_escalated').on(table.openedAt, table.id).where(sql`escalated_at is not null`),
    index('tickets_difficult')
      .on(table.openedAt, table.id)
      .where(sql`difficulty is not null and ${notEnded(sql`state`)}`),
    // What is not ended is narrowed by these also where somebody floods the desk with the others.
    index('tickets_level').on(table.state, table.senderLevel, table.openedAt, table.id).where(notEnded(sql`state`)),
    index('tickets_language').on(table.state, table.language, table.openedAt, table.id).where(notEnded(sql`state`)),
    check('tickets_category', oneOf(table.category, ticketCategories)),
    check('tickets_state', oneOf(table.state, ticketStates)),
    check('tickets_route_known', oneOf(table.route, routes)),
    check('tickets_recommendation', oneOf(table.recommendation, recommendations)),
    check('tickets_level', oneOf(table.senderLevel, senderLevels)),
    check('tickets_recovery_is_weighed', sql`${table.category} <> 'recovery' or ${table.recommendation} is not null`),
    check('tickets_account_found_by', oneOf(table.accountFoundBy, waysToFind)),
    check('tickets_account_found', sql`${table.accountFoundBy} is null or ${table.accountNumber} is not null`),
    check('tickets_lease', sql`${table.leaseUntil} is null or ${table.assigneeId} is not null`),
    check('tickets_version', sql`${table.version} > 0`),
    check('tickets_tags', sql`cardinality(${table.tags}) <= ${sql.raw(String(mostTags))}`),
    check('tickets_difficulty', oneOf(table.difficulty, difficulties)),
    check(
      'tickets_escalated_whole',
      sql`num_nulls(${table.escalatedAt}, ${table.escalatedBy}, ${table.escalatedQuestion}) in (0, 3)`,
    ),
  ],
)

/** The cases that go on, or may: their share of a large desk is small. */
export function notEnded(state: SQL | AnyPgColumn = tickets.state): SQL {
  return sql`${state} not in ('done', 'denied', 'closed', 'set_aside')`
}

/** What a list of every case by age says, so that it may read the index of that. */
export const everyCase = sql`${tickets.version} > 0`

/** The cases with a tag. That they have tags at all is said too: the indexes hold only those that do. */
export function taggedWith(tag: string): SQL {
  return sql`${tickets.tags} <> '{}' and ${tickets.tags} @> array[${tag}]::text[]`
}

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
