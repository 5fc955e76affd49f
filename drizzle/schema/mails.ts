import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { mailKinds } from '#app/mail/mail-kind.ts'
import type { Range } from '#app/mail/parsed-mail.ts'
import { type SenderVerdict, senderLevels } from '#app/mail/sender.ts'
import { bytea, instant, oneOf } from './columns.ts'
import { mailboxes } from './mailboxes.ts'
import { tickets } from './tickets.ts'

export const rawMailStates = ['received', 'done', 'failed', 'quarantined'] as const

/** The bytes of mails by their hash: the same bytes are stored once. */
export const rawContents = pgTable(
  'raw_contents',
  {
    sha256: bytea().primaryKey(),
    /** In bytes; known also after they are gone. */
    size: integer().notNull(),
    /** Null once the time to keep them is over; then {@link rawContents.purgedAt} says since when. */
    bytes: bytea(),
    purgedAt: instant('purged_at'),
  },
  (table) => [
    check('raw_contents_sha256', sql`${table.sha256} = sha256(${table.bytes})`),
    check('raw_contents_size', sql`${table.size} = length(${table.bytes})`),
    check('raw_contents_purged', sql`(${table.bytes} is null) = (${table.purgedAt} is not null)`),
  ],
)

/** Every mail that came, kept before anything reads it. The rows are intake's queue, and stay as tombstones. */
export const rawMails = pgTable(
  'raw_mails',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** Null for a mail handed in by `npm run feed`. */
    mailboxId: uuid('mailbox_id').references(() => mailboxes.id),
    uidvalidity: bigint({ mode: 'number' }),
    uid: bigint({ mode: 'number' }),
    /** Null while nothing of it could be fetched. */
    sha256: bytea().references(() => rawContents.sha256),
    /** It lay in the mailbox before the desk was connected: nobody expects an answer by machine. */
    backfilled: boolean().notNull().default(false),
    /** When the server received it, or the feed. */
    arrivedAt: instant('arrived_at').notNull(),
    keptAt: instant('kept_at').notNull().defaultNow(),
    state: text({ enum: rawMailStates }).notNull().default('received'),
    attempts: integer().notNull().default(0),
    /** The step of the pipeline that failed. */
    failedStep: text('failed_step'),
    reason: text(),
    kind: text({ enum: mailKinds }),
    /** An earlier mail with the same bytes, or of which this is another copy: recorded, seen, not opened twice. */
    duplicateOf: bigint('duplicate_of', { mode: 'number' }).references((): AnyPgColumn => rawMails.id),
    /** The steps it went through, each with what came out. */
    trace: jsonb().$type<{ step: string; outcome: string; ms: number }[]>().notNull().default([]),
    /** A DNS time-out: judged again from then on. */
    notBefore: instant('not_before'),
    /** When its mailbox let its bytes go; they are gone once no other mail holds them. */
    purgedAt: instant('purged_at'),
    /** Somebody asked that it be fetched again from its mailbox. */
    refetchAskedAt: instant('refetch_asked_at'),
  },
  (table) => [
    uniqueIndex('raw_mails_place').on(table.mailboxId, table.uidvalidity, table.uid),
    index('raw_mails_sha256').on(table.sha256),
    index('raw_mails_waiting').on(table.id).where(sql`state = 'received'`),
    index('raw_mails_failed').on(table.id.desc().nullsFirst()).where(sql`state = 'failed'`),
    check('raw_mails_state', oneOf(table.state, rawMailStates)),
    check('raw_mails_kind', oneOf(table.kind, mailKinds)),
    check('raw_mails_place_whole', sql`num_nulls(${table.mailboxId}, ${table.uidvalidity}, ${table.uid}) in (0, 3)`),
    index('raw_mails_held').on(table.mailboxId, table.arrivedAt, table.id).where(sql`purged_at is null`),
    index('raw_mails_refetch').on(table.mailboxId, table.uid).where(sql`refetch_asked_at is not null`),
    check(
      'raw_mails_fetched',
      sql`${table.sha256} is not null or (${table.state} = 'failed' and ${table.failedStep} = 'fetch')`,
    ),
    check('raw_mails_purged', sql`${table.purgedAt} is null or ${table.state} in ('done', 'quarantined')`),
    check(
      'raw_mails_refetch',
      sql`${table.refetchAskedAt} is null or (${table.state} = 'failed' and ${table.failedStep} = 'fetch')`,
    ),
    check('raw_mails_failed_says_why', sql`${table.state} <> 'failed' or ${table.reason} is not null`),
  ],
)

const provedByVerdict = `coalesce(
  jsonb_typeof(verdict -> 'address') = 'string' and verdict -> 'malformed' = '[]' and (
    verdict -> 'dmarc' ->> 'result' = 'pass'
    or (verdict -> 'dmarc' ->> 'result' = 'none' and jsonb_path_exists(
      verdict, '$.dkim[*] ? (@.result == "pass" && @.aligned == true && @.faults.size() == 0)'
    ))
  ), false)`

export const messages = pgTable(
  'messages',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    ticketId: bigint('ticket_id', { mode: 'number' }).references(() => tickets.id),
    rawMailId: bigint('raw_mail_id', { mode: 'number' })
      .notNull()
      .references(() => rawMails.id),
    kind: text({ enum: mailKinds }).notNull(),
    /** Beside the ticket until an agent accepts it: its sender is not the ticket's. */
    quarantined: boolean().notNull().default(false),
    /** 0 for a mail; 1 and 2 for the same once more, in the cases of other accounts that it names. */
    copy: integer().notNull().default(0),
    messageId: text('message_id'),
    senderAddress: text('sender_address'),
    senderName: text('sender_name').notNull().default(''),
    level: text({ enum: senderLevels }).notNull(),
    levelReasons: text('level_reasons').array().notNull().default([]),
    verdict: jsonb().$type<SenderVerdict>().notNull(),
    /** The domain of its sender is proved: proofOf() says medium or strong. */
    proved: boolean().notNull().generatedAlwaysAs(sql.raw(provedByVerdict)),
    /** By these a signature is known again on another mail: a replay. */
    signatureMarks: text('signature_marks').array().notNull().default([]),
    subject: text().notNull(),
    text: text().notNull(),
    /** Sanitised; null where the mail has no HTML. */
    html: text(),
    reply: jsonb().$type<Range[]>().notNull(),
    language: text({ enum: ['en', 'zh', 'other'] }).notNull(),
    arrivedAt: instant('arrived_at').notNull(),
  },
  (table) => [
    uniqueIndex('messages_raw_mail').on(table.rawMailId, table.copy),
    index('messages_ticket').on(table.ticketId, table.id),
    index('messages_signature_marks').using('gin', table.signatureMarks),
    index('messages_sender').on(table.senderAddress, table.id),
    check('messages_copy', sql`${table.copy} between 0 and 2`),
    check('messages_kind', oneOf(table.kind, mailKinds)),
    check('messages_level', oneOf(table.level, senderLevels)),
  ],
)

export const attachments = pgTable(
  'attachments',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    messageId: bigint('message_id', { mode: 'number' })
      .notNull()
      .references(() => messages.id, { onDelete: 'cascade' }),
    position: integer().notNull(),
    filename: text().notNull(),
    contentType: text('content_type').notNull(),
    size: integer().notNull(),
    sha256: bytea().notNull(),
  },
  (table) => [uniqueIndex('attachments_place').on(table.messageId, table.position)],
)
