import { expect, test } from 'vitest'
import { formCode, hashFormCode, tidyCode } from '#app/self-service/form-code.ts'

const key = new Uint8Array(32).fill(7)
const seed = (number: number) => new Uint8Array(32).fill(number)

test('a code has twelve letters that cannot be mistaken, in groups of four', () => {
  for (let number = 0; number < 200; number += 1)
    expect(formCode(key, seed(number))).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/)
})

test('another seed or another key is another code', () => {
  const codes = [formCode(key, seed(1)), formCode(key, seed(2)), formCode(new Uint8Array(32), seed(1))]
  expect(new Set(codes).size).toBe(3)
  expect(formCode(key, seed(1))).toBe(codes[0])
})

test.each(['7kq2-m9xr-t4vb', '7KQ2 M9XR T4VB', ' 7KQ2M9XRT4VB ', '７KQ2–M9XR—T4VB'])('%j is the same code', (typed) => {
  expect(tidyCode(typed)).toBe('7KQ2M9XRT4VB')
})

test('O is read as 0, I and L as 1', () => {
  expect(tidyCode('OILo-il')).toBe('011011')
})

test('what is stored is the same for every way of typing, and useless without the key', () => {
  expect(hashFormCode(key, '7kq2 m9xr t4vb')).toEqual(hashFormCode(key, '7KQ2-M9XR-T4VB'))
  expect(hashFormCode(new Uint8Array(32), '7KQ2-M9XR-T4VB')).not.toEqual(hashFormCode(key, '7KQ2-M9XR-T4VB'))
})
