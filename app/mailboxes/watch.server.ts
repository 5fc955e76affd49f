import { eq } from 'drizzle-orm'
import type { Db } from '#app/db/db.server.ts'
import { mailboxes } from '#drizzle/schema/mailboxes.ts'
import { clearAlarm, raiseAlarm } from './alarms.server.ts'
import { isSilent } from './mailbox.ts'

/**
 * Looks whether every mailbox that should be read gets somewhere, whatever its reader says of itself, and raises an
 * alarm where not.
 *
 * @returns how many are silent
 */
export async function watchMailboxes(db: Db, now: Date): Promise<number> {
  const { id, state, lastSuccessAt, createdAt, pollSeconds } = mailboxes
  const rows = await db.select({ id, lastSuccessAt, createdAt, pollSeconds }).from(mailboxes).where(eq(state, 'active'))
  let silent = 0
  for (const mailbox of rows) {
    const place = { kind: 'silent', mailboxId: mailbox.id, now } as const
    if (isSilent(mailbox, now)) {
      silent += 1
      await raiseAlarm(db, { ...place, details: { since: (mailbox.lastSuccessAt ?? mailbox.createdAt).toISOString() } })
    } else await clearAlarm(db, place)
  }
  return silent
}
