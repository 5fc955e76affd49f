import { expect, test } from 'vitest'
import { confirmCode, hashConfirmCode, isCode, selectorOf } from '#app/resets/confirm-code.ts'
import { formCode } from '#app/self-service/form-code.ts'

const key = new Uint8Array(32).fill(7)
const seed = new Uint8Array(32).fill(1)
const code = confirmCode(key, seed)
const stored = hashConfirmCode(key, code)

test('a code is twelve letters and digits in groups of four, none of them mistaken for another', () => {
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
  expect(confirmCode(key, seed)).toBe(code)
  expect(confirmCode(new Uint8Array(32).fill(8), seed)).not.toBe(code)
})

test('the code of a form is none for an address, though both come of one key and seed', () => {
  expect(formCode(key, seed)).not.toBe(code)
})

test.each([
  ['as it stands', code],
  ['in small letters', code.toLowerCase()],
  ['with spaces', ` ${code.replaceAll('-', ' ')} `],
  ['without hyphens', code.replaceAll('-', '')],
  ['in full width', code.replaceAll(/[0-9A-Z]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0))],
])('typed %s it is right', (_how, typed) => {
  expect(isCode(key, typed, stored)).toBe(true)
  expect(selectorOf(typed)).toBe(code.replaceAll('-', '').slice(0, 8))
})

test('one letter off it is wrong, and still says which approval it was meant for', () => {
  const wrong = `${code.slice(0, -1)}${code.endsWith('7') ? '8' : '7'}`
  expect(isCode(key, wrong, stored)).toBe(false)
  expect(selectorOf(wrong)).toBe(code.replaceAll('-', '').slice(0, 8))
})

test.each(['', 'ABCD', 'x'.repeat(5_000), 'ABCD-EFGH-JKMN-PQRS'])('%j is no code', (typed) => {
  expect(selectorOf(typed)).toBeNull()
  expect(isCode(key, typed, stored)).toBe(false)
})
