import { maskSecrets } from '#app/claims/mask-secrets.ts'
import type { Tx } from '#app/db/db.server.ts'
import { signatureMarks } from '#app/mail/dkim-signature.ts'
import type { Sender } from '#app/mail/sender.ts'
import { claims } from '#drizzle/schema/claims.ts'
import { attachments, messages } from '#drizzle/schema/mails.ts'
import type { MailReading } from './mail-reading.ts'
import type { TakenMail } from './taken-mail.ts'

type MessageToStore = { ticketId: number; mail: TakenMail; reading: MailReading; sender: Sender; quarantined: boolean }

/**
 * Keeps a mail as a message with its own sender and level, its attachments by name and hash, and its claims. Passwords
 * and codes in clear stay in the bytes alone: here they are dots, and HTML that would show them is not kept.
 */
export async function storeMessage(
  tx: Tx,
  { ticketId, mail, reading, sender, quarantined }: MessageToStore,
): Promise<number> {
  const parsed = reading.mail
  const { subject, text, masked } = maskReading(reading)
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
      signatureMarks: provedMarks(mail, reading),
      subject,
      text,
      html: masked ? null : parsed.safeHtml,
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

/** The subject and text of a mail as they may be stored: see {@link maskSecrets}. */
export function maskReading({ mail, claims: found }: MailReading): ReturnType<typeof maskSecrets> {
  const secrets = found.filter(({ kind }) => kind === 'secret_sent')
  return maskSecrets(mail, {
    subject: secrets.filter(({ source }) => source === 'subject'),
    text: secrets.filter(({ source }) => source === 'text'),
  })
}

/** Only of a mail whose signature verified: copied lines must not spoil the real mail that comes after. */
function provedMarks({ bytes }: TakenMail, { verdict }: MailReading): string[] {
  return verdict.dkim.some(({ result }) => result === 'pass') ? signatureMarks(bytes) : []
}
