import { expect, test } from 'vitest'
import type { Difficulty } from '#app/claims/difficult.ts'
import { dueAt, type Urgency, urgencyOf } from '#app/tickets/due.ts'
import type { TicketState } from '#app/tickets/ticket.ts'

const openedAt = new Date('2026-11-22T00:00:00Z')
const plain = { state: 'new' as TicketState, difficulty: null as Difficulty | null, snoozedUntil: null as Date | null }
const after = (hours: number) => new Date(openedAt.getTime() + hours * 3_600_000)

test.each<{ hours: number; urgency: Urgency; change?: Partial<typeof plain> }>([
  { hours: 0, urgency: 'plain' },
  { hours: 5.9, urgency: 'plain' },
  { hours: 6, urgency: 'soon' },
  { hours: 7.9, urgency: 'soon' },
  { hours: 8, urgency: 'late' },
  { hours: 400, urgency: 'late' },
  { hours: 0.5, urgency: 'plain', change: { difficulty: 'self_harm' } },
  { hours: 0.8, urgency: 'soon', change: { difficulty: 'self_harm' } },
  { hours: 1, urgency: 'late', change: { difficulty: 'self_harm' } },
  { hours: 9, urgency: 'late', change: { state: 'open' } },
  { hours: 9, urgency: 'none', change: { state: 'waiting' } },
  { hours: 9, urgency: 'none', change: { state: 'denied' } },
  { hours: 9, urgency: 'none', change: { snoozedUntil: after(10) } },
  { hours: 9, urgency: 'late', change: { snoozedUntil: after(8) } },
])('after $hours h a case is $urgency: $change', ({ hours, urgency, change }) => {
  expect(urgencyOf({ ...plain, openedAt, ...change }, after(hours))).toBe(urgency)
})

test('a difficult case is due sooner', () => {
  expect(dueAt({ openedAt, difficulty: null })).toEqual(after(8))
  expect(dueAt({ openedAt, difficulty: 'threat' })).toEqual(after(1))
})
