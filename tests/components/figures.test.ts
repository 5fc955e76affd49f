import { expect, test } from 'vitest'
import {
  formatBits,
  formatDuration,
  formatMargin,
  formatPercent,
  formatSize,
  groupDigits,
} from '#app/components/figures.ts'

const minute = 60_000
const hour = 60 * minute

test.each([
  [-5, '0 s'],
  [8_400, '8 s'],
  [4 * minute, '4 min'],
  [6 * hour + 40 * minute, '6 h 40 min'],
  [24 * hour, '1 d'],
  [50 * hour, '2 d 2 h'],
  [41 * 24 * hour + hour, '41 d'],
])('%i ms last "%s"', (ms, text) => {
  expect(formatDuration(ms)).toBe(text)
})

test.each([
  ['29433423', '29 433 423'],
  ['10001', '10 001'],
  ['1234', '1234'],
  ['mei', 'mei'],
])('the account %s reads %s', (number, text) => {
  expect(groupDigits(number).replaceAll(/\s/g, ' ')).toBe(text)
})

test.each([
  [9.42, '+9.4'],
  [-2.06, '−2.1'],
  [0.04, '0.0'],
  [-0.04, '0.0'],
])('%d bits read %s', (bits, text) => {
  expect(formatBits(bits)).toBe(text)
})

test('a margin below zero has its sign, one above none', () => {
  expect([formatMargin(12.53), formatMargin(-4.5)]).toEqual(['12.5', '−4.5'])
})

test.each([
  [1, '> 99.9 %'],
  [0.998, '99.8 %'],
  [0.94, '94 %'],
  [0.052, '5.2 %'],
  [0, '< 0.1 %'],
])('a share of %d is never told as certain: %s', (share, text) => {
  expect(formatPercent(share)).toBe(text)
})

test.each([
  [812, '812 B'],
  [41_200, '41 kB'],
  [2_300_000, '2.3 MB'],
])('%i bytes read %s', (bytes, text) => {
  expect(formatSize(bytes)).toBe(text)
})
