import { createHash } from 'node:crypto'
import type { Tx } from '#app/db/db.server.ts'
import { rawContents } from '#drizzle/schema/mails.ts'

/**
 * Stores bytes under their hash, each content once; one that was purged stays purged.
 *
 * @returns the hashes, in the order of the contents
 */
export async function putContents(tx: Tx, contents: readonly Uint8Array[]): Promise<Uint8Array[]> {
  const named = contents.map((bytes) => ({ sha256: hashOf(bytes), size: bytes.length, bytes }))
  const rows = new Map(named.map((row) => [Buffer.from(row.sha256).toString('hex'), row]))
  // In one order everywhere: two writers of the same contents then wait for each other, and never for ever.
  const sorted = [...rows].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row)
  if (sorted.length > 0) await tx.insert(rawContents).values(sorted).onConflictDoNothing()
  return named.map(({ sha256 }) => sha256)
}

/** The hash that names a content. */
export function hashOf(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(bytes).digest())
}
