import { expect, test } from 'vitest'
import { readNote } from '#app/tickets/note-text.ts'

test('a password in a note is masked as in a mail', () => {
  const kept = readNote('She wrote: my password is harbour-lemon-27, please check.')
  expect(kept).not.toContain('harbour-lemon-27')
  expect(kept).toContain('•••')
})

test('line ends become alike and what no text holds is taken out', () => {
  expect(readNote('one\r\ntwo\rthree\0')).toBe('one\ntwo\nthree')
})

test('a note without a secret stays as it was written', () => {
  expect(readNote('Called back, 明天再看。\n  Second line.')).toBe('Called back, 明天再看。\n  Second line.')
})
