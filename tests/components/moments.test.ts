import { expect, test } from 'vitest'
import { dayText, momentsIn } from '#app/components/moments.ts'

const evening = new Date('2026-11-22T16:05:09Z')

test.each([
  ['en', 'UTC', '22 Nov, 16:05', '22 Nov 2026, 16:05 UTC'],
  ['en', 'Asia/Shanghai', '23 Nov, 00:05', '23 Nov 2026, 00:05 UTC+8, Asia/Shanghai'],
  ['zh', 'Asia/Shanghai', '11月23日 00:05', '2026年11月23日 00:05 UTC+8, Asia/Shanghai'],
  ['en', 'America/St_Johns', '22 Nov, 12:35', '22 Nov 2026, 12:35 UTC−3:30, America/St_Johns'],
  ['en', 'Europe/London', '22 Nov, 16:05', '22 Nov 2026, 16:05 UTC, Europe/London'],
] as const)('a moment is written in %s for %s', (language, zone, short, full) => {
  const moments = momentsIn(language, zone)
  expect(moments.short(evening)).toBe(short)
  expect(moments.full(evening)).toBe(full)
})

test('the offset is that of the moment, not of today', () => {
  const london = momentsIn('en', 'Europe/London')
  expect(london.zoned(new Date('2026-07-01T09:00:00Z'))).toBe('1 Jul, 10:00 UTC+1')
  expect(london.zoned(evening)).toBe('22 Nov, 16:05 UTC')
})

test('a stamp of the audit has its seconds, in the zone of the reader', () => {
  expect(momentsIn('zh', 'UTC').stamp(evening)).toBe('2026-11-22 16:05:09')
  expect(momentsIn('en', 'Asia/Tokyo').stamp(evening)).toBe('2026-11-23 01:05:09')
})

test('a day that was given as a day is that day everywhere', () => {
  expect(dayText('en', new Date('2026-11-22T00:00:00Z'))).toBe('22 Nov 2026')
})
