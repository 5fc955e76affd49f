import { randomBytes } from 'node:crypto'
import { and, eq, gt, inArray, lt, sql } from 'drizzle-orm'
import type { Db, Tx } from '#app/db/db.server.ts'
import { signInFailures } from '#drizzle/schema/staff.ts'
import { hashName, knownDeviceMs, type NameKind, readDevice, signDevice } from './known-device.ts'
import { deviceLimit, memoryMs, nameLimit, networkLimit, nextTryAt, pairLimit, type SignInLimit } from './limit.ts'
import { networkOf } from './network.ts'

/** What a browser brought to show that it signed in before, and the key that such marks are signed with. */
export type DeviceMark = { mark: string | null; key: Uint8Array }

/** One try to sign in with a name, from a network where that is known, on a device that may be known for the name. */
export type SignInTry = {
  kind: NameKind
  name: string
  network: string | null
  device?: DeviceMark | undefined
  now: Date
}

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

/** The password was right: what failed here is forgotten; of what others share, only this one try is. */
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

/** The mark that makes a device known for the name it has just signed in with; null where devices are not asked for. */
export function markDevice({ kind, name, device, now }: SignInTry): string | null {
  if (!device) return null
  const until = new Date(now.getTime() + knownDeviceMs)
  return signDevice({ kind, name, id: randomBytes(16).toString('base64url'), until }, device.key)
}

type Subject = { subject: string; limit: SignInLimit; shared: boolean }

/** A known device stands by itself, whatever others fail at. Always in this order, so that locks never cross. */
function subjectsOf({ kind, name, network, device, now }: SignInTry): Subject[] {
  const known = device ? readDevice(device.mark, { kind, name, now }, device.key) : null
  if (known !== null)
    return [{ subject: `${kind}-device:${hashName(`${name} ${known}`)}`, limit: deviceLimit, shared: false }]
  const from = network === null ? '' : networkOf(network)
  const named = [
    { subject: `${kind}:${hashName(`${name} ${from}`)}`, limit: pairLimit, shared: false },
    { subject: `${kind}-name:${hashName(name)}`, limit: nameLimit, shared: true },
  ]
  if (network === null) return named
  return [...named, { subject: `${kind}-network:${hashName(from)}`, limit: networkLimit, shared: true }]
}

function minuteOf(now: Date): Date {
  return new Date(Math.floor(now.getTime() / 60_000) * 60_000)
}
