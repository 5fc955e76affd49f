import { expect, test } from 'vitest'
import { isTypedRight, typedBefore } from '#app/decisions/typed-confirmation.ts'

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

test('what sends a letter that ends a case wants a number typed: a link that of the account, a refusal that of the case', () => {
  expect(typedBefore).toMatchObject({ approve: 'account', propose: 'account', deny: 'case', ask: null, freeze: null })
  expect(isTypedRight('7', '7')).toBe(true)
})
