import { and, arrayOverlaps, eq, notInArray } from 'drizzle-orm'
import type { Tx } from '#app/db/db.server.ts'
import { signatureMarks } from '#app/mail/dkim-signature.ts'
import { messages, rawMails } from '#drizzle/schema/mails.ts'
import type { TakenMail } from './taken-mail.ts'

/**
 * For each mail the marks of its signatures that another mail, with other bytes, brought before: kept messages, and
 * those earlier in the same batch. The same bytes once more are no replay.
 */
export async function findReplayed(tx: Tx, mails: readonly TakenMail[]): Promise<ReadonlySet<string>[]> {
  const marked = mails.map((mail) => ({ hash: hex(mail.sha256), marks: signatureMarks(mail.bytes) }))
  const all = [...new Set(marked.flatMap(({ marks }) => marks))]
  const earlier = all.length === 0 ? [] : await findMarked(tx, all, mails)
  return marked.map(({ hash, marks }, index) => {
    const before = [...earlier, ...marked.slice(0, index)].filter((other) => other.hash !== hash)
    const seen = new Set(before.flatMap((other) => other.marks))
    return new Set(marks.filter((mark) => seen.has(mark)))
  })
}

async function findMarked(tx: Tx, marks: string[], mails: readonly TakenMail[]) {
  const rows = await tx
    .select({ sha256: rawMails.sha256, marks: messages.signatureMarks })
    .from(messages)
    .innerJoin(rawMails, eq(rawMails.id, messages.rawMailId))
    .where(
      and(
        arrayOverlaps(messages.signatureMarks, marks),
        notInArray(
          messages.rawMailId,
          mails.map(({ id }) => id),
        ),
      ),
    )
    .limit(1_000)
  return rows.map((row) => ({ hash: hex(row.sha256), marks: row.marks }))
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
