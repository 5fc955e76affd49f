import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { AuditEntry } from './entry.ts'

/** What the first entry's `prevHash` is. */
export const chainStart = new Uint8Array(32)

/** An entry at its place in the chain. */
export type ChainedEntry = AuditEntry & { id: number; prevHash: Uint8Array; hash: Uint8Array }

/** SHA-256 over the previous hash and the canonical JSON (RFC 8785) of the entry with its number. */
export function hashEntry(prevHash: Uint8Array, id: number, entry: AuditEntry): Uint8Array {
  const body = canonicalize({
    id,
    at: entry.at.toISOString(),
    verb: entry.verb,
    staffId: entry.staffId,
    ticketId: entry.ticketId,
    accountNumber: entry.accountNumber,
    details: entry.details,
  })
  return new Uint8Array(createHash('sha256').update(prevHash).update(String(body)).digest())
}

/** Where a chain first fails, or null if every link holds. */
export type Break = { id: number; fault: 'gap' | 'previous hash' | 'hash' }

/** Checks consecutive entries against the hash and number of the one before the first. */
export function findBreak(entries: readonly ChainedEntry[], before: { id: number; hash: Uint8Array }): Break | null {
  let last = before
  for (const entry of entries) {
    if (entry.id !== last.id + 1) return { id: last.id + 1, fault: 'gap' }
    if (!same(entry.prevHash, last.hash)) return { id: entry.id, fault: 'previous hash' }
    if (!same(entry.hash, hashEntry(entry.prevHash, entry.id, entry))) return { id: entry.id, fault: 'hash' }
    last = entry
  }
  return null
}

function same(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0
}
