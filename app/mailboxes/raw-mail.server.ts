import { and, eq, isNull, sql } from 'drizzle-orm'
import { appendAudit } from '#app/audit/audit.server.ts'
import { recordRead } from '#app/audit/reads.server.ts'
import type { Db } from '#app/db/db.server.ts'
import { decodeRawMail, headerBlock } from '#app/mail/raw-text.ts'
import { messages, rawContents, rawMails } from '#drizzle/schema/mails.ts'
import { tickets } from '#drizzle/schema/tickets.ts'

/** More of a mail than this is not drawn, in bytes; the file has all of it. */
const mostShownBytes = 200_000

export type RawReading = {
  /** The message, not the kept mail. */
  mailId: number
  /** What of it is read; each reading is in the audit, since secrets stand there in clear. */
  part: 'headers' | 'raw' | 'file'
  staffId: string
  now: Date
}

/** A mail as it came, to be shown as text; null where there is none, or its time was over. Long ones are cut. */
export async function readRawText(
  db: Db,
  reading: RawReading & { part: 'headers' | 'raw' },
): Promise<{ text: string; size: number; cut: boolean } | null> {
  const read = await readBytes(db, reading, mostShownBytes)
  if (!read) return null
  const raw = decodeRawMail(read.bytes)
  if (reading.part === 'raw') return { text: raw, size: read.size, cut: read.size > mostShownBytes }
  const text = headerBlock(raw)
  return { text, size: read.size, cut: text === raw && read.size > mostShownBytes }
}

/** The bytes of a mail as they came; null where there is none, or its time was over. */
export async function readRawFile(db: Db, reading: Omit<RawReading, 'part'>): Promise<Uint8Array | null> {
  const read = await readBytes(db, { ...reading, part: 'file' }, null)
  return read?.bytes ?? null
}

/** The bytes of a case's mail, for reading it again; null where there is none, or its time was over. They are shown to nobody. */
export async function readMailBytes(
  db: Db,
  mailId: number,
): Promise<{ bytes: Uint8Array; senderAddress: string | null } | null> {
  const [mail] = await db
    .select({ bytes: rawContents.bytes, senderAddress: messages.senderAddress })
    .from(messages)
    .innerJoin(tickets, eq(tickets.id, messages.ticketId))
    .innerJoin(rawMails, eq(rawMails.id, messages.rawMailId))
    .innerJoin(rawContents, eq(rawContents.sha256, rawMails.sha256))
    .where(eq(messages.id, mailId))
  return mail?.bytes ? { bytes: mail.bytes, senderAddress: mail.senderAddress } : null
}

function readBytes(
  db: Db,
  { mailId, part, staffId, now }: RawReading,
  most: number | null,
): Promise<{ bytes: Uint8Array; size: number } | null> {
  const shown =
    most === null ? rawContents.bytes : sql<Uint8Array | null>`substring(${rawContents.bytes} from 1 for ${most})`
  return db.transaction(async (tx) => {
    const [mail] = await tx
      .select({
        bytes: shown,
        size: rawContents.size,
        ticketId: messages.ticketId,
        accountNumber: tickets.accountNumber,
      })
      .from(messages)
      .innerJoin(rawMails, eq(rawMails.id, messages.rawMailId))
      .innerJoin(rawContents, eq(rawContents.sha256, rawMails.sha256))
      .leftJoin(tickets, eq(tickets.id, messages.ticketId))
      .where(and(eq(messages.id, mailId), isNull(rawMails.purgedAt)))
    if (!mail?.bytes) return null
    const { bytes, size, ticketId, accountNumber } = mail
    await appendAudit(tx, [
      { verb: 'mail_source_read', at: now, staffId, ticketId, accountNumber, details: { mail: mailId, part } },
    ])
    await recordRead(tx, {
      staffId,
      kind: 'raw_read',
      subject: `mail ${mailId}, ${part}`,
      ticketId,
      accountNumber,
      now,
    })
    return { bytes, size }
  })
}
