import { expect, test } from 'vitest'
import { countWaiting, findGaps, type Kept, packUids } from '#app/mailboxes/reconcile.ts'

const day = (number: number) => new Date(Date.UTC(2026, 10, number))
const server = (uids: readonly number[], internalDate = day(10)) => uids.map((uid) => ({ uid, internalDate }))
const kept: Kept = { startUid: 1, lastUid: 5, backfillUid: 0, uids: [1, 2, 4, 5], wants: () => false }

test('a mail before the cursor without a row is a gap', () => {
  expect(findGaps(server([5, 4, 3, 2, 1]), kept)).toEqual([3])
})

test('a mail after the cursor is not yet a gap', () => {
  expect(findGaps(server([1, 2, 4, 5, 6, 7]), kept)).toEqual([])
})

test('a row whose mail is gone from the server is no gap', () => {
  expect(findGaps(server([1, 5]), kept)).toEqual([])
})

test('old mail is no gap, unless it was asked for and the reader has come past it', () => {
  const later = { ...kept, uids: [4, 5], startUid: 4 }
  expect(findGaps(server([1, 2, 3, 4, 5], day(8)), later)).toEqual([])
  const asked = { ...later, backfillUid: 3, wants: (date: Date) => date >= day(8) }
  expect(findGaps([...server([1], day(7)), ...server([2, 3, 4, 5], day(8))], asked)).toEqual([2, 3])
  expect(findGaps(server([1, 2, 3, 4, 5], day(8)), { ...asked, backfillUid: 1 })).toEqual([1])
})

test('what the reader has yet to come to waits: new mail after the cursor, and wanted old mail after its own', () => {
  const asked = { ...kept, uids: [4, 5], startUid: 4, backfillUid: 1, wants: (date: Date) => date >= day(8) }
  expect(countWaiting([...server([1, 2], day(7)), ...server([3], day(8)), ...server([4, 5, 6, 7])], asked)).toBe(3)
})

test.each([
  [[], ''],
  [[7], '7'],
  [[3, 1, 2, 9], '1:3,9'],
  [[4, 4, 5], '4:5'],
])('the UIDs %j are written as %j', (uids, written) => {
  expect(packUids(uids)).toBe(written)
})
