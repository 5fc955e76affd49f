import { and, eq } from 'drizzle-orm'
import type { Tx } from '#app/db/db.server.ts'
import { readMessageId } from '#app/mail/message-id.ts'
import { letters } from '#drizzle/schema/letters.ts'

/** How much of a report is searched for the Message-ID of the letter, in bytes. */
const searchedBytes = 500_000

/**
 * Marks the letter that a delivery report gives back, found by our signed Message-ID anywhere in the report. It marks
 * this delivery and nothing else: reports are forged as easily as any mail.
 *
 * @returns the letter's ticket, or null where the report names no letter of ours
 */
export async function markBouncedLetter(tx: Tx, bytes: Uint8Array, key: Uint8Array, now: Date): Promise<number | null> {
  const text = Buffer.from(bytes.subarray(0, searchedBytes)).toString('latin1')
  for (const [id] of text.matchAll(/<lk\.[\w.-]{1,80}@[\w.-]{1,120}>/g)) {
    const signed = readMessageId(id, key)
    if (!signed) continue
    const [letter] = await tx
      .update(letters)
      .set({ bouncedAt: now })
      .where(and(eq(letters.messageId, id), eq(letters.ticketId, signed.ticketId)))
      .returning({ ticketId: letters.ticketId })
    if (letter) return letter.ticketId
  }
  return null
}
