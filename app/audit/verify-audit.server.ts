import { asc, gt } from 'drizzle-orm'
import type { Db } from '#app/db/db.server.ts'
import { auditEntries } from '#drizzle/schema/audit.ts'
import { appendAudit } from './audit.server.ts'
import { type Break, chainStart, findBreak } from './chain.ts'

/** What a walk along the chain found; `entries` counts those that were read, the broken one included. */
export type Verification = { ok: boolean; entries: number; break: Break | null }

const batchSize = 1000

/** Reads the chain from its first entry to its last and computes every hash anew; stops at the first that is wrong. */
export async function verifyAudit(db: Db): Promise<Verification> {
  let before: { id: number; hash: Uint8Array } = { id: 0, hash: chainStart }
  let entries = 0
  for (;;) {
    const batch = await db
      .select()
      .from(auditEntries)
      .where(gt(auditEntries.id, before.id))
      .orderBy(asc(auditEntries.id))
      .limit(batchSize)
    const fault = findBreak(batch, before)
    if (fault) return { ok: false, entries: entries + batch.filter(({ id }) => id <= fault.id).length, break: fault }
    entries += batch.length
    const last = batch.at(-1)
    if (!last || batch.length < batchSize) return { ok: true, entries, break: null }
    before = { id: last.id, hash: last.hash }
  }
}

/** The same on a supervisor's demand; what was found becomes an entry itself. */
export async function verifyOnDemand(db: Db, { staffId, now }: { staffId: string; now: Date }): Promise<Verification> {
  const found = await verifyAudit(db)
  await db.transaction((tx) =>
    appendAudit(tx, [
      { verb: 'audit_verified', at: now, staffId, ticketId: null, accountNumber: null, details: { ...found } },
    ]),
  )
  return found
}
