import type { Tx } from '#app/db/db.server.ts'
import { putContents } from '#app/mailboxes/raw-contents.server.ts'
import { rawMails } from '#drizzle/schema/mails.ts'

/** A kept mail as a test wants it, past all that keeping sees to; gives its number. */
export async function putRawMail(
  tx: Tx,
  { bytes, ...mail }: Partial<typeof rawMails.$inferInsert> & { bytes: Uint8Array; arrivedAt: Date },
): Promise<number> {
  const [sha256] = await putContents(tx, [bytes])
  const [row] = await tx
    .insert(rawMails)
    .values({ sha256, ...mail })
    .returning({ id: rawMails.id })
  if (!row) throw new Error('The insert gave no row.')
  return row.id
}
