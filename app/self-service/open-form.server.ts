import { randomBytes } from 'node:crypto'
import { and, asc, eq } from 'drizzle-orm'
import type { Tx } from '#app/db/db.server.ts'
import { forms } from '#drizzle/schema/forms.ts'
import { messages } from '#drizzle/schema/mails.ts'
import { formCode, formMs, hashFormCode, weekOf } from './form-code.ts'

/**
 * Opens a form for whoever a case's letter goes to, with the ruling that asks for more. An address that was given one
 * this week keeps that one, whatever the number of its cases. Cases that anybody may have opened in its name use up
 * another than those that it provably opened itself.
 *
 * @returns whether there was none yet
 */
export async function openForm(
  tx: Tx,
  { ticketId, recipient, key, now }: { ticketId: number; recipient: string; key: Uint8Array; now: Date },
): Promise<boolean> {
  const seed = new Uint8Array(randomBytes(32))
  const [opened] = await tx
    .insert(forms)
    .values({
      ticketId,
      recipient,
      week: weekOf(now),
      proved: await isProved(tx, ticketId, recipient),
      seed,
      codeHash: hashFormCode(key, formCode(key, seed)),
      createdAt: now,
      expiresAt: new Date(now.getTime() + formMs),
    })
    .onConflictDoNothing({ target: [forms.recipient, forms.week, forms.proved] })
    .returning({ id: forms.id })
  return opened !== undefined
}

/** Whether the case was provably opened from this address. */
async function isProved(tx: Tx, ticketId: number, address: string): Promise<boolean> {
  const [first] = await tx
    .select({ proved: messages.proved, from: messages.senderAddress })
    .from(messages)
    .where(and(eq(messages.ticketId, ticketId), eq(messages.quarantined, false)))
    .orderBy(asc(messages.id))
    .limit(1)
  return first?.proved === true && first.from === address
}
