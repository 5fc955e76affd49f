import { sql } from 'drizzle-orm'
import { bigint, boolean, check, date, index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { letterKinds, letterLanguages } from '#app/outbox/letter.ts'
import { approvals } from './approvals.ts'
import { instant, oneOf } from './columns.ts'
import { resets } from './resets.ts'
import { tickets } from './tickets.ts'

export const letterStates = ['queued', 'sent', 'failed', 'suppressed'] as const

/** Letters to send and sent. The text is drawn from kind and language when it is sent: a link is never stored. */
export const letters = pgTable(
  'letters',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    ticketId: bigint('ticket_id', { mode: 'number' })
      .notNull()
      .references(() => tickets.id),
    kind: text({ enum: letterKinds }).notNull(),
    language: text({ enum: letterLanguages }).notNull(),
    recipient: text().notNull(),
    /** Sent by the desk itself, not by a person's ruling. */
    automatic: boolean().notNull(),
    /** UTC day: one automatic letter of a kind a recipient and day. */
    day: date({ mode: 'string' }).notNull(),
    /** Ours and signed, so that a repeat is recognised and a reply is found. */
    messageId: text('message_id').notNull(),
    inReplyTo: text('in_reply_to'),
    resetId: bigint('reset_id', { mode: 'number' }).references(() => resets.id),
    /** For `hold` and `confirm`. */
    approvalId: bigint('approval_id', { mode: 'number' }).references(() => approvals.id),
    state: text({ enum: letterStates }).notNull().default('queued'),
    attempts: integer().notNull().default(0),
    lastError: text('last_error'),
    notBefore: instant('not_before').notNull(),
    createdAt: instant('created_at').notNull(),
    sentAt: instant('sent_at'),
    /** A bounce named this letter; marks the delivery, never the account. */
    bouncedAt: instant('bounced_at'),
    /** Its recipient told his provider that he did not want it; marks the delivery as well. */
    complainedAt: instant('complained_at'),
  },
  (table) => [
    uniqueIndex('letters_message_id').on(table.messageId),
    uniqueIndex('letters_one_automatic_a_day').on(table.recipient, table.day, table.kind).where(sql`automatic`),
    index('letters_recipient').on(table.recipient, table.sentAt),
    index('letters_ticket').on(table.ticketId, table.id),
    index('letters_queued').on(table.notBefore).where(sql`state = 'queued'`),
    check('letters_kind', oneOf(table.kind, letterKinds)),
    check('letters_language', oneOf(table.language, letterLanguages)),
    check('letters_state', oneOf(table.state, letterStates)),
    check('letters_sent', sql`(${table.state} = 'sent') = (${table.sentAt} is not null)`),
    index('letters_of_reset').on(table.resetId).where(sql`reset_id is not null`),
    index('letters_approval').on(table.approvalId).where(sql`approval_id is not null`),
    check(
      'letters_reset',
      sql`(${table.kind} in ('link', 'password_changed', 'recovered')) = (${table.resetId} is not null)`,
    ),
    check('letters_approval', sql`(${table.kind} in ('hold', 'confirm')) = (${table.approvalId} is not null)`),
  ],
)
