import { expect, test } from 'vitest'
import { readAccountNumber } from '#app/self-service/account-number.ts'

test.each([
  ['29433423', '29433423'],
  [' 29 433 423 ', '29433423'],
  ['２９４３３４２３', '29433423'],
  ['294-334-23', '29433423'],
  ['294–334–23', '29433423'],
  ['123', null],
  ['mei', null],
  ['', null],
  ['1'.repeat(16), null],
])('%j is read as %j', (typed, number) => {
  expect(readAccountNumber(typed)).toBe(number)
})
