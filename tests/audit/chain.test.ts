import { expect, test } from 'vitest'
import { type ChainedEntry, chainStart, findBreak, hashEntry } from '#app/audit/chain.ts'
import type { AuditEntry } from '#app/audit/entry.ts'

const start = { id: 0, hash: chainStart }

function chainOf(length: number): ChainedEntry[] {
  const chain: ChainedEntry[] = []
  for (let id = 1; id <= length; id += 1) {
    const entry: AuditEntry = {
      verb: 'staff_signed_in',
      at: new Date(`2026-11-22T09:00:0${id}Z`),
      staffId: null,
      ticketId: null,
      accountNumber: null,
      details: { b: 1, a: [id] },
    }
    const prevHash = chain.at(-1)?.hash ?? chainStart
    chain.push({ ...entry, id, prevHash, hash: hashEntry(prevHash, id, entry) })
  }
  return chain
}

test('a whole chain holds, in one piece and in two', () => {
  const chain = chainOf(5)
  expect(findBreak(chain, start)).toBeNull()
  expect(findBreak(chain.slice(3), chain[2] as ChainedEntry)).toBeNull()
})

test('the order of keys in the details is of no matter', () => {
  const [first] = chainOf(1) as [ChainedEntry]
  expect(findBreak([{ ...first, details: { a: [1], b: 1 } }], start)).toBeNull()
})

test.each([
  { says: 'other details', change: { details: { a: [3], b: 2 } } },
  { says: 'another time', change: { at: new Date('2026-11-22T09:00:03.001Z') } },
  { says: 'another deed', change: { verb: 'staff_signed_out' as const } },
  { says: 'a ticket it had not', change: { ticketId: 20_001 } },
  { says: 'an account it had not', change: { accountNumber: '29433423' } },
])('an entry with $says is found', ({ change }) => {
  const chain = chainOf(5)
  chain[2] = { ...(chain[2] as ChainedEntry), ...change }
  expect(findBreak(chain, start)).toEqual({ id: 3, fault: 'hash' })
})

test('an entry that was changed with its own hash mended is found at the next', () => {
  const chain = chainOf(5)
  const third = { ...(chain[2] as ChainedEntry), details: {} }
  chain[2] = { ...third, hash: hashEntry(third.prevHash, 3, third) }
  expect(findBreak(chain, start)).toEqual({ id: 4, fault: 'previous hash' })
})

test('an entry that was taken out is missed', () => {
  expect(findBreak(chainOf(5).toSpliced(2, 1), start)).toEqual({ id: 3, fault: 'gap' })
  expect(findBreak(chainOf(5).slice(1), start)).toEqual({ id: 1, fault: 'gap' })
})
