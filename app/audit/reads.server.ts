import { and, desc, eq, gte, lt, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#app/db/db.server.ts'
import { reads } from '#drizzle/schema/reads.ts'
import { staff } from '#drizzle/schema/staff.ts'
import type { AuditCursor, AuditFilter } from './audit-filter.ts'
import type { AuditPage } from './read-audit.server.ts'
import { bucketOf, type ListedRead, type ReadKind } from './reads.ts'

/** One look, before it is a row. */
export type Look = {
  staffId: string
  kind: ReadKind
  /** What exactly, in a word or two, cut at 300 characters; never a value of an account. */
  subject: string
  ticketId?: number | null
  accountNumber?: string | null
  reason?: string | null
  now: Date
}

const longestSubject = 300
const pageSize = 50

/** Records that somebody looked; a Db or the caller's own transaction. The same look within ten minutes is one row. */
export async function recordRead(db: Pick<Db, 'insert'>, look: Look): Promise<void> {
  const { staffId, kind, ticketId = null, accountNumber = null, reason = null, now } = look
  // Half of a pair of code units is no text that the database takes.
  const subject = Buffer.from(look.subject.replaceAll('\0', '').slice(0, longestSubject)).toString() || '-'
  await db
    .insert(reads)
    .values({ staffId, kind, subject, ticketId, accountNumber, reason, at: now, bucket: bucketOf(kind, now) })
    .onConflictDoNothing()
}

/** Looks by person, account, ticket and time, newest first. */
export async function listReads(
  db: Db,
  filter: AuditFilter,
  before: AuditCursor | null,
  limit = pageSize,
): Promise<AuditPage<ListedRead>> {
  const rows = await readsQuery(db, filter, before, limit)
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return { rows: rows.slice(0, limit), next: last ? { at: last.at, id: last.id } : null }
}

/** The statement of {@link listReads}; it asks for one row more than it shows. */
export function readsQuery(db: Db, filter: AuditFilter, before: AuditCursor | null, limit = pageSize) {
  const { id, at, kind, staffId, ticketId, accountNumber, subject, reason } = reads
  return db
    .select({ id, at, kind, person: staff.name, ticketId, accountNumber, subject, reason })
    .from(reads)
    .innerJoin(staff, eq(staff.id, staffId))
    .where(and(...conditions(filter), olderThan(filter, before)))
    .orderBy(...(byPlace(filter) ? [desc(id)] : [desc(at), desc(id)]))
    .limit(limit + 1)
}

function conditions({ staffId, ticketId, accountNumber, from, until }: AuditFilter): (SQL | undefined)[] {
  return [
    staffId === null ? undefined : eq(reads.staffId, staffId),
    ticketId === null ? undefined : eq(reads.ticketId, ticketId),
    accountNumber === null ? undefined : eq(reads.accountNumber, accountNumber),
    from === null ? undefined : gte(reads.at, from),
    until === null ? undefined : lt(reads.at, until),
  ]
}

/** Where a person, ticket or account is named, that index leads, and it is sorted by number; else the index by time. */
function byPlace({ staffId, ticketId, accountNumber }: AuditFilter): boolean {
  return staffId !== null || ticketId !== null || accountNumber !== null
}

function olderThan(filter: AuditFilter, before: AuditCursor | null): SQL | undefined {
  if (!before) return undefined
  if (byPlace(filter)) return lt(reads.id, before.id)
  return sql`(${reads.at}, ${reads.id}) < (${before.at.toISOString()}::timestamptz, ${before.id}::bigint)`
}
