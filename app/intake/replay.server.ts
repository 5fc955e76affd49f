import { and, arrayOverlaps, eq, notInArray, sql } from 'drizzle-orm'
import type { Tx } from '#app/db/db.server.ts'
import { signatureMarks } from '#app/mail/dkim-signature.ts'
import { type MarkedMail, replayedMarks } from '#app/mail/replay.ts'
import { messages, rawMails } from '#drizzle/schema/mails.ts'
import type { ReadMail } from './taken-mail.ts'

/** For each mail the marks of its signatures that make it a replay: see {@link replayedMarks}. */
export async function findReplayed(tx: Tx, mails: readonly ReadMail[]): Promise<ReadonlySet<string>[]> {
  const marked = mails.map(({ mail, reading }): MarkedMail => {
    const { mailboxId, arrivedAt } = mail
    const { messageId, headers } = reading.mail
    const marks = signatureMarks(headers)
    return { hash: hex(mail.sha256), mailboxId, messageId, arrivedAt, kind: reading.kind, marks }
  })
  const all = [...new Set(marked.flatMap(({ marks }) => marks))]
  const earlier = all.length === 0 ? [] : await findMarked(tx, all, mails)
  return marked.map((mail) => replayedMarks(mail, earlier))
}

async function findMarked(tx: Tx, marks: string[], mails: readonly ReadMail[]): Promise<MarkedMail[]> {
  const { messageId, arrivedAt, kind, signatureMarks: kept } = messages
  const rows = await tx
    .select({
      sha256: sql<Uint8Array>`${rawMails.sha256}`,
      mailboxId: rawMails.mailboxId,
      messageId,
      arrivedAt,
      kind,
      marks: kept,
    })
    .from(messages)
    .innerJoin(rawMails, eq(rawMails.id, messages.rawMailId))
    .where(
      and(
        arrayOverlaps(messages.signatureMarks, marks),
        notInArray(
          messages.rawMailId,
          mails.map(({ mail }) => mail.id),
        ),
      ),
    )
    .limit(1_000)
  return rows.map(({ sha256, ...row }) => ({ ...row, hash: hex(sha256) }))
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
