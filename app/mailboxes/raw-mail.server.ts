import { eq, sql } from 'drizzle-orm'
import { appendAudit } from '#app/audit/audit.server.ts'
import type { Db } from '#app/db/db.server.ts'
import { decodeRawMail, headerBlock } from '#app/mail/raw-text.ts'
import { messages, rawMails } from '#drizzle/schema/mails.ts'
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

/** A mail as it came, to be shown as text; null where there is no such message. Long ones are cut. */
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

/** The bytes of a mail as they came; null where there is no such message. */
export async function readRawFile(db: Db, reading: Omit<RawReading, 'part'>): Promise<Uint8Array | null> {
  const read = await readBytes(db, { ...reading, part: 'file' }, null)
  return read?.bytes ?? null
}

function readBytes(
  db: Db,
  { mailId, part, staffId, now }: RawReading,
  most: number | null,
): Promise<{ bytes: Uint8Array; size: number } | null> {
  const shown = most === null ? rawMails.bytes : sql<Uint8Array>`substring(${rawMails.bytes} from 1 for ${most})`
  return db.transaction(async (tx) => {
    const [mail] = await tx
      .select({
        bytes: shown,
        size: sql<number>`length(${rawMails.bytes})`,
        ticketId: messages.ticketId,
        accountNumber: tickets.accountNumber,
      })
      .from(messages)
      .innerJoin(rawMails, eq(rawMails.id, messages.rawMailId))
      .leftJoin(tickets, eq(tickets.id, messages.ticketId))
      .where(eq(messages.id, mailId))
    if (!mail) return null
    const { bytes, size, ticketId, accountNumber } = mail
    await appendAudit(tx, [
      { verb: 'mail_source_read', at: now, staffId, ticketId, accountNumber, details: { mail: mailId, part } },
    ])
    return { bytes, size }
  })
}
