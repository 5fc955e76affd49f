import { desc, sql } from 'drizzle-orm'
import type { Tx } from '#app/db/db.server.ts'
import { auditEntries } from '#drizzle/schema/audit.ts'
import { chainStart, hashEntry } from './chain.ts'
import type { AuditEntry } from './entry.ts'

/** Any number will do, as long as nothing else locks it. */
const chainLock = 7_215_883

/** Appends entries to the chain within the caller's transaction; other writers wait until it ends. */
export async function appendAudit(tx: Tx, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return
  await tx.execute(sql`select pg_advisory_xact_lock(${chainLock})`)
  const [last] = await tx
    .select({ id: auditEntries.id, hash: auditEntries.hash })
    .from(auditEntries)
    .orderBy(desc(auditEntries.id))
    .limit(1)
  let id = last?.id ?? 0
  let prevHash = last?.hash ?? chainStart
  const rows = entries.map((given) => {
    // Whatever JSON cannot hold is gone before it is hashed, as it will be when it is read back.
    const entry = { ...given, details: JSON.parse(JSON.stringify(given.details)) as Record<string, unknown> }
    id += 1
    const hash = hashEntry(prevHash, id, entry)
    const row = { ...entry, id, prevHash, hash }
    prevHash = hash
    return row
  })
  await tx.insert(auditEntries).values(rows)
}
