import { expect, test } from 'vitest'
import { numberClaims } from '#app/tickets/claim-marks.ts'

test('claims are numbered in the order that they are read', () => {
  const marks = numberClaims(['account_identifier', 'nickname', 'city'])
  expect([...marks.values()].map(({ mark, kind }) => [mark, kind])).toEqual([
    [1, 'account_identifier'],
    [2, 'nickname'],
    [3, 'city'],
  ])
})

test('five friend numbers share one number, as they share one bar', () => {
  const marks = numberClaims(['friend_numbers', 'friend_numbers', 'blocked_number', 'gender'])
  expect(marks.get('friend_numbers')?.mark).toBe(1)
  expect(marks.get('blocked_number')?.mark).toBe(1)
  expect(marks.get('gender')?.mark).toBe(2)
})

test('a province belongs to the bar of the city', () => {
  const marks = numberClaims(['province', 'city'])
  expect(marks.get('city')).toEqual({ mark: 1, kind: 'city', bar: 'city' })
})

test('what is not weighed has a number and no bar', () => {
  expect(numberClaims(['request']).get('request')).toEqual({ mark: 1, kind: 'request', bar: null })
})
