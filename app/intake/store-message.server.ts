import type { Tx } from '#app/db/db.server.ts'
import type { Sender } from '#app/mail/sender.ts'
import { claims } from '#drizzle/schema/claims.ts'
import { attachments, messages } from '#drizzle/schema/mails.ts'
import type { MailReading } from './mail-reading.ts'
import type { TakenMail } from './taken-mail.ts'

type MessageToStore = { ticketId: number; mail: TakenMail; reading: MailReading; sender: Sender; quarantined: boolean }

/** Keeps a mail as a message with its own sender and level, its attachments by name and hash, and its claims. */
export async function storeMessage(
  tx: Tx,
  { ticketId, mail, reading, sender, quarantined }: MessageToStore,
): Promise<number> {
  const parsed = reading.mail
  const [stored] = await tx
    .insert(messages)
    .values({
      ticketId,
      rawMailId: mail.id,
      kind: reading.kind,
      quarantined,
      messageId: parsed.messageId,
      senderAddress: reading.verdict.address,
      senderName: reading.verdict.displayName,
      level: sender.level,
      levelReasons: [...sender.reasons],
      verdict: reading.verdict,
      subject: parsed.subject,
      text: parsed.text,
      html: parsed.safeHtml,
      reply: [...parsed.reply],
      language: parsed.language,
      arrivedAt: mail.arrivedAt,
    })
    .returning({ id: messages.id })
  const messageId = (stored as { id: number }).id
  if (parsed.attachments.length > 0) {
    await tx.insert(attachments).values(
      parsed.attachments.map(({ filename, contentType, size, sha256 }, position) => ({
        messageId,
        position,
        filename,
        contentType,
        size,
        sha256: Buffer.from(sha256, 'hex'),
      })),
    )
  }
  if (reading.claims.length > 0)
    await tx.insert(claims).values(reading.claims.map((claim) => ({ ...claim, ticketId, messageId })))
  return messageId
}
