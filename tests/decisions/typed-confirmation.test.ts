import { expect, test } from 'vitest'
import { isTypedRight } from '#app/decisions/typed-confirmation.ts'

test.each([
  ['3423', '29433423', true],
  [' ３４２３ ', '29433423', true],
  ['29433423', '29433423', false],
  ['2943', '29433423', false],
  ['', '29433423', false],
  ['', null, false],
])('"%s" confirms a link for %s: %s', (typed, account, right) => {
  expect(isTypedRight(typed, account)).toBe(right)
})
