import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from '#app/db/db.server.ts'
import { alarms } from '#drizzle/schema/alarms.ts'
import type { AlarmKind } from './health.ts'

type Place = { kind: AlarmKind; mailboxId: string; now: Date }

/** Raises an alarm, or brings the one that stands up to date; it stands until it is cleared. */
export async function raiseAlarm(
  db: Db,
  { kind, mailboxId, details, now }: Place & { details: Record<string, unknown> },
): Promise<void> {
  await db
    .insert(alarms)
    .values({ kind, mailboxId, details, raisedAt: now })
    .onConflictDoUpdate({
      target: [alarms.mailboxId, alarms.kind],
      targetWhere: isNull(alarms.clearedAt),
      set: { details },
    })
}

/** Clears an alarm if it stands: what it warned of is over. */
export async function clearAlarm(db: Db, { kind, mailboxId, now }: Place): Promise<void> {
  await db
    .update(alarms)
    .set({ clearedAt: now })
    .where(and(eq(alarms.kind, kind), eq(alarms.mailboxId, mailboxId), isNull(alarms.clearedAt)))
}
