import { and, desc, eq, gte, lt, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#app/db/db.server.ts'
import { auditEntries } from '#drizzle/schema/audit.ts'
import { decisions } from '#drizzle/schema/decisions.ts'
import { staff } from '#drizzle/schema/staff.ts'
import { assessments } from '#drizzle/schema/tickets.ts'
import type { AuditCursor, AuditFilter } from './audit-filter.ts'
import type { ListedDecision, ListedEntry } from './listed.ts'
import { sealedReason } from './sealed-reason.server.ts'

const pageSize = 50

/** A page of a list, newest first; `next` leads to the older ones, null at the end. */
export type AuditPage<Row> = { rows: Row[]; next: AuditCursor | null }

/** Entries of the chain by person, account, ticket and time. */
export async function listEntries(
  db: Db,
  filter: AuditFilter,
  before: AuditCursor | null,
  limit = pageSize,
): Promise<AuditPage<ListedEntry>> {
  const { at, id, staffId, ticketId, accountNumber } = auditEntries
  const rows = await db
    .select({
      id,
      at,
      verb: auditEntries.verb,
      person: staff.name,
      ticketId,
      accountNumber,
      details: auditEntries.details,
      hash: sql<string>`encode(${auditEntries.hash}, 'hex')`,
    })
    .from(auditEntries)
    .leftJoin(staff, eq(staff.id, staffId))
    .where(
      and(...conditions(filter, { at, staffId, ticketId, accountNumber }), olderThan(before, byPlace(filter), at, id)),
    )
    .orderBy(...(byPlace(filter) ? [desc(id)] : [desc(at), desc(id)]))
    .limit(limit + 1)
  return pageOf(rows, limit, ({ at, id }) => ({ at, id }))
}

/** Decisions by person, account, ticket and time, each with the evidence as it stood. */
export async function listDecisions(
  db: Db,
  filter: AuditFilter,
  before: AuditCursor | null,
  limit = pageSize,
): Promise<AuditPage<ListedDecision>> {
  const { decidedAt, id, staffId, ticketId, accountNumber } = decisions
  const rows = await db
    .select({
      id,
      at: decidedAt,
      ticketId,
      verb: decisions.verb,
      person: staff.name,
      accountNumber,
      route: decisions.route,
      recommendation: decisions.recommendation,
      override: decisions.override,
      reason: sealedReason,
      evidenceHash: sql<string>`encode(${decisions.evidenceHash}, 'hex')`,
      assessment: assessments.result,
    })
    .from(decisions)
    .innerJoin(staff, eq(staff.id, staffId))
    .innerJoin(assessments, eq(assessments.id, decisions.assessmentId))
    .where(
      and(
        ...conditions(filter, { at: decidedAt, staffId, ticketId, accountNumber }),
        olderThan(before, false, decidedAt, id),
      ),
    )
    .orderBy(desc(decidedAt), desc(id))
    .limit(limit + 1)
  return pageOf(rows, limit, ({ at, id }) => ({ at, id }))
}

/** Everybody who is or was on the desk, for the choice of a person. */
export async function listPeople(db: Db): Promise<{ id: string; name: string }[]> {
  return db.select({ id: staff.id, name: staff.name }).from(staff).orderBy(staff.name, staff.id)
}

type Columns = {
  at: typeof auditEntries.at | typeof decisions.decidedAt
  staffId: typeof auditEntries.staffId | typeof decisions.staffId
  ticketId: typeof auditEntries.ticketId | typeof decisions.ticketId
  accountNumber: typeof auditEntries.accountNumber | typeof decisions.accountNumber
}

function conditions(filter: AuditFilter, columns: Columns): (SQL | undefined)[] {
  return [
    filter.staffId === null ? undefined : eq(columns.staffId, filter.staffId),
    filter.ticketId === null ? undefined : eq(columns.ticketId, filter.ticketId),
    filter.accountNumber === null ? undefined : eq(columns.accountNumber, filter.accountNumber),
    filter.from === null ? undefined : gte(columns.at, filter.from),
    filter.until === null ? undefined : lt(columns.at, filter.until),
  ]
}

/** Where a person, ticket or account is named, that index leads, and it is sorted by number; else the index by time. */
function byPlace({ staffId, ticketId, accountNumber }: AuditFilter): boolean {
  return staffId !== null || ticketId !== null || accountNumber !== null
}

function olderThan(
  before: AuditCursor | null,
  byId: boolean,
  at: Columns['at'],
  id: typeof auditEntries.id | typeof decisions.id,
): SQL | undefined {
  if (!before) return undefined
  if (byId) return lt(id, before.id)
  return sql`(${at}, ${id}) < (${before.at.toISOString()}::timestamptz, ${before.id}::bigint)`
}

function pageOf<Row>(rows: Row[], limit: number, cursorOf: (row: Row) => AuditCursor): AuditPage<Row> {
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return { rows: rows.slice(0, limit), next: last ? cursorOf(last) : null }
}
