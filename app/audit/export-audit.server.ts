import { type Stringifier, stringify } from 'csv-stringify'
import { appendAudit } from '#app/audit/audit.server.ts'
import type { Db } from '#app/db/db.server.ts'
import type { AuditCursor, AuditFilter } from './audit-filter.ts'
import { listEntries } from './read-audit.server.ts'

const batchSize = 1000

/**
 * The entries that a filter leaves as CSV, newest first, as they are read. The export is an entry of the chain itself,
 * written before the first line. Cells that a spreadsheet would take for a formula begin with an apostrophe.
 */
export async function exportAudit(
  db: Db,
  { filter, staffId, now }: { filter: AuditFilter; staffId: string; now: Date },
): Promise<Stringifier> {
  const details = { filter: Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== null)) }
  await db.transaction((tx) =>
    appendAudit(tx, [
      {
        verb: 'audit_exported',
        at: now,
        staffId,
        ticketId: filter.ticketId,
        accountNumber: filter.accountNumber,
        details,
      },
    ]),
  )
  const csv = stringify({
    // Spreadsheets tell UTF-8 by it.
    bom: true,
    header: true,
    escape_formulas: true,
    columns: ['number', 'at', 'deed', 'person', 'ticket', 'account', 'details', 'hash'],
  })
  writeRows(db, filter, csv).then(
    () => csv.end(),
    (error: Error) => csv.destroy(error),
  )
  return csv
}

async function writeRows(db: Db, filter: AuditFilter, csv: Stringifier): Promise<void> {
  let before: AuditCursor | null = null
  do {
    const { rows, next } = await listEntries(db, filter, before, batchSize)
    for (const { id, at, verb, person, ticketId, accountNumber, details, hash } of rows)
      csv.write([id, at.toISOString(), verb, person, ticketId, accountNumber, JSON.stringify(details), hash])
    if (csv.writableNeedDrain) await new Promise((resolve) => csv.once('drain', resolve).once('close', resolve))
    before = csv.destroyed ? null : next
  } while (before)
}
