import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeReadable, maxReadUnits } from '#app/claims/readable-text.ts'

const whole = (text: string) => makeReadable(text, [{ start: 0, end: text.length }])

test('full-width forms, odd spaces, quotes and dashes become plain ones', () => {
  expect(whole('ＱＱ号：８１０\u3000“a”\u00a0–').text).toBe('QQ号:810 "a" -')
})

test('traditional field words are matched as simplified, and stay as written', () => {
  const readable = whole('帳號')
  expect([readable.text, readable.folded]).toEqual(['帳號', '账号'])
})

test('invisible characters are left out and their place is kept', () => {
  const readable = whole('a\u200bb\u202ec')
  expect(readable.text).toBe('abc')
  expect(readable.locate(1, 3)).toEqual({ start: 2, end: 5 })
})

test('what lies between two stretches can not be part of a claim', () => {
  const readable = makeReadable('one two three', [
    { start: 0, end: 3 },
    { start: 8, end: 13 },
  ])
  expect(readable.text).toBe('one\nthree')
  expect(readable.locate(4, 9)).toEqual({ start: 8, end: 13 })
  expect(readable.locate(0, 9)).toBeNull()
})

test('every place leads back to the unit that stood there', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const readable = whole(text)
      expect(readable.folded.length).toBe(readable.text.length)
      for (let at = 0; at < readable.text.length; at++) {
        const range = readable.locate(at, at + 1)
        expect(range && range.end - range.start).toBe(1)
      }
    }),
  )
})

test('no more is read than a person writes', () => {
  expect(whole('a'.repeat(maxReadUnits + 10)).text.length).toBe(maxReadUnits)
})
