import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { decisionVerbs } from '#app/decisions/ruling.ts'
import { recommendations, routes } from '#app/tickets/ticket.ts'
import { accounts } from './accounts.ts'
import { bytea, instant, oneOf } from './columns.ts'
import { staff } from './staff.ts'
import { assessments, tickets } from './tickets.ts'

/** Never changed (a trigger refuses). Bound to the evidence as it stood by the assessment and its hash. */
export const decisions = pgTable(
  'decisions',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    ticketId: bigint('ticket_id', { mode: 'number' })
      .notNull()
      .references(() => tickets.id),
    ticketVersion: integer('ticket_version').notNull(),
    verb: text({ enum: decisionVerbs }).notNull(),
    staffId: uuid('staff_id')
      .notNull()
      .references(() => staff.id),
    accountNumber: text('account_number').references(() => accounts.number),
    route: text({ enum: routes }).notNull(),
    recommendation: text({ enum: recommendations }).notNull(),
    /** The ruling differs from the recommendation: it has a reason and is always sampled for review. */
    override: boolean().notNull(),
    reason: text().notNull(),
    assessmentId: bigint('assessment_id', { mode: 'number' }).notNull(),
    evidenceHash: bytea('evidence_hash').notNull(),
    /** The proposal that this approval of a second person confirms. */
    confirms: bigint({ mode: 'number' }).references((): AnyPgColumn => decisions.id),
    decidedAt: instant('decided_at').notNull(),
  },
  (table) => [
    uniqueIndex('decisions_once_a_version').on(table.ticketId, table.ticketVersion),
    index('decisions_time').on(table.decidedAt, table.id),
    index('decisions_staff').on(table.staffId, table.decidedAt, table.id),
    index('decisions_account').on(table.accountNumber, table.decidedAt, table.id),
    // Ticket and hash are the assessment's own: a decision cannot name other evidence than it was made on.
    foreignKey({
      columns: [table.assessmentId, table.ticketId, table.evidenceHash],
      foreignColumns: [assessments.id, assessments.ticketId, assessments.inputsHash],
      name: 'decisions_evidence',
    }),
    check('decisions_verb', oneOf(table.verb, decisionVerbs)),
    check('decisions_override_says_why', sql`not ${table.override} or length(trim(${table.reason})) > 0`),
    uniqueIndex('decisions_confirmed_once').on(table.confirms),
    // On the new-address route nobody approves alone: there an approval confirms what another proposed.
    check(
      'decisions_approve_registered_or_second',
      sql`${table.verb} <> 'approve' or (${table.accountNumber} is not null and (${table.route} = 'registered' or (${table.route} = 'new-address' and ${table.confirms} is not null)))`,
    ),
    check(
      'decisions_confirms',
      sql`${table.confirms} is null or (${table.verb} = 'approve' and ${table.route} = 'new-address')`,
    ),
    check(
      'decisions_propose_recommended_only',
      sql`${table.verb} <> 'propose' or (${table.route} = 'new-address' and ${table.recommendation} = 'propose' and ${table.accountNumber} is not null and not ${table.override})`,
    ),
  ],
)
