import type postgres from 'postgres'
import type { Db } from '#app/db/db.server.ts'
import { chores } from '#drizzle/schema/chores.ts'
import { isDue, type Rhythm } from './chore.ts'

/** Something that is done by the clock and by nobody's hand. */
export type Chore = {
  name: string
  rhythm: Rhythm
  /** Answers with numbers for the log. */
  run: (now: Date, signal: AbortSignal) => Promise<Record<string, unknown>>
}

export type ChoreLog = {
  info: (facts: Record<string, unknown>, message: string) => void
  error: (facts: Record<string, unknown>, message: string) => void
}

/** "latchkey clock" in any of the machines' processes. */
const lockKey = 7_306_001

/**
 * Does what is due, one after the other, while it alone holds the clock's lock: of several clocks one works. A chore
 * that fails is told and tried again at its next turn; the others go on.
 *
 * @returns the names of what was done; null when another clock works
 */
export async function doChores(
  { db, sql }: { db: Db; sql: postgres.Sql },
  { list, clock, signal, log }: { list: readonly Chore[]; clock: () => Date; signal: AbortSignal; log: ChoreLog },
): Promise<string[] | null> {
  const connection = await sql.reserve()
  try {
    const [lock] = await connection<{ got: boolean }[]>`select pg_try_advisory_lock(${lockKey}) as got`
    if (!lock?.got) return null
    try {
      return await doDue(db, { list, clock, signal, log })
    } finally {
      await connection`select pg_advisory_unlock(${lockKey})`
    }
  } finally {
    connection.release()
  }
}

async function doDue(
  db: Db,
  { list, clock, signal, log }: { list: readonly Chore[]; clock: () => Date; signal: AbortSignal; log: ChoreLog },
): Promise<string[]> {
  const rows = await db.select().from(chores)
  const doneAt = new Map(rows.map((row) => [row.name, row.doneAt]))
  const done: string[] = []
  for (const { name, rhythm, run } of list) {
    if (signal.aborted) break
    const now = clock()
    const last = doneAt.get(name) ?? null
    const due = isDue(rhythm, last, now)
    // A daily chore that was never done counts from now on.
    if (due || last === null) await writeDone(db, name, now)
    if (!due) continue
    try {
      const facts = await run(now, signal)
      done.push(name)
      log.info({ chore: name, ...facts }, 'chore done')
    } catch (error) {
      if (!signal.aborted) log.error({ chore: name, err: error }, 'chore failed')
    }
  }
  return done
}

async function writeDone(db: Db, name: string, doneAt: Date): Promise<void> {
  await db.insert(chores).values({ name, doneAt }).onConflictDoUpdate({ target: chores.name, set: { doneAt } })
}
