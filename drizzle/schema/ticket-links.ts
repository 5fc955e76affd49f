import { sql } from 'drizzle-orm'
import { bigint, check, index, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { type LinkBefore, linkKinds } from '#app/tickets/link.ts'
import { instant, oneOf } from './columns.ts'
import { messages } from './mails.ts'
import { staff } from './staff.ts'
import { tickets } from './tickets.ts'

/** Ties between two cases. Undone, never deleted; those that the desk itself made stay. */
export const ticketLinks = pgTable(
  'ticket_links',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    kind: text({ enum: linkKinds }).notNull(),
    /** merged: the case that ends · split: the case that the mail was in · linked: the one of the account named first. */
    fromTicketId: bigint('from_ticket_id', { mode: 'number' })
      .notNull()
      .references(() => tickets.id),
    /** merged: the case that goes on · split: the case that the mail opened. */
    toTicketId: bigint('to_ticket_id', { mode: 'number' })
      .notNull()
      .references(() => tickets.id),
    /** The mail that was split off. */
    messageId: bigint('message_id', { mode: 'number' }).references(() => messages.id),
    before: jsonb().$type<LinkBefore>().notNull(),
    /** Null for a link that the desk made by itself. */
    madeBy: uuid('made_by').references(() => staff.id),
    madeAt: instant('made_at').notNull(),
    undoneBy: uuid('undone_by').references(() => staff.id),
    undoneAt: instant('undone_at'),
  },
  (table) => [
    uniqueIndex('ticket_links_merged_once').on(table.fromTicketId).where(sql`kind = 'merged' and undone_at is null`),
    index('ticket_links_from').on(table.fromTicketId, table.id),
    index('ticket_links_to').on(table.toTicketId, table.id),
    check('ticket_links_kind', oneOf(table.kind, linkKinds)),
    check('ticket_links_two_cases', sql`${table.fromTicketId} <> ${table.toTicketId}`),
    check('ticket_links_split_names_mail', sql`(${table.kind} = 'split') = (${table.messageId} is not null)`),
    check('ticket_links_made_by', sql`(${table.kind} = 'linked') = (${table.madeBy} is null)`),
    check('ticket_links_undone_whole', sql`num_nulls(${table.undoneBy}, ${table.undoneAt}) in (0, 2)`),
  ],
)
