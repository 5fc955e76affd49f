import { expect, test } from 'vitest'
import { sessionEnd } from '#app/staff/session-span.ts'

const began = new Date('2026-11-22T08:00:00Z')

test.each([
  ['08:00', '09:00'],
  ['08:30', '09:30'],
  ['18:59', '19:59'],
  ['19:30', '20:00'],
  ['20:00', '20:00'],
])('a session that began at 08:00 and was last used at %s ends at %s', (used, end) => {
  expect(sessionEnd(began, new Date(`2026-11-22T${used}:00Z`)).toISOString()).toBe(`2026-11-22T${end}:00.000Z`)
})
