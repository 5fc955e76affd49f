import { expect, test } from 'vitest'
import { isDue, type Rhythm } from '#app/clock/chore.ts'

const at = (day: number, hour: number, minute = 0) => new Date(Date.UTC(2026, 10, day, hour, minute))
const minutely: Rhythm = { everyMs: 60_000 }
const nightly: Rhythm = { dailyAtHour: 3 }

test.each([
  ['what is done every minute and was never done begins at once', minutely, null, at(22, 9), true],
  ['within its minute it rests', minutely, at(22, 9), at(22, 9), false],
  ['after its minute it is due', minutely, at(22, 9), at(22, 9, 1), true],
  ['what is done by night and was never done waits for its first night', nightly, null, at(22, 9), false],
  ['done last night, it rests by day', nightly, at(22, 3, 1), at(22, 23), false],
  ['just before the hour it is not due', nightly, at(22, 3, 1), at(23, 2, 59), false],
  ['at the hour it is', nightly, at(22, 3, 1), at(23, 3), true],
  ['first counted in the evening, it is due the next night', nightly, at(22, 22), at(23, 3), true],
  ['first counted before the hour, it is due at the hour', nightly, at(22, 1), at(22, 3), true],
  ['a night that was missed is made up for', nightly, at(20, 3, 1), at(22, 1), true],
] as const)('%s', (_, rhythm, doneAt, now, due) => {
  expect(isDue(rhythm, doneAt, now)).toBe(due)
})
