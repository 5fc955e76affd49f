import { eq } from 'drizzle-orm'
import { appendAudit } from '#app/audit/audit.server.ts'
import type { Db } from '#app/db/db.server.ts'
import { keepAnswer } from '#app/db/fewer-questions.server.ts'
import type { Person } from '#app/staff/person.ts'
import { staff, switches } from '#drizzle/schema/staff.ts'
import { longestStopReason, type Stop, type StopRefusal, stopSwitch } from './stop-all.ts'

type Switching = { on: boolean; reason: string; person: Person; now: Date }

/** Stops every reset of the desk, or lets them go on; either way somebody says why. */
export function switchStop(db: Db, { on, reason, person, now }: Switching): Promise<{ refusal: StopRefusal | null }> {
  const why = reason.replaceAll('\0', '').trim().slice(0, longestStopReason)
  if (why === '') return Promise.resolve({ refusal: 'no reason' })
  return db.transaction(async (tx) => {
    await tx.insert(switches).values({ name: stopSwitch, on: false, changedAt: now }).onConflictDoNothing()
    const [found] = await tx
      .select({ on: switches.on })
      .from(switches)
      .where(eq(switches.name, stopSwitch))
      .for('update')
    if (found?.on === on) return { refusal: on ? ('stopped already' as const) : ('not stopped' as const) }
    await tx
      .update(switches)
      .set({ on, reason: why, changedBy: person.id, changedAt: now })
      .where(eq(switches.name, stopSwitch))
    const verb = on ? 'resets_stopped' : 'resets_allowed'
    const details = { reason: why }
    await appendAudit(tx, [{ verb, at: now, staffId: person.id, ticketId: null, accountNumber: null, details }])
    return { refusal: null }
  })
}

/** So old what the pages tell of it may be, in milliseconds; deeds ask for themselves. */
const stopKeptMs = 1_000

const keptStop = keepAnswer(stopKeptMs, (db) => readStop(db))

/** {@link readStop}, at most a second old. */
export function recentStop(db: Db, now: Date): Promise<Stop | null> {
  return keptStop(db, '', now)
}

/** Who stopped every reset, while it is stopped. */
export async function readStop(db: Db): Promise<Stop | null> {
  const [found] = await db
    .select({ on: switches.on, by: staff.name, at: switches.changedAt, reason: switches.reason })
    .from(switches)
    .leftJoin(staff, eq(staff.id, switches.changedBy))
    .where(eq(switches.name, stopSwitch))
  return found?.on ? { by: found.by, at: found.at, reason: found.reason } : null
}
