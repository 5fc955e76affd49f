import { eq, sql } from 'drizzle-orm'
import { recordRead } from '#app/audit/reads.server.ts'
import type { Db } from '#app/db/db.server.ts'
import { attachments, messages, rawContents, rawMails } from '#drizzle/schema/mails.ts'
import { tickets } from '#drizzle/schema/tickets.ts'

export type AttachmentReading = {
  attachmentId: number
  /** Looked at within the desk, or taken along as a file. */
  how: 'attachment_viewed' | 'downloaded'
  staffId: string
  now: Date
}

/** An attachment by name and hash, with the mail that holds it. */
export type AttachedFile = { filename: string; contentType: string; sha256: string; mail: Uint8Array }

/**
 * The mail that an attachment of a case lies in; the attachment itself is read from its bytes. That it was read is
 * recorded before anything is shown. Null where no case has such an attachment, or the mail's bytes are kept no longer.
 */
export function readAttachedFile(
  db: Db,
  { attachmentId, how, staffId, now }: AttachmentReading,
): Promise<AttachedFile | null> {
  return db.transaction(async (tx) => {
    const [found] = await tx
      .select({
        filename: attachments.filename,
        contentType: attachments.contentType,
        sha256: sql<string>`encode(${attachments.sha256}, 'hex')`,
        mail: rawContents.bytes,
        messageId: messages.id,
        ticketId: tickets.id,
        accountNumber: tickets.accountNumber,
      })
      .from(attachments)
      .innerJoin(messages, eq(messages.id, attachments.messageId))
      .innerJoin(tickets, eq(tickets.id, messages.ticketId))
      .innerJoin(rawMails, eq(rawMails.id, messages.rawMailId))
      .innerJoin(rawContents, eq(rawContents.sha256, rawMails.sha256))
      .where(eq(attachments.id, attachmentId))
    if (!found?.mail) return null
    const { mail, messageId, ticketId, accountNumber, ...file } = found
    const subject = `attachment ${attachmentId} of mail ${messageId}: ${file.filename}`
    await recordRead(tx, { staffId, kind: how, subject, ticketId, accountNumber, now })
    return { ...file, mail }
  })
}
