import { expect, test } from 'vitest'
import { findSnoozeFault, readSnoozeDate, snoozeChoices } from '#app/tickets/snooze.ts'

const utc = 0
const shanghai = -480
const choices = (now: string, zone: number) =>
  Object.fromEntries(snoozeChoices(new Date(now), zone).map(({ name, until }) => [name, until.toISOString()]))

test('a rest ends at nine in the morning where the agent sits', () => {
  expect(choices('2026-11-22T09:30:00Z', utc)).toEqual({
    tomorrow: '2026-11-23T09:00:00.000Z',
    monday: '2026-11-23T09:00:00.000Z',
    'three-days': '2026-11-25T09:00:00.000Z',
  })
  // 00:30 on Monday in Shanghai: the next Monday is a week away.
  expect(choices('2026-11-22T16:30:00Z', shanghai)).toEqual({
    tomorrow: '2026-11-24T01:00:00.000Z',
    monday: '2026-11-30T01:00:00.000Z',
    'three-days': '2026-11-26T01:00:00.000Z',
  })
})

test('a date of the calendar is read, anything else is none', () => {
  expect(readSnoozeDate('2026-12-01', shanghai)?.toISOString()).toBe('2026-12-01T01:00:00.000Z')
  expect(readSnoozeDate('soon', utc)).toBeNull()
  expect(readSnoozeDate('2026-13-01', utc)).toBeNull()
})

test('a rest is neither over before it begins nor longer than 90 days', () => {
  const now = new Date('2026-11-22T09:00:00Z')
  expect(findSnoozeFault(now, now)).not.toBeNull()
  expect(findSnoozeFault(new Date('2027-02-20T09:00:00Z'), now)).toBeNull()
  expect(findSnoozeFault(new Date('2027-02-20T09:00:01Z'), now)).not.toBeNull()
})
