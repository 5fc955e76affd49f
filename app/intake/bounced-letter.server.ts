import { inArray } from 'drizzle-orm'
import type { Tx } from '#app/db/db.server.ts'
import { readMessageId } from '#app/mail/message-id.ts'
import { letters } from '#drizzle/schema/letters.ts'

/** How much of a report is searched for the Message-ID of the letter, in bytes. */
const searchedBytes = 500_000

/** A letter of ours that came back, and its ticket. */
export type BouncedLetter = { id: number; ticketId: number }

/**
 * For each delivery report or complaint the letter that it gives back, found by our signed Message-ID anywhere in the report, or
 * null where it names no letter of ours.
 */
export async function findBouncedLetters(
  tx: Tx,
  reports: readonly Uint8Array[],
  key: Uint8Array,
): Promise<(BouncedLetter | null)[]> {
  const named = reports.map((bytes) => signedIds(bytes, key))
  const ids = [...new Set(named.flatMap((one) => one.map(({ messageId }) => messageId)))]
  if (ids.length === 0) return reports.map(() => null)
  const { id, messageId, ticketId } = letters
  const found = await tx.select({ id, messageId, ticketId }).from(letters).where(inArray(messageId, ids))
  return named.map((one) => {
    const own = one.flatMap((signed) =>
      found.filter((letter) => letter.messageId === signed.messageId && letter.ticketId === signed.ticketId),
    )
    return own[0] ?? null
  })
}

/** Marks deliveries and nothing else: reports are forged as easily as any mail. */
export async function markBounced(tx: Tx, bounced: readonly BouncedLetter[], now: Date): Promise<void> {
  if (bounced.length === 0) return
  const ids = bounced.map(({ id }) => id)
  await tx.update(letters).set({ bouncedAt: now }).where(inArray(letters.id, ids))
}

/** A recipient's "this is spam": it marks the delivery as well. */
export async function markComplained(tx: Tx, complained: readonly BouncedLetter[], now: Date): Promise<void> {
  if (complained.length === 0) return
  const ids = complained.map(({ id }) => id)
  await tx.update(letters).set({ complainedAt: now }).where(inArray(letters.id, ids))
}

function signedIds(bytes: Uint8Array, key: Uint8Array): { messageId: string; ticketId: number }[] {
  const text = Buffer.from(bytes.subarray(0, searchedBytes)).toString('latin1')
  return [...text.matchAll(/<lk\.[\w.-]{1,80}@[\w.-]{1,120}>/g)].flatMap(([messageId]) => {
    const signed = readMessageId(messageId, key)
    return signed ? [{ messageId, ticketId: signed.ticketId }] : []
  })
}
