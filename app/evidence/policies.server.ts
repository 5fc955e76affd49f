import { aliasedTable, and, desc, eq, gte, isNotNull, lte, ne } from 'drizzle-orm'
import type { Db, Tx } from '#app/db/db.server.ts'
import { decisions } from '#drizzle/schema/decisions.ts'
import { policies } from '#drizzle/schema/policies.ts'
import { staff } from '#drizzle/schema/staff.ts'
import { assessments } from '#drizzle/schema/tickets.ts'
import type { DecidedCase } from './back-test.ts'
import { type Policy, readPolicy, shippedPolicy } from './policy.ts'
import { type PolicyState, policyState } from './policy-state.ts'

export type PolicyListed = {
  version: string
  state: PolicyState
  shipped: boolean
  reason: string
  proposedAt: Date
  proposer: { id: string; name: string } | null
  answeredBy: string | null
  answeredAt: Date | null
  activeFrom: Date | null
}

/** A back-test reads at most so many rulings, the newest. */
const mostDecisions = 5_000
/** The list is short by nature: every row is two people's work. */
const mostPolicies = 200

/** The policy that weighs at this moment: of those approved and begun, the one that began last. */
export async function readActivePolicy(db: Db | Tx, now: Date): Promise<Policy> {
  const [row] = await db
    .select({ content: policies.content })
    .from(policies)
    .where(and(isNotNull(policies.activeFrom), lte(policies.activeFrom, now)))
    .orderBy(desc(policies.activeFrom), desc(policies.version))
    .limit(1)
  return row ? readPolicy(row.content) : shippedPolicy
}

/** A version of the policy as it was kept; null where there is none of that name. */
export async function findPolicy(db: Db, version: string): Promise<Policy | null> {
  const [row] = await db.select({ content: policies.content }).from(policies).where(eq(policies.version, version))
  return row ? readPolicy(row.content) : null
}

/** Every version, the newest proposal first. */
export async function listPolicies(db: Db, now: Date): Promise<PolicyListed[]> {
  const proposer = aliasedTable(staff, 'proposer')
  const approver = aliasedTable(staff, 'approver')
  const refuser = aliasedTable(staff, 'refuser')
  const rows = await db
    .select({
      version: policies.version,
      shipped: policies.shipped,
      reason: policies.reason,
      proposedAt: policies.proposedAt,
      proposer: { id: proposer.id, name: proposer.name },
      approver: approver.name,
      refuser: refuser.name,
      approvedAt: policies.approvedAt,
      refusedAt: policies.refusedAt,
      activeFrom: policies.activeFrom,
    })
    .from(policies)
    .leftJoin(proposer, eq(proposer.id, policies.proposedBy))
    .leftJoin(approver, eq(approver.id, policies.approvedBy))
    .leftJoin(refuser, eq(refuser.id, policies.refusedBy))
    .orderBy(desc(policies.proposedAt), desc(policies.version))
    .limit(mostPolicies)
  const active = (await readActivePolicy(db, now)).version
  return rows.map(({ approver: approvedBy, refuser: refusedBy, approvedAt, refusedAt, ...row }) => ({
    ...row,
    state: policyState({ ...row, refusedAt }, active, now),
    answeredBy: approvedBy ?? refusedBy,
    answeredAt: approvedAt ?? refusedAt,
  }))
}

/** Rulings since a moment, the newest first, each with the evidence it was made on. */
export async function listDecidedCases(db: Db, since: Date): Promise<DecidedCase[]> {
  return db
    .select({
      decisionId: decisions.id,
      ticketId: decisions.ticketId,
      verb: decisions.verb,
      decidedAt: decisions.decidedAt,
      subject: assessments.subject,
      before: assessments.result,
    })
    .from(decisions)
    .innerJoin(assessments, eq(assessments.id, decisions.assessmentId))
    .where(and(gte(decisions.decidedAt, since), ne(decisions.verb, 'escalate')))
    .orderBy(desc(decisions.decidedAt), desc(decisions.id))
    .limit(mostDecisions)
}
