import { createHash } from 'node:crypto'
import { and, eq, gt, inArray, lt, sql } from 'drizzle-orm'
import type { Db, Tx } from '#app/db/db.server.ts'
import { signInFailures } from '#drizzle/schema/staff.ts'
import { memoryMs, networkLimit, nextTryAt, type SignInLimit, subjectLimit } from './limit.ts'
import { networkOf } from './network.ts'

/** One try to sign in: `kind` and what was typed make one subject, the network another. */
export type SignInTry = { kind: 'staff' | 'account'; name: string; network: string | null; now: Date }

/**
 * Counts a try as failed before the password is looked at, so that many at the same time cannot outrun the limit;
 * {@link forgiveTry} takes it back when the password was right.
 *
 * @returns when the next try is allowed, or null if this one is
 */
export async function claimTry(db: Db, attempt: SignInTry): Promise<Date | null> {
  const subjects = subjectsOf(attempt)
  return db.transaction(async (tx) => {
    for (const { subject } of subjects)
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${subject}, 0))`)
    const failed = await tx
      .select()
      .from(signInFailures)
      .where(
        and(
          inArray(
            signInFailures.subject,
            subjects.map(({ subject }) => subject),
          ),
          gt(signInFailures.minute, new Date(attempt.now.getTime() - memoryMs)),
        ),
      )
    const waits = subjects
      .map(({ subject, limit }) =>
        nextTryAt(
          failed.filter((row) => row.subject === subject),
          limit,
          attempt.now,
        ),
      )
      .filter((at) => at !== null)
    if (waits.length > 0) return waits.reduce((latest, at) => (at > latest ? at : latest))
    const minute = minuteOf(attempt.now)
    await tx
      .insert(signInFailures)
      .values(subjects.map(({ subject }) => ({ subject, minute, count: 1 })))
      .onConflictDoUpdate({
        target: [signInFailures.subject, signInFailures.minute],
        set: { count: sql`${signInFailures.count} + 1` },
      })
    return null
  })
}

/** The password was right: the name's failures are forgotten, of the network's only this one. */
export async function forgiveTry(tx: Tx, attempt: SignInTry): Promise<void> {
  const minute = minuteOf(attempt.now)
  for (const { subject, shared } of subjectsOf(attempt)) {
    const rows = shared
      ? and(eq(signInFailures.subject, subject), eq(signInFailures.minute, minute), eq(signInFailures.count, 1))
      : eq(signInFailures.subject, subject)
    const forgotten = await tx.delete(signInFailures).where(rows).returning({ subject: signInFailures.subject })
    if (!shared || forgotten.length > 0) continue
    await tx
      .update(signInFailures)
      .set({ count: sql`${signInFailures.count} - 1` })
      .where(and(eq(signInFailures.subject, subject), eq(signInFailures.minute, minute), gt(signInFailures.count, 1)))
  }
  await tx.delete(signInFailures).where(lt(signInFailures.minute, new Date(attempt.now.getTime() - memoryMs)))
}

type Subject = { subject: string; limit: SignInLimit; shared: boolean }

/** Names are hashed: the table is no list of who has an account. Always in this order, so that locks never cross. */
function subjectsOf({ kind, name, network }: SignInTry): Subject[] {
  const named = { subject: `${kind}:${digest(name)}`, limit: subjectLimit, shared: false }
  if (network === null) return [named]
  return [named, { subject: `${kind}-network:${digest(networkOf(network))}`, limit: networkLimit, shared: true }]
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

function minuteOf(now: Date): Date {
  return new Date(Math.floor(now.getTime() / 60_000) * 60_000)
}
