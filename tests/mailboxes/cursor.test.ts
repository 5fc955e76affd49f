import { describe, expect, test } from 'vitest'
import { findStart, newerThan, nextStretch, splitBatches } from '#app/mailboxes/cursor.ts'

const folder = { uidvalidity: 7, uidNext: 101, exists: 100, uidNextGuessed: false }
const unseen = { uidvalidity: null, lastUid: 0, startUid: null }
const at = (lastUid: number, uidvalidity = 7) => ({ uidvalidity, lastUid, startUid: 40 })

describe('where reading begins', () => {
  test.each([
    ['a folder never seen begins at its end', unseen, null, { startUid: 101, lastUid: 100, renumbered: false }],
    ['mail since the mailbox was added is not passed', unseen, 98, { startUid: 98, lastUid: 97, renumbered: false }],
    ['a known folder goes on at the cursor', at(90), null, { startUid: 40, lastUid: 90, renumbered: false }],
    ['a folder read to its end stays there', at(100), null, { startUid: 40, lastUid: 100, renumbered: false }],
    ['new numbers mean everything again', at(90, 6), null, { startUid: 1, lastUid: 0, renumbered: true }],
  ] as const)('%s', (_, cursor, firstNew, start) => {
    expect(findStart(cursor, folder, firstNew)).toEqual(start)
  })

  test('numbers that go back under the same UIDVALIDITY are not believed: they would name two mails', () => {
    expect(() => findStart(at(101), folder)).toThrow(/counts its mails again from UID 101/)
  })

  test('where the server gives no UIDNEXT, the last mail may be deleted: that is no fault', () => {
    expect(findStart(at(101), { ...folder, uidNextGuessed: true }).lastUid).toBe(101)
  })

  test('an empty folder begins at nothing', () => {
    const empty = { uidvalidity: 7, uidNext: 1, exists: 0, uidNextGuessed: false }
    expect(findStart(unseen, empty)).toEqual({ startUid: 1, lastUid: 0, renumbered: false })
  })
})

describe('mails after the cursor', () => {
  test('the last mail, given for a range beyond it, is no new mail', () => {
    expect(newerThan(100, [{ uid: 100, size: 10 }])).toEqual([])
  })

  test('each UID counts once, in ascending order, however the server lists them', () => {
    const listed = [12, 11, 12, 9].map((uid) => ({ uid, size: 1 }))
    expect(newerThan(10, listed).map(({ uid }) => uid)).toEqual([11, 12])
  })

  test('a stretch that would pass the end is open, so that a mail that came meanwhile is in it', () => {
    expect(nextStretch(1, 1000, 5000)).toEqual({ range: '1:1000', to: 1000 })
    expect(nextStretch(4500, 1000, 5000)).toEqual({ range: '4500:*', to: null })
  })
})

describe('batches', () => {
  const sized = (...sizes: number[]) => sizes.map((size, at) => ({ uid: at + 1, size }))
  const sizes = (batches: ReturnType<typeof splitBatches>) => batches.map((batch) => batch.map(({ size }) => size))

  test.each([
    ['they are bounded by bytes', sized(40, 40, 40), [[40, 40], [40]]],
    ['they are bounded by count', sized(1, 1, 1, 1), [[1, 1, 1], [1]]],
    ['a mail larger than a batch travels alone', sized(10, 500, 10), [[10], [500], [10]]],
    ['no mails make no batch', sized(), []],
  ])('%s', (_, listed, expected) => {
    expect(sizes(splitBatches(listed, { maxBytes: 100, maxCount: 3 }))).toEqual(expected)
  })
})
