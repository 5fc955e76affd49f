import { and, asc, eq, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import type { Tx } from '#app/db/db.server.ts'
import { rawContents, rawMails } from '#drizzle/schema/mails.ts'
import type { TakenMail } from './taken-mail.ts'

/** What one batch may hold in memory, in bytes. */
const mostBatchBytes = 16_000_000

/** Locks what waits, oldest first; of many large mails only as many as fit into memory, but always one. */
export async function takeMails(tx: Tx, most: number, now: Date): Promise<TakenMail[]> {
  const { id, mailboxId, arrivedAt, attempts, backfilled } = rawMails
  const { bytes, sha256, size } = rawContents
  const waiting = await tx
    .select({ id, size })
    .from(rawMails)
    .innerJoin(rawContents, eq(sha256, rawMails.sha256))
    .where(and(eq(rawMails.state, 'received'), or(isNull(rawMails.notBefore), lte(rawMails.notBefore, now))))
    .orderBy(asc(rawMails.id))
    .limit(most)
    .for('update', { of: rawMails, skipLocked: true })
  let room = mostBatchBytes
  const fitting = waiting.filter((mail, index) => {
    room -= mail.size
    return index === 0 || room >= 0
  })
  if (fitting.length === 0) return []
  return tx
    .select({ id, bytes: sql<Uint8Array>`${bytes}`, sha256, mailboxId, arrivedAt, attempts, backfilled })
    .from(rawMails)
    .innerJoin(rawContents, eq(sha256, rawMails.sha256))
    .where(
      inArray(
        rawMails.id,
        fitting.map((mail) => mail.id),
      ),
    )
    .orderBy(asc(rawMails.id))
}
