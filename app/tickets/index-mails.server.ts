import { and, desc, eq, inArray, lt, notExists, sql } from 'drizzle-orm'
import type { Db } from '#app/db/db.server.ts'
import { attachments, messages } from '#drizzle/schema/mails.ts'
import { messageWords } from '#drizzle/schema/search.ts'
import { messageTerms } from './search-words.ts'

/**
 * Makes the next mails findable that are not yet, the newest first; intake does so for every mail that comes.
 *
 * @param before the last one of the call before; null to begin
 * @returns where the next call goes on; null when there is none left
 */
export async function indexMails(db: Db, before: number | null, most: number): Promise<number | null> {
  const mails = await db
    .select({
      id: messages.id,
      subject: messages.subject,
      text: messages.text,
      senderAddress: messages.senderAddress,
      senderName: messages.senderName,
      arrivedAt: messages.arrivedAt,
    })
    .from(messages)
    .where(
      and(
        before === null ? undefined : lt(messages.id, before),
        notExists(db.select({ one: sql`1` }).from(messageWords).where(eq(messageWords.messageId, messages.id))),
      ),
    )
    .orderBy(desc(messages.id))
    .limit(most)
  if (mails.length === 0) return null
  const ids = mails.map(({ id }) => id)
  const files = await db
    .select({ messageId: attachments.messageId, filename: attachments.filename })
    .from(attachments)
    .where(inArray(attachments.messageId, ids))
  const rows = mails.map((mail) => {
    const filenames = files.filter(({ messageId }) => messageId === mail.id).map(({ filename }) => filename)
    return { messageId: mail.id, arrivedAt: mail.arrivedAt, terms: messageTerms({ ...mail, filenames }) }
  })
  // Intake may be quicker: then its row is the same.
  await db.insert(messageWords).values(rows).onConflictDoNothing()
  return ids.at(-1) ?? null
}
