import { and, arrayOverlaps, eq, inArray, notInArray, sql } from 'drizzle-orm'
import type { Tx } from '#app/db/db.server.ts'
import { signatureMarks } from '#app/mail/dkim-signature.ts'
import { contentHash, type MarkedMail, mayBeCopyOf, replayedMarks } from '#app/mail/replay.ts'
import { messages, rawContents, rawMails } from '#drizzle/schema/mails.ts'
import type { ReadMail } from './taken-mail.ts'

/** Of a mail whose signature came before: the earlier mail that it is a copy of, else the marks that make it a replay. */
export type Replayed = { copyOf: number | null; marks: ReadonlySet<string> }

type Earlier = MarkedMail & { id: number }

/** So many earlier mails one is held against byte by byte: whoever sends more under one signature repeats it. */
const mostCompared = 4

/** What of each mail came before: see {@link mayBeCopyOf} and {@link replayedMarks}. */
export async function findReplayed(tx: Tx, mails: readonly ReadMail[]): Promise<Replayed[]> {
  const marked = mails.map(({ mail, reading }): MarkedMail => {
    const { mailboxId, arrivedAt } = mail
    const { messageId, headers } = reading.mail
    const marks = signatureMarks(headers)
    return { hash: hex(mail.sha256), mailboxId, messageId, arrivedAt, kind: reading.kind, marks }
  })
  const all = [...new Set(marked.flatMap(({ marks }) => marks))]
  const earlier = all.length === 0 ? [] : await findMarked(tx, all, mails)
  const alike = marked.map((mail) => earlier.filter((other) => mayBeCopyOf(mail, other)).slice(0, mostCompared))
  const contents = await hashContents(tx, alike.flat())
  return marked.map((mail, index): Replayed => {
    const marks = replayedMarks(mail, earlier)
    if (marks.size === 0) return { copyOf: null, marks }
    const candidates = alike[index] ?? []
    const own = candidates.length === 0 ? null : contentHash((mails[index] as ReadMail).mail.bytes)
    return { copyOf: candidates.find(({ id }) => contents.get(id) === own)?.id ?? null, marks }
  })
}

async function findMarked(tx: Tx, marks: string[], mails: readonly ReadMail[]): Promise<Earlier[]> {
  const { messageId, arrivedAt, kind, signatureMarks: kept } = messages
  const rows = await tx
    .select({
      id: rawMails.id,
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

async function hashContents(tx: Tx, alike: readonly Earlier[]): Promise<Map<number, string>> {
  if (alike.length === 0) return new Map()
  const rows = await tx
    .select({ id: rawMails.id, bytes: sql<Uint8Array | null>`${rawContents.bytes}` })
    .from(rawMails)
    .innerJoin(rawContents, eq(rawContents.sha256, rawMails.sha256))
    .where(
      inArray(
        rawMails.id,
        alike.map(({ id }) => id),
      ),
    )
  return new Map(rows.flatMap(({ id, bytes }) => (bytes ? [[id, contentHash(bytes)] as const] : [])))
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
