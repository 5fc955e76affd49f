import { and, count, desc, eq, isNotNull, isNull, lt, or, sql } from 'drizzle-orm'
import { appendAudit } from '#app/audit/audit.server.ts'
import { recordRead } from '#app/audit/reads.server.ts'
import type { Db, Tx } from '#app/db/db.server.ts'
import { decodeRawMail } from '#app/mail/raw-text.ts'
import { rawContents, rawMails } from '#drizzle/schema/mails.ts'

const pageSize = 50

/** More of a mail than this is not drawn, in bytes. */
const mostRawBytes = 1_000_000

export type FailedMail = {
  id: number
  arrivedAt: Date
  /** In bytes; null where nothing of it came, and there is nothing to read. */
  size: number | null
  failedStep: string | null
  reason: string
  attempts: number
  /** Its mailbox' reader has been asked to fetch it again. */
  refetchAsked: boolean
}

/** Mails that intake could not read, the newest first; `next` is the number to go on before, null at the end. */
export async function listFailedMails(
  db: Db,
  before: number | null,
): Promise<{ mails: FailedMail[]; next: number | null; total: number }> {
  const failed = eq(rawMails.state, 'failed')
  const mails = await db
    .select({
      id: rawMails.id,
      arrivedAt: rawMails.arrivedAt,
      size: rawContents.size,
      failedStep: rawMails.failedStep,
      reason: sql<string>`${rawMails.reason}`,
      attempts: rawMails.attempts,
      refetchAsked: sql<boolean>`${rawMails.refetchAskedAt} is not null`,
    })
    .from(rawMails)
    .leftJoin(rawContents, eq(rawContents.sha256, rawMails.sha256))
    .where(before === null ? failed : and(failed, lt(rawMails.id, before)))
    .orderBy(desc(rawMails.id))
    .limit(pageSize + 1)
  const [counted] = await db.select({ total: count() }).from(rawMails).where(failed)
  const next = mails.length > pageSize ? (mails[pageSize - 1]?.id ?? null) : null
  return { mails: mails.slice(0, pageSize), next, total: counted?.total ?? 0 }
}

/** Failed while it was fetched: there are no bytes of it, or only the first part. */
const neverWhole = and(eq(rawMails.failedStep, 'fetch'), isNotNull(rawMails.mailboxId))

/** How many are read again from their bytes, and how many have to be fetched again before. */
export type Retried = { read: number; fetched: number }

/**
 * Runs one failed mail again, or all of them: back into intake's queue, or, where it never came whole, through its
 * mailbox' reader, which fetches it again at its next look. The count of attempts stays.
 *
 * @returns how many; none where somebody else was quicker
 */
export async function retryFailedMails(
  db: Db,
  { id, staffId, now }: { id: number | 'all'; staffId: string; now: Date },
): Promise<Retried> {
  return db.transaction(async (tx) => {
    const failed = and(eq(rawMails.state, 'failed'), id === 'all' ? undefined : eq(rawMails.id, id))
    const read = await tx
      .update(rawMails)
      .set({ state: 'received', failedStep: null, reason: null, notBefore: null })
      .where(and(failed, or(isNull(rawMails.failedStep), sql`not (${neverWhole})`)))
      .returning({ id: rawMails.id })
    const fetched = await tx
      .update(rawMails)
      .set({ refetchAskedAt: now })
      .where(and(failed, neverWhole, isNull(rawMails.refetchAskedAt)))
      .returning({ id: rawMails.id })
    const retried = { read: read.length, fetched: fetched.length }
    if (read.length > 0) await tx.execute(sql`select pg_notify('raw_mails', '')`)
    if (read.length + fetched.length > 0) await recordRetry(tx, { id, retried, staffId, now })
    return retried
  })
}

async function recordRetry(
  tx: Tx,
  { id, retried, staffId, now }: { id: number | 'all'; retried: Retried; staffId: string; now: Date },
): Promise<void> {
  const count = retried.read + retried.fetched
  const details = id === 'all' ? { count, fetched: retried.fetched } : { mail: id, fetched: retried.fetched > 0 }
  await appendAudit(tx, [{ verb: 'mail_retried', at: now, staffId, ticketId: null, accountNumber: null, details }])
}

/**
 * A failed mail as it came, for reading as plain text; null where there is none. Long ones are cut. Secrets stand there
 * in clear, so each reading is on record.
 */
export function readRawFailedMail(
  db: Db,
  { id, staffId, now }: { id: number; staffId: string; now: Date },
): Promise<{ text: string; cut: boolean } | null> {
  return db.transaction(async (tx) => {
    const [mail] = await tx
      .select({
        start: sql<Uint8Array | null>`substring(${rawContents.bytes} from 1 for ${mostRawBytes})`,
        size: rawContents.size,
      })
      .from(rawMails)
      .innerJoin(rawContents, eq(rawContents.sha256, rawMails.sha256))
      .where(and(eq(rawMails.id, id), eq(rawMails.state, 'failed')))
    if (!mail?.start) return null
    await appendAudit(tx, [
      {
        verb: 'mail_source_read',
        at: now,
        staffId,
        ticketId: null,
        accountNumber: null,
        details: { failedMail: id, part: 'raw' },
      },
    ])
    await recordRead(tx, { staffId, kind: 'raw_read', subject: `failed mail ${id}, raw`, now })
    return { text: decodeRawMail(mail.start), cut: mail.size > mostRawBytes }
  })
}
