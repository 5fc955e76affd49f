import type { Tx } from '#app/db/db.server.ts'
import { signatureMarks } from '#app/mail/dkim-signature.ts'
import type { Sender } from '#app/mail/sender.ts'
import { claims } from '#drizzle/schema/claims.ts'
import { attachments, messages } from '#drizzle/schema/mails.ts'
import { messageWords } from '#drizzle/schema/search.ts'
import type { MailReading } from './mail-reading.ts'
import type { ReadMail } from './taken-mail.ts'

/** `copy`: 0, or which further case of the mail it is, for another account that it names. */
export type MessageToStore = ReadMail & { ticketId: number; sender: Sender; quarantined: boolean; copy: number }

/** A statement takes 65,534 values: more rows than this are written by several. */
const rowsAStatement = 4_000

/**
 * Keeps mails as messages, each with its own sender and level, its attachments by name and hash, its claims, and what
 * it is found by. Passwords and codes in clear stay in the bytes alone: here they are dots, and HTML that would show
 * them is not kept.
 */
export async function storeMessages(tx: Tx, given: readonly MessageToStore[]): Promise<void> {
  if (given.length === 0) return
  const stored = await tx.insert(messages).values(given.map(rowOf)).returning({ id: messages.id })
  const rows = given.map((one, index) => ({
    ...one,
    messageId: (stored[index] as { id: number }).id,
  }))
  await inParts(rows.flatMap(attachmentsOf), (part) => tx.insert(attachments).values(part))
  await inParts(rows.flatMap(claimsOf), (part) => tx.insert(claims).values(part))
  await tx.insert(messageWords).values(rows.map(wordsOf))
}

type Row = MessageToStore & { messageId: number }

function rowOf({ ticketId, mail, reading, sender, quarantined, copy }: MessageToStore): typeof messages.$inferInsert {
  const parsed = reading.mail
  const { subject, text, masked } = reading.stored
  return {
    ticketId,
    rawMailId: mail.id,
    kind: reading.kind,
    quarantined,
    copy,
    messageId: parsed.messageId,
    senderAddress: reading.verdict.address,
    senderName: reading.verdict.displayName,
    level: sender.level,
    levelReasons: [...sender.reasons],
    verdict: reading.verdict,
    signatureMarks: provedMarks(reading),
    subject,
    text,
    html: masked ? null : parsed.safeHtml,
    reply: [...parsed.reply],
    language: parsed.language,
    arrivedAt: mail.arrivedAt,
  }
}

function attachmentsOf({ reading, messageId }: Row): (typeof attachments.$inferInsert)[] {
  return reading.mail.attachments.map(({ filename, contentType, size, sha256 }, position) => ({
    messageId,
    position,
    filename,
    contentType,
    size,
    sha256: Buffer.from(sha256, 'hex'),
  }))
}

function claimsOf({ reading, ticketId, messageId }: Row): (typeof claims.$inferInsert)[] {
  return reading.claims.map((claim) => ({ ...claim, ticketId, messageId }))
}

function wordsOf({ mail, reading, messageId }: Row): typeof messageWords.$inferInsert {
  return { messageId, arrivedAt: mail.arrivedAt, terms: reading.stored.terms }
}

async function inParts<T>(rows: readonly T[], write: (part: T[]) => PromiseLike<unknown>): Promise<void> {
  for (let at = 0; at < rows.length; at += rowsAStatement) await write(rows.slice(at, at + rowsAStatement))
}

/** Only of a mail whose signature verified: copied lines must not spoil the real mail that comes after. */
function provedMarks({ mail, verdict }: MailReading): string[] {
  return verdict.dkim.some(({ result }) => result === 'pass') ? signatureMarks(mail.headers) : []
}
