import { randomBytes } from 'node:crypto'
import type { Tx } from '#app/db/db.server.ts'
import { forms } from '#drizzle/schema/forms.ts'
import { formCode, formMs, hashFormCode, weekOf } from './form-code.ts'

/**
 * Opens a form for whoever a case's letter goes to, with the ruling that asks for more. An address that was given one
 * this week keeps that one, whatever the number of its cases.
 */
export async function openForm(
  tx: Tx,
  { ticketId, recipient, key, now }: { ticketId: number; recipient: string; key: Uint8Array; now: Date },
): Promise<void> {
  const seed = new Uint8Array(randomBytes(32))
  await tx
    .insert(forms)
    .values({
      ticketId,
      recipient,
      week: weekOf(now),
      seed,
      codeHash: hashFormCode(key, formCode(key, seed)),
      createdAt: now,
      expiresAt: new Date(now.getTime() + formMs),
    })
    .onConflictDoNothing({ target: [forms.recipient, forms.week] })
}
