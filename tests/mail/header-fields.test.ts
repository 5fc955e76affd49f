import { expect, test } from 'vitest'
import { readHeader } from '#app/mail/header-fields.ts'

const read = (text: string) => readHeader(Buffer.from(text, 'latin1'))

test('fields keep their order, names are folded, values unfolded', () => {
  const { fields, faults, bodyStart } = read('Received: a\r\nSubject: one\r\n two\r\nRECEIVED: b\r\n\r\nbody: no')
  expect(fields).toEqual([
    { name: 'received', value: 'a' },
    { name: 'subject', value: 'one two' },
    { name: 'received', value: 'b' },
  ])
  expect(faults).toEqual([])
  expect(bodyStart).toBe(48)
})

test('bare line feeds end lines too', () => {
  expect(read('A: 1\nB: 2\n\nbody').fields).toHaveLength(2)
})

test('bytes that are not UTF-8 come one character a byte, UTF-8 comes as it is', () => {
  expect(read('Subject: \xd5\xca\xba\xc5\r\n\r\n').fields[0]?.value).toBe('\xd5\xca\xba\xc5')
  expect(readHeader(Buffer.from('Subject: 账号\r\n\r\n')).fields[0]?.value).toBe('账号')
})

test.each([
  ['From : a@b.example\r\n\r\n', 'a space stands before the colon of "from"'],
  ['X: a\0b\r\n\r\n', 'the header holds a NUL'],
  ['X: a\rFrom: b\r\n\r\n', 'the header holds a bare carriage return'],
  ['no field here\r\n\r\n', 'a header line has no field name'],
  [' From: a@b.example\r\n\r\n', 'the header begins with a continuation line'],
  [`X: ${'a'.repeat(1000)}\r\n\r\n`, 'a header line is longer than 998 bytes'],
  ['From: a@b.example\r\n', 'no blank line ends the header'],
])('%j is told: %s', (text, fault) => {
  expect(read(text).faults).toContain(fault)
})

test('two megabytes of header are read within a second', () => {
  const began = performance.now()
  const block = readHeader(Buffer.from('A:\r\n'.repeat(500_000)))
  expect(block.faults.join()).toContain('more than 2000 fields')
  expect(performance.now() - began).toBeLessThan(1000)
})
