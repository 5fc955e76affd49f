import { describe, expect, test } from 'vitest'
import { findStart, newerThan, nextStretch, splitBatches } from '#app/mailboxes/cursor.ts'

const folder = { uidvalidity: 7, uidNext: 101, exists: 100 }

describe('where reading begins', () => {
  test.each([
    [
      'a folder never seen begins at its end',
      { uidvalidity: null, lastUid: 0 },
      'none',
      { lastUid: 100, renumbered: false },
    ],
    ['a backfill begins at the beginning', { uidvalidity: null, lastUid: 0 }, 'all', { lastUid: 0, renumbered: false }],
    [
      'a known folder goes on at the cursor',
      { uidvalidity: 7, lastUid: 90 },
      'none',
      { lastUid: 90, renumbered: false },
    ],
    [
      'a folder read to its end stays there',
      { uidvalidity: 7, lastUid: 100 },
      'none',
      { lastUid: 100, renumbered: false },
    ],
    ['new numbers mean everything again', { uidvalidity: 6, lastUid: 90 }, 'none', { lastUid: 0, renumbered: true }],
  ] as const)('%s', (_, cursor, backfill, start) => {
    expect(findStart(cursor, folder, backfill)).toEqual(start)
  })

  test('numbers that go back under the same UIDVALIDITY are not believed: they would name two mails', () => {
    expect(() => findStart({ uidvalidity: 7, lastUid: 101 }, folder, 'none')).toThrow(
      /counts its mails again from UID 101/,
    )
  })

  test('an empty folder begins at nothing', () => {
    expect(
      findStart({ uidvalidity: null, lastUid: 0 }, { uidvalidity: 7, uidNext: 1, exists: 0 }, 'none').lastUid,
    ).toBe(0)
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
