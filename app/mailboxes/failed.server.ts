import { and, count, desc, eq, isNull, lt, not, or, sql } from 'drizzle-orm'
import { appendAudit } from '#app/audit/audit.server.ts'
import type { Db } from '#app/db/db.server.ts'
import { decodeRawMail } from '#app/mail/raw-text.ts'
import { rawMails } from '#drizzle/schema/mails.ts'

const pageSize = 50

/** More of a mail than this is not drawn, in bytes. */
const mostRawBytes = 1_000_000

export type FailedMail = {
  id: number
  arrivedAt: Date
  /** In bytes. */
  size: number
  failedStep: string | null
  reason: string
  attempts: number
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
      size: sql<number>`length(${rawMails.bytes})`,
      failedStep: rawMails.failedStep,
      reason: sql<string>`${rawMails.reason}`,
      attempts: rawMails.attempts,
    })
    .from(rawMails)
    .where(before === null ? failed : and(failed, lt(rawMails.id, before)))
    .orderBy(desc(rawMails.id))
    .limit(pageSize + 1)
  const [counted] = await db.select({ total: count() }).from(rawMails).where(failed)
  const next = mails.length > pageSize ? (mails[pageSize - 1]?.id ?? null) : null
  return { mails: mails.slice(0, pageSize), next, total: counted?.total ?? 0 }
}

/** Why a failed mail cannot be run again, as a sentence for the agent; null where nothing stands against it. */
export async function refuseRetry(db: Db, id: number): Promise<string | null> {
  const [half] = await db
    .select({ id: rawMails.id })
    .from(rawMails)
    .where(and(eq(rawMails.id, id), eq(rawMails.state, 'failed'), neverWhole))
  return half ? 'This mail never came whole: it has to be fetched again. Run `npm run reconcile`.' : null
}

/** Failed while it was fetched: there are no bytes of it, or only the first part. */
const neverWhole = eq(rawMails.failedStep, 'fetch')

/**
 * Puts one failed mail, or all of them, back into intake's queue and wakes it; the count of attempts stays. Leaves out
 * those that never came whole, see {@link refuseRetry}.
 *
 * @returns how many; 0 where somebody else was quicker
 */
export async function retryFailedMails(
  db: Db,
  { id, staffId, now }: { id: number | 'all'; staffId: string; now: Date },
): Promise<number> {
  return db.transaction(async (tx) => {
    const failed = and(eq(rawMails.state, 'failed'), or(isNull(rawMails.failedStep), not(neverWhole)))
    const again = await tx
      .update(rawMails)
      .set({ state: 'received', failedStep: null, reason: null, notBefore: null })
      .where(id === 'all' ? failed : and(failed, eq(rawMails.id, id)))
      .returning({ id: rawMails.id })
    if (again.length === 0) return 0
    await tx.execute(sql`select pg_notify('raw_mails', '')`)
    const details = id === 'all' ? { count: again.length } : { mail: id }
    await appendAudit(tx, [{ verb: 'mail_retried', at: now, staffId, ticketId: null, accountNumber: null, details }])
    return again.length
  })
}

/** A failed mail as it came, for reading as plain text; null where there is none. Long ones are cut. */
export async function readRawFailedMail(db: Db, id: number): Promise<{ text: string; cut: boolean } | null> {
  const [mail] = await db
    .select({
      start: sql<Uint8Array>`substring(${rawMails.bytes} from 1 for ${mostRawBytes})`,
      size: sql<number>`length(${rawMails.bytes})`,
    })
    .from(rawMails)
    .where(and(eq(rawMails.id, id), eq(rawMails.state, 'failed')))
  return mail ? { text: decodeRawMail(mail.start), cut: mail.size > mostRawBytes } : null
}
