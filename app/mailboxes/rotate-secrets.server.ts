import { asc, eq } from 'drizzle-orm'
import { appendAudit } from '#app/audit/audit.server.ts'
import type { Db } from '#app/db/db.server.ts'
import { mailboxes } from '#drizzle/schema/mailboxes.ts'
import { openSecret, placeOf, sealSecret } from './secrets.server.ts'

/**
 * Seals every mailbox's secret under a new key, all or none. A secret that is under the new key already stays, so that
 * it can be run again.
 *
 * @throws when a secret opens with neither key; nothing is changed then
 */
export async function rotateSecrets(
  db: Db,
  { oldKey, newKey, now }: { oldKey: Uint8Array; newKey: Uint8Array; now: Date },
): Promise<{ rotated: number; already: number }> {
  return db.transaction(async (tx) => {
    const rows = await tx
      .select({
        id: mailboxes.id,
        address: mailboxes.address,
        host: mailboxes.host,
        port: mailboxes.port,
        username: mailboxes.username,
        tokenUrl: mailboxes.tokenUrl,
        secret: mailboxes.secret,
      })
      .from(mailboxes)
      .orderBy(asc(mailboxes.id))
      // A reader may be storing a new refresh token at this moment.
      .for('update')
    let rotated = 0
    for (const { id, address, secret, ...place } of rows) {
      if (opens(secret, newKey, placeOf(place)) !== null) continue
      const text = opens(secret, oldKey, placeOf(place))
      if (text === null)
        throw new Error(`The secret of ${address} opens with neither key. Nothing was changed; enter it again there.`)
      await tx
        .update(mailboxes)
        .set({ secret: sealSecret(text, newKey, placeOf(place)) })
        .where(eq(mailboxes.id, id))
      rotated += 1
    }
    const already = rows.length - rotated
    const entry = { verb: 'secrets_rotated', at: now, staffId: null, ticketId: null, accountNumber: null } as const
    await appendAudit(tx, [{ ...entry, details: { rotated, already } }])
    return { rotated, already }
  })
}

function opens(sealed: Uint8Array, key: Uint8Array, place: string): string | null {
  try {
    return openSecret(sealed, key, place)
  } catch {
    return null
  }
}
