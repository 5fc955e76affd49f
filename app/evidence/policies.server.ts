import { eq } from 'drizzle-orm'
import type { Db } from '#app/db/db.server.ts'
import { staff } from '#drizzle/schema/staff.ts'
import { policies } from '#drizzle/schema/tickets.ts'
import { type Policy, readPolicy } from './policy.ts'

/** A version of the policy as it was kept; null where there is none of that name. */
export async function findPolicy(db: Db, version: string): Promise<Policy | null> {
  const [row] = await db.select({ content: policies.content }).from(policies).where(eq(policies.version, version))
  return row ? readPolicy(row.content) : null
}

/**
 * Keeps a policy as a proposal: approved by nobody and active never, until a second person makes it so.
 *
 * @returns a refusal where the proposer is unknown or the version is taken
 */
export async function proposePolicy(
  db: Db,
  { policy, email }: { policy: Policy; email: string },
): Promise<{ version: string } | { refusal: string }> {
  const [proposer] = await db
    .select({ id: staff.id, role: staff.role, disabledAt: staff.disabledAt })
    .from(staff)
    .where(eq(staff.email, email))
  if (!proposer || proposer.disabledAt !== null || proposer.role !== 'supervisor')
    return { refusal: 'A policy is proposed by a supervisor of this desk; nobody with that address is one.' }
  const [kept] = await db
    .insert(policies)
    .values({ version: policy.version, content: policy, proposedBy: proposer.id })
    .onConflictDoNothing()
    .returning({ version: policies.version })
  return kept ?? { refusal: `There is a policy ${policy.version} already; name the proposal differently.` }
}
