import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '#app/db/db.server.ts'
import { hexOf } from '#app/db/json-rows.server.ts'

/**
 * Stores bytes under their hash, each content once; one that was purged stays purged.
 *
 * @returns the hashes, in the order of the contents
 */
export async function putContents(tx: Tx, contents: readonly Uint8Array[]): Promise<Uint8Array[]> {
  const hashes = contents.map(hashOf)
  const rows = new Map(contents.map((bytes, index) => [hexOf(hashes[index] as Uint8Array), bytes]))
  // In one order everywhere: two writers of the same contents then wait for each other, and never for ever.
  const sorted = [...rows].sort(([one], [other]) => (one < other ? -1 : 1))
  const values = sorted.map(
    ([hash, bytes]) => sql`(decode(${hash}::text, 'hex'), ${bytes.length}::int, ${bytesParameter(bytes)})`,
  )
  if (values.length > 0)
    await tx.execute(
      sql`insert into raw_contents (sha256, size, bytes) values ${sql.join(values, sql`, `)} on conflict do nothing`,
    )
  return hashes
}

/**
 * The client knows no parameters but text, and writes bytes as hex: twice as many. Most mails are text as they are;
 * that the bytes arrived as they were the table sees by their hash.
 */
function bytesParameter(bytes: Uint8Array): SQL {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (isUtf8(buffer) && !buffer.includes(0)) return sql`convert_to(${buffer.toString()}::text, 'UTF8')`
  return sql`decode(${buffer.toString('base64')}::text, 'base64')`
}

/** The hash that names a content. */
export function hashOf(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(bytes).digest())
}
