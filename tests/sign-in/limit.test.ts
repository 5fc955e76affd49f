import { expect, test } from 'vitest'
import { type FailedMinute, nameLimit, nextTryAt, pairLimit } from '#app/sign-in/limit.ts'

const now = new Date('2026-11-22T09:00:30Z')
const minute = (ago: number) => new Date(new Date('2026-11-22T09:00:00Z').getTime() - ago * 60_000)

test.each([
  { says: 'no failure', failed: [], at: null },
  { says: 'four failures', failed: [{ minute: minute(0), count: 4 }], at: null },
  { says: 'five failures', failed: [{ minute: minute(0), count: 5 }], at: '2026-11-22T09:02:00.000Z' },
  { says: 'seven failures', failed: [{ minute: minute(0), count: 7 }], at: '2026-11-22T09:05:00.000Z' },
  { says: 'a hundred failures', failed: [{ minute: minute(0), count: 100 }], at: '2026-11-22T09:16:00.000Z' },
  { says: 'a million failures', failed: [{ minute: minute(0), count: 1_000_000 }], at: '2026-11-22T09:16:00.000Z' },
  {
    says: 'five failures in five minutes',
    failed: [1, 2, 3, 4, 0].map((ago) => ({ minute: minute(ago), count: 1 })),
    at: '2026-11-22T09:02:00.000Z',
  },
  { says: 'five failures, the wait over', failed: [{ minute: minute(2), count: 5 }], at: null },
  { says: 'a hundred failures of yesterday', failed: [{ minute: minute(24 * 60), count: 100 }], at: null },
])('after $says the next try is at $at', ({ failed, at }) => {
  expect(nextTryAt(failed, pairLimit, now)?.toISOString() ?? null).toBe(at)
})

test('a further failure never shortens the wait', () => {
  const waits = Array.from({ length: 40 }, (_, count) =>
    Number(nextTryAt(count === 0 ? [] : [{ minute: minute(0), count }], pairLimit, now) ?? 0),
  )
  expect(waits).toEqual([...waits].sort((one, other) => one - other))
})

test('one guesser in one network for a whole day leaves most of the name’s own limit to others', () => {
  const dayMinutes = 24 * 60
  const failed: FailedMinute[] = []
  for (let at = 0; at < dayMinutes * 60; at += 1) {
    const second = new Date(minute(0).getTime() + at * 1000)
    if (nextTryAt(failed, pairLimit, second)) continue
    const started = new Date(Math.floor(second.getTime() / 60_000) * 60_000)
    const same = failed.find((row) => row.minute.getTime() === started.getTime())
    if (same) same.count += 1
    else failed.push({ minute: started, count: 1 })
  }
  const tries = failed.reduce((sum, { count }) => sum + count, 0)
  expect(tries).toBeGreaterThan(50)
  expect(tries).toBeLessThan(nameLimit.free / 4)
})
