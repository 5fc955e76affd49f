import { and, eq, inArray } from 'drizzle-orm'
import { type Difficulty, findDifficulty } from '#app/claims/difficult.ts'
import type { Tx } from '#app/db/db.server.ts'
import type { Range } from '#app/mail/parsed-mail.ts'
import { messages } from '#drizzle/schema/mails.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { graver } from './graver.ts'
import { personKinds } from './mail-reading.ts'

/**
 * Takes what a mail that has left a case said of a danger from the case again: it shows what the mails in it and beside
 * it say. What the mail did not say stays, whoever said it.
 *
 * @param left the mail; it belongs to another case already
 */
export async function lowerDifficulty(
  tx: Tx,
  ticketId: number,
  left: { subject: string; text: string; reply: readonly Range[] },
): Promise<void> {
  const [ticket] = await tx.select({ difficulty: tickets.difficulty }).from(tickets).where(eq(tickets.id, ticketId))
  const shown = ticket?.difficulty ?? null
  if (shown === null || findDifficulty(left) !== shown) return
  const { subject, text, reply } = messages
  const rest = await tx
    .select({ subject, text, reply })
    .from(messages)
    .where(and(eq(messages.ticketId, ticketId), inArray(messages.kind, [...personKinds])))
  const difficulty = rest.map(findDifficulty).reduce<Difficulty | null>(graver, null)
  if (difficulty !== shown) await tx.update(tickets).set({ difficulty }).where(eq(tickets.id, ticketId))
}
