import { sql } from 'drizzle-orm'
import type { Tx } from '#app/db/db.server.ts'
import { jsonRows } from '#app/db/json-rows.server.ts'
import { signatureMarks } from '#app/mail/dkim-signature.ts'
import type { Sender } from '#app/mail/sender.ts'
import type { MailReading } from './mail-reading.ts'
import type { ReadMail } from './taken-mail.ts'

/** `copy`: 0, or which further case of the mail it is, for another account that it names. */
export type MessageToStore = ReadMail & { ticketId: number; sender: Sender; quarantined: boolean; copy: number }

/**
 * Keeps mails as messages, each with its own sender and level, its attachments by name and hash, its claims, and what
 * it is found by. Passwords and codes in clear stay in the bytes alone: here they are dots, and HTML that would show
 * them is not kept.
 */
export async function storeMessages(tx: Tx, given: readonly MessageToStore[]): Promise<void> {
  if (given.length === 0) return
  const stored = await tx.execute<{ id: string }>(sql`
    insert into messages (ticket_id, raw_mail_id, kind, quarantined, copy, message_id, sender_address, sender_name, level,
      level_reasons, verdict, signature_marks, subject, text, html, reply, language, arrived_at)
    select * from json_to_recordset(${jsonRows(given.map(rowOf))}::json) given
      (ticket_id bigint, raw_mail_id bigint, kind text, quarantined boolean, copy int, message_id text,
        sender_address text, sender_name text, level text, level_reasons text[], verdict jsonb, signature_marks text[],
        subject text, text text, html text, reply jsonb, language text, arrived_at timestamptz)
    returning id`)
  const rows = given.map((one, index) => ({ ...one, messageId: Number((stored[index] as { id: string }).id) }))
  await storeAttachments(tx, rows.flatMap(attachmentsOf))
  await storeClaims(tx, rows.flatMap(claimsOf))
  await tx.execute(sql`
    insert into message_words (message_id, arrived_at, terms)
    select message_id, arrived_at, array_to_tsvector(terms) from json_to_recordset(${jsonRows(rows.map(wordsOf))}::json)
      given (message_id bigint, arrived_at timestamptz, terms text[])`)
}

async function storeAttachments(tx: Tx, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return
  await tx.execute(sql`
    insert into attachments (message_id, position, filename, content_type, size, sha256)
    select message_id, position, filename, content_type, size, decode(sha256, 'hex')
    from json_to_recordset(${jsonRows(rows)}::json) given
      (message_id bigint, position int, filename text, content_type text, size int, sha256 text)`)
}

async function storeClaims(tx: Tx, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return
  await tx.execute(sql`
    insert into claims (ticket_id, message_id, kind, value, raw, source, start, "end")
    select * from json_to_recordset(${jsonRows(rows)}::json) given
      (ticket_id bigint, message_id bigint, kind text, value text, raw text, source text, start int, "end" int)`)
}

type Row = MessageToStore & { messageId: number }

function rowOf({ ticketId, mail, reading, sender, quarantined, copy }: MessageToStore) {
  const parsed = reading.mail
  const { subject, text, masked } = reading.stored
  return {
    ticket_id: ticketId,
    raw_mail_id: mail.id,
    kind: reading.kind,
    quarantined,
    copy,
    message_id: parsed.messageId,
    sender_address: reading.verdict.address,
    sender_name: reading.verdict.displayName,
    level: sender.level,
    level_reasons: sender.reasons,
    verdict: reading.verdict,
    signature_marks: provedMarks(reading),
    subject,
    text,
    html: masked ? null : parsed.safeHtml,
    reply: parsed.reply,
    language: parsed.language,
    arrived_at: mail.arrivedAt,
  }
}

function attachmentsOf({ reading, messageId }: Row) {
  return reading.mail.attachments.map(({ contentType, ...rest }, position) => ({
    ...rest,
    message_id: messageId,
    position,
    content_type: contentType,
  }))
}

function claimsOf({ reading, ticketId, messageId }: Row) {
  return reading.claims.map((claim) => ({ ...claim, ticket_id: ticketId, message_id: messageId }))
}

function wordsOf({ mail, reading, messageId }: Row) {
  return { message_id: messageId, arrived_at: mail.arrivedAt, terms: reading.stored.terms }
}

/** Only of a mail whose signature verified: copied lines must not spoil the real mail that comes after. */
function provedMarks({ mail, verdict }: MailReading): string[] {
  return verdict.dkim.some(({ result }) => result === 'pass') ? signatureMarks(mail.headers) : []
}
