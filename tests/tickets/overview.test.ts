import { expect, test } from 'vitest'
import { binScores, daysShown, fillDays } from '#app/tickets/overview.ts'

test('every score is in one bin, the lower edge belonging to it', () => {
  const bins = binScores([-40, -12, -0.1, 0, 2.9, 3, 12, 31])
  const filled = bins.filter(({ count }) => count > 0)
  expect(filled).toEqual([
    { from: null, to: -12, count: 1 },
    { from: -12, to: -9, count: 1 },
    { from: -3, to: 0, count: 1 },
    { from: 0, to: 3, count: 2 },
    { from: 3, to: 6, count: 1 },
    { from: 12, to: null, count: 2 },
  ])
})

test('the days have no holes, and the last is today in UTC', () => {
  const days = fillDays([{ day: '2026-11-20', counts: { ask: 2 } }], new Date('2026-11-22T00:10:00Z'))
  expect(days).toHaveLength(daysShown)
  expect(days.slice(-3)).toEqual([
    { day: '2026-11-20', counts: { ask: 2 } },
    { day: '2026-11-21', counts: {} },
    { day: '2026-11-22', counts: {} },
  ])
})
