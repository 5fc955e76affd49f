import { expect, test } from 'vitest'
import { findGaps, type Kept, packUids } from '#app/mailboxes/reconcile.ts'

const day = (number: number) => new Date(Date.UTC(2026, 10, number))
const server = (uids: readonly number[], internalDate = day(10)) => uids.map((uid) => ({ uid, internalDate }))
const kept: Kept = { lastUid: 5, uids: [1, 2, 4, 5], firstUid: 1, backfill: 'none', createdAt: day(9) }

test('a mail before the cursor without a row is a gap', () => {
  expect(findGaps(server([5, 4, 3, 2, 1]), kept)).toEqual([3])
})

test('a mail after the cursor is not yet a gap', () => {
  expect(findGaps(server([1, 2, 4, 5, 6, 7]), kept)).toEqual([])
})

test('a row whose mail is gone from the server is no gap', () => {
  expect(findGaps(server([1, 5]), kept)).toEqual([])
})

test('old mail below the first that was kept is no gap, unless old mail was asked for or it came after the connecting', () => {
  const later = { ...kept, uids: [4, 5], firstUid: 4 }
  expect(findGaps(server([1, 2, 3, 4, 5], day(8)), later)).toEqual([])
  expect(findGaps(server([1, 2, 3, 4, 5], day(8)), { ...later, backfill: 'all' })).toEqual([1, 2, 3])
  expect(findGaps([...server([1, 2], day(8)), ...server([3, 4, 5])], later)).toEqual([3])
})

test('where nothing at all is kept, only what came after the connecting is missed', () => {
  const none = { ...kept, uids: [], firstUid: null }
  expect(findGaps([...server([1, 2], day(8)), ...server([3])], none)).toEqual([3])
})

test.each([
  [[], ''],
  [[7], '7'],
  [[3, 1, 2, 9], '1:3,9'],
  [[4, 4, 5], '4:5'],
])('the UIDs %j are written as %j', (uids, written) => {
  expect(packUids(uids)).toBe(written)
})
