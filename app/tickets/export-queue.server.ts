import { type Stringifier, stringify } from 'csv-stringify'
import { appendAudit } from '#app/audit/audit.server.ts'
import { recordRead } from '#app/audit/reads.server.ts'
import type { Db } from '#app/db/db.server.ts'
import type { Person } from '#app/staff/person.ts'
import { dueAt } from './due.ts'
import { listQueue, type QueuePage } from './queue.server.ts'
import { decodeCursor, type QueueFilter, writeFilter } from './queue.ts'

/** More cases than this are not exported at once. */
export const mostExported = 50_000

/**
 * The cases that a filter shows as CSV, in its order, as they are read. The export is recorded as a look and in the audit
 * before the first line is written. Cells that a spreadsheet would take for a formula begin with an apostrophe; the mark before
 * the first is what spreadsheets tell UTF-8 by.
 */
export async function exportQueue(
  db: Db,
  { filter, person, now, most = mostExported }: { filter: QueueFilter; person: Person; now: Date; most?: number },
): Promise<Stringifier> {
  const query = writeFilter(filter)
  await db.transaction(async (tx) => {
    await recordRead(tx, { staffId: person.id, kind: 'exported', subject: `queue ${query}`, now })
    const details = { query }
    await appendAudit(tx, [
      { verb: 'tickets_exported', at: now, staffId: person.id, ticketId: null, accountNumber: null, details },
    ])
  })
  const csv = stringify({ bom: true, header: true, escape_formulas: true, columns: [...columns] })
  writeRows(db, filter, { person, now, most }, csv).then(
    () => csv.end(),
    (error: Error) => csv.destroy(error),
  )
  return csv
}

const columns = [
  'case',
  'account',
  'subject',
  'sender',
  'level',
  'route',
  'advice',
  'bits',
  'state',
  'owner',
  'tags',
  'language',
  'difficulty',
  'opened',
  'due',
  'snoozed until',
] as const

async function writeRows(
  db: Db,
  filter: QueueFilter,
  { person, now, most }: { person: Person; now: Date; most: number },
  csv: Stringifier,
): Promise<void> {
  let after: string | null = null
  let written = 0
  do {
    const page: QueuePage = await listQueue(db, filter, decodeCursor(after), person, now)
    for (const row of page.rows.slice(0, most - written)) {
      csv.write([
        row.id,
        row.claimedAccount,
        row.subject,
        row.senderAddress,
        row.senderLevel,
        row.route,
        row.recommendation,
        row.bits,
        row.state,
        row.ownerName,
        row.tags.join(' '),
        row.language,
        row.difficulty,
        row.openedAt.toISOString(),
        dueAt(row).toISOString(),
        row.snoozedUntil?.toISOString() ?? null,
      ])
      written += 1
    }
    after = page.next
    if (csv.writableNeedDrain) await new Promise((resolve) => csv.once('drain', resolve).once('close', resolve))
  } while (after && written < most && !csv.destroyed)
}
