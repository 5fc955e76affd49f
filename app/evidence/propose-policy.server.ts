import { and, eq, isNull } from 'drizzle-orm'
import { appendAudit } from '#app/audit/audit.server.ts'
import type { Db, Tx } from '#app/db/db.server.ts'
import { policies } from '#drizzle/schema/policies.ts'
import { staff } from '#drizzle/schema/staff.ts'
import { type Policy, readPolicy } from './policy.ts'
import { nextVersion } from './policy-form.ts'

export type Proposal = { policy: Policy; proposerId: string; reason: string; now: Date }
export type Answer = { version: string; staffId: string; now: Date }

/** How far ahead an approval may set its beginning, in milliseconds. */
const furthestMs = 365 * 86_400_000

/** The supervisor with this address; null where nobody, or nobody active, has it. */
export async function findSupervisor(db: Db, email: string): Promise<string | null> {
  const [found] = await db
    .select({ id: staff.id })
    .from(staff)
    .where(and(eq(staff.email, email), eq(staff.role, 'supervisor'), isNull(staff.disabledAt)))
  return found?.id ?? null
}

/**
 * Keeps a policy as a proposal: active never, until a second supervisor makes it so.
 *
 * @returns a refusal where the version is taken or nothing says why
 */
export async function proposePolicy(
  db: Db,
  { policy, proposerId, reason, now }: Proposal,
): Promise<{ version: string } | { refusal: string }> {
  if (reason.trim() === '') return { refusal: 'Write down why the numbers should change.' }
  return db.transaction(async (tx) => {
    if (!(await isSupervisor(tx, proposerId))) return { refusal: 'Only a supervisor proposes a policy.' }
    const [kept] = await tx
      .insert(policies)
      .values({
        version: policy.version,
        content: policy,
        proposedBy: proposerId,
        proposedAt: now,
        reason: reason.trim(),
      })
      .onConflictDoNothing()
      .returning({ version: policies.version })
    if (!kept) return { refusal: `There is a policy ${policy.version} already; name the proposal differently.` }
    await record(tx, 'policy_proposed', proposerId, now, { version: policy.version, reason: reason.trim() })
    return kept
  })
}

/** Proposes the numbers of an offered version as they are, under a name of the desk's own. */
export async function takeUpPolicy(
  db: Db,
  { version, staffId, now }: Answer,
): Promise<{ version: string } | { refusal: string }> {
  const rows = await db.select({ version: policies.version }).from(policies)
  const [offered] = await db
    .select({ content: policies.content })
    .from(policies)
    .where(and(eq(policies.version, version), eq(policies.shipped, true), isNull(policies.activeFrom)))
  if (!offered) return { refusal: `${version} is not offered.` }
  const own = nextVersion(version, [version, ...rows.map((row) => row.version)])
  const policy = readPolicy({ ...(offered.content as Policy), version: own })
  return proposePolicy(db, { policy, proposerId: staffId, reason: `The numbers of ${version}, as they came.`, now })
}

/**
 * Makes a proposal the desk's policy from a moment on. Old assessments keep their version; an open case is weighed
 * under the new one when it is next weighed.
 *
 * @returns null, or a refusal: the proposer himself, an answer that was given already, a moment that is past
 */
export async function approvePolicy(
  db: Db,
  { version, staffId, now, activeFrom }: Answer & { activeFrom: Date },
): Promise<string | null> {
  if (activeFrom < now) return 'A policy begins now or later, never in the past.'
  if (activeFrom.getTime() - now.getTime() > furthestMs) return 'A policy begins within a year.'
  return answer(db, { version, staffId, now }, async (tx) => {
    await tx
      .update(policies)
      .set({ approvedBy: staffId, approvedAt: now, activeFrom })
      .where(eq(policies.version, version))
    await record(tx, 'policy_approved', staffId, now, { version, activeFrom })
  })
}

/** Ends a proposal. The proposer may take his own back. */
export async function refusePolicy(db: Db, { version, staffId, now }: Answer): Promise<string | null> {
  return answer(db, { version, staffId, now, ownToo: true }, async (tx) => {
    await tx.update(policies).set({ refusedBy: staffId, refusedAt: now }).where(eq(policies.version, version))
    await record(tx, 'policy_refused', staffId, now, { version })
  })
}

async function answer(
  db: Db,
  { version, staffId, ownToo = false }: Answer & { ownToo?: boolean },
  give: (tx: Tx) => Promise<void>,
): Promise<string | null> {
  return db.transaction(async (tx) => {
    if (!(await isSupervisor(tx, staffId))) return 'Only a supervisor answers a proposal.'
    const [row] = await tx.select().from(policies).where(eq(policies.version, version)).for('update')
    if (!row) return `There is no policy ${version}.`
    if (row.shipped || row.approvedAt !== null || row.refusedAt !== null) return `${version} was answered already.`
    if (row.proposedBy === staffId && !ownToo)
      return 'Whoever proposed a policy cannot approve it: a second supervisor does.'
    await give(tx)
    return null
  })
}

async function isSupervisor(tx: Tx, staffId: string): Promise<boolean> {
  const [person] = await tx
    .select({ id: staff.id })
    .from(staff)
    .where(and(eq(staff.id, staffId), eq(staff.role, 'supervisor'), isNull(staff.disabledAt)))
  return person !== undefined
}

async function record(
  tx: Tx,
  verb: 'policy_proposed' | 'policy_approved' | 'policy_refused',
  staffId: string,
  at: Date,
  details: Record<string, unknown>,
): Promise<void> {
  await appendAudit(tx, [{ verb, at, staffId, ticketId: null, accountNumber: null, details }])
}
