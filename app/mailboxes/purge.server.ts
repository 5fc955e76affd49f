import { and, asc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import { appendAudit } from '#app/audit/audit.server.ts'
import type { Db, Tx } from '#app/db/db.server.ts'
import { mailboxes } from '#drizzle/schema/mailboxes.ts'
import { rawContents, rawMails } from '#drizzle/schema/mails.ts'
import { finishedStates } from './retention.ts'

/** How many mails one transaction lets go. */
const batchSize = 200

/**
 * Lets the bytes go of mails that are older than their mailbox keeps them and whose case is finished. The row, the
 * hash and the outcome stay: such a mail is never opened again. Stops between two batches when told to; what is left
 * is found by the next run.
 *
 * @returns how many mails, and how many bytes are gone from the store
 */
export async function purgeMails(
  db: Db,
  { now, signal }: { now: Date; signal: AbortSignal },
): Promise<{ mails: number; bytes: number }> {
  const limited = await db
    .select({ id: mailboxes.id, days: mailboxes.retentionDays })
    .from(mailboxes)
    .where(isNotNull(mailboxes.retentionDays))
  const total = { mails: 0, bytes: 0 }
  for (const { id, days } of limited) {
    const before = new Date(now.getTime() - (days ?? 0) * 86_400_000)
    for (let after: Place | null = { arrivedAt: new Date(0), id: 0 }; after !== null && !signal.aborted; ) {
      const from: Place = after
      const batch: Purged = await db.transaction((tx) => purgeBatch(tx, { mailboxId: id, before, from, now }))
      total.mails += batch.mails
      total.bytes += batch.bytes
      after = batch.next
    }
  }
  return total
}

type Place = { arrivedAt: Date; id: number }
type Purged = { mails: number; bytes: number; next: Place | null }

async function purgeBatch(
  tx: Tx,
  { mailboxId, before, from, now }: { mailboxId: string; before: Date; from: Place; now: Date },
): Promise<Purged> {
  const looked = await tx
    .select({
      id: rawMails.id,
      arrivedAt: rawMails.arrivedAt,
      sha256: rawMails.sha256,
      finished: sql<boolean>`${rawMails.state} in ('done', 'quarantined') and ${caseIsFinished}`,
    })
    .from(rawMails)
    .where(
      and(
        eq(rawMails.mailboxId, mailboxId),
        isNull(rawMails.purgedAt),
        sql`(${rawMails.arrivedAt}, ${rawMails.id}) > (${from.arrivedAt.toISOString()}::timestamptz, ${from.id})`,
        sql`${rawMails.arrivedAt} < ${before.toISOString()}::timestamptz`,
      ),
    )
    .orderBy(asc(rawMails.arrivedAt), asc(rawMails.id))
    .limit(batchSize)
  const last = looked.at(-1)
  const next = looked.length === batchSize && last ? { arrivedAt: last.arrivedAt, id: last.id } : null
  const finished = looked.filter((mail) => mail.finished)
  const held = await holdContents(
    tx,
    finished.flatMap(({ sha256 }) => sha256 ?? []),
  )
  const over = finished.filter(({ sha256 }) => sha256 === null || held.has(hex(sha256)))
  if (over.length === 0) return { mails: 0, bytes: 0, next }
  await tx
    .update(rawMails)
    .set({ purgedAt: now })
    .where(
      inArray(
        rawMails.id,
        over.map(({ id }) => id),
      ),
    )
  const bytes = await letGo(tx, [...held.values()], now)
  const details = { mailbox: mailboxId, count: over.length, bytes, before: before.toISOString() }
  await appendAudit(tx, [
    { verb: 'mail_bytes_purged', at: now, staffId: null, ticketId: null, accountNumber: null, details },
  ])
  return { mails: over.length, bytes, next }
}

/** A mail without a message was set aside unread, or repeats another: its case is that other's. */
const caseIsFinished = sql`not exists (
  select from messages left join tickets on tickets.id = messages.ticket_id
  where messages.raw_mail_id = coalesce(raw_mails.duplicate_of, raw_mails.id)
    and (tickets.id is null or tickets.state not in (${sql.raw(finishedStates.map((state) => `'${state}'`).join(', '))})))`

/**
 * Locks contents, so that nobody refers to one of them until the transaction ends. One that somebody refers to at this
 * moment is left out, for the next run: nothing here ever waits for a reader.
 */
async function holdContents(tx: Tx, hashes: Uint8Array[]): Promise<Map<string, Uint8Array>> {
  if (hashes.length === 0) return new Map()
  const locked = await tx
    .select({ sha256: rawContents.sha256 })
    .from(rawContents)
    .where(inArray(rawContents.sha256, hashes))
    .for('update', { skipLocked: true })
  return new Map(locked.map(({ sha256 }) => [hex(sha256), sha256]))
}

/** Empties contents that no mail holds any more. */
async function letGo(tx: Tx, hashes: Uint8Array[], now: Date): Promise<number> {
  if (hashes.length === 0) return 0
  const gone = await tx
    .update(rawContents)
    .set({ bytes: null, purgedAt: now })
    .where(
      and(
        inArray(rawContents.sha256, hashes),
        isNull(rawContents.purgedAt),
        sql`not exists (select from ${rawMails} where ${rawMails.sha256} = ${rawContents.sha256}
          and ${rawMails.purgedAt} is null)`,
      ),
    )
    .returning({ size: rawContents.size })
  return gone.reduce((sum, { size }) => sum + size, 0)
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
