import { and, eq, isNull, sql } from 'drizzle-orm'
import { appendAudit } from '#app/audit/audit.server.ts'
import type { AuditVerb } from '#app/audit/entry.ts'
import type { Db } from '#app/db/db.server.ts'
import { claimTry, type DeviceMark, forgiveTry, markDevice, type SignInTry } from '#app/sign-in/failures.server.ts'
import { passwordFits } from '#app/sign-in/password-hash.server.ts'
import { hashSessionToken, makeSessionToken } from '#app/sign-in/session-token.server.ts'
import { staff, staffSessions } from '#drizzle/schema/staff.ts'
import type { Person } from './person.ts'
import { sessionEnd } from './session-span.ts'

/** Why nobody was signed in; `waitUntil` where too many tries went before. */
export type SignInRefusal = { refusal: 'wrong' | 'wait'; waitUntil: Date | null }

/**
 * Signs a person in and begins a session. A wrong password and an address that nobody has are answered alike and
 * cost the same time.
 *
 * @returns the token for the cookie, which is nowhere stored, and the mark by which the device is known next time
 */
export async function signIn(
  db: Db,
  given: { email: string; password: string; network: string | null; device?: DeviceMark; now: Date },
): Promise<{ token: string; mark: string | null; person: Person } | SignInRefusal> {
  const email = given.email.trim().toLowerCase()
  const { network, device, now } = given
  const attempt: SignInTry = { kind: 'staff', name: email, network, device, now }
  const waitUntil = await claimTry(db, attempt)
  if (waitUntil) return { refusal: 'wait', waitUntil }
  const [found] = await db
    .select({ id: staff.id, name: staff.name, email: staff.email, role: staff.role, passwordHash: staff.passwordHash })
    .from(staff)
    .where(and(eq(sql`lower(${staff.email})`, email), isNull(staff.disabledAt)))
  const fits = await passwordFits(found?.passwordHash, given.password)
  if (!found || !fits) {
    await db.transaction((tx) => appendAudit(tx, [entry('staff_sign_in_refused', found?.id ?? null, now)]))
    return { refusal: 'wrong', waitUntil: null }
  }
  const { token, tokenHash } = makeSessionToken()
  await db.transaction(async (tx) => {
    await forgiveTry(tx, attempt)
    await tx.insert(staffSessions).values({
      tokenHash,
      staffId: found.id,
      createdAt: now,
      expiresAt: sessionEnd(now, now),
    })
    await appendAudit(tx, [entry('staff_signed_in', found.id, now)])
  })
  return {
    token,
    mark: markDevice(attempt),
    person: { id: found.id, name: found.name, email: found.email, role: found.role },
  }
}

/** Ends the session in the database; a cookie kept elsewhere opens nothing any more. */
export async function signOut(db: Db, { token, now }: { token: string; now: Date }): Promise<void> {
  await db.transaction(async (tx) => {
    const [ended] = await tx
      .update(staffSessions)
      .set({ endedAt: now })
      .where(and(eq(staffSessions.tokenHash, hashSessionToken(token)), isNull(staffSessions.endedAt)))
      .returning({ staffId: staffSessions.staffId })
    if (ended) await appendAudit(tx, [entry('staff_signed_out', ended.staffId, now)])
  })
}

function entry(verb: AuditVerb, staffId: string | null, at: Date) {
  return { verb, at, staffId, ticketId: null, accountNumber: null, details: {} }
}
