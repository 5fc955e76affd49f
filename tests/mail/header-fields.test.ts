import { expect, test } from 'vitest'
import { readHeader } from '#app/mail/header-fields.ts'
import { processorMs } from '#tests/factories/processor-time.ts'

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
  ['\x0bDKIM-Signature: v=1\r\n\r\n', 'a header line has no field name'],
  ['X\xa0: a\r\n\r\n', 'a header line has no field name'],
  ['X Y: a\r\n\r\n', 'a header line has no field name'],
  ['DKIM-Signature : v=1\r\n\r\n', 'a space stands before the colon of "dkim-signature"'],
  ['Authentication-Results\t: x\r\n\r\n', 'a space stands before the colon of "authentication-results"'],
  ['Received\r\n : x\r\n\r\n', 'a space stands before the colon of "received"'],
  [`From: ${'a'.repeat(1000)}@b.example\r\n\r\n`, 'a line of "from" is longer than 998 bytes'],
])('%j is told: %s', (text, fault) => {
  expect(read(text).faults).toContain(fault)
})

test.each<[string, () => string, string]>([
  ['a line of 600 kB', () => `X: ${'a'.repeat(600 * 1024)}\r\n\r\n`, 'the header is longer than 512 kB'],
  ['600 kB without a line end', () => `X: ${'a'.repeat(600 * 1024)}`, 'the header is longer than 512 kB'],
  ['600 kB of lines', () => `${`X: ${'a'.repeat(900)}\r\n`.repeat(700)}\r\n`, 'the header is longer than 512 kB'],
  ['5200 lines', () => `${'X: 1\r\n a\r\n b\r\n c\r\n'.repeat(1300)}\r\n`, 'the header has more than 5000 lines'],
  ['2100 fields', () => `${'X: 1\r\n'.repeat(2100)}\r\n`, 'the header has more than 2000 fields'],
])('reading stops at %s, and says so', (_what, text, fault) => {
  expect(read(text())).toMatchObject({ cut: true, faults: expect.arrayContaining([fault]) })
})

test('only what stands around it in spaces and tabs is no part of a name or a value', () => {
  expect(read('\x0bSubject: a\r\nSubject: \t b\x0c \r\n\r\n').fields).toEqual([
    { name: '\x0bsubject', value: 'a' },
    { name: 'subject', value: 'b\x0c' },
  ])
})

test('a letter whose small form is an ASCII one makes no ASCII name', () => {
  const { fields, faults } = readHeader(Buffer.from('D\u212aIM-Signature: v=1\r\n\r\n'))
  expect(fields[0]?.name).not.toBe('dkim-signature')
  expect(faults).toContain('a header line has no field name')
})

test('a header that ends at a limit is cut, one that ends with the mail is not', () => {
  expect(read(`X: ${'a'.repeat(600 * 1024)}\r\n\r\n`)).toMatchObject({ cut: true, fields: [] })
  expect(read(`X: ${'a'.repeat(600 * 1024)}\r\n\r\n`).faults).not.toContain('no blank line ends the header')
  expect(read('From: a@b.example\r\n')).toMatchObject({ cut: false, faults: ['no blank line ends the header'] })
  expect(read(`A: 1\r\n\r\n${'x'.repeat(600 * 1024)}`)).toMatchObject({ cut: false, faults: [] })
})

test('twenty megabytes without a line end are given up within a second', async () => {
  const bytes = Buffer.alloc(20_000_000, 'a')
  expect(await processorMs(() => expect(readHeader(bytes).cut).toBe(true))).toBeLessThan(1000)
})

test('two megabytes of header are read within a second', async () => {
  const cost = await processorMs(() => {
    const block = readHeader(Buffer.from('A:\r\n'.repeat(500_000)))
    expect(block.faults.join()).toContain('more than 2000 fields')
  })
  expect(cost).toBeLessThan(1000)
})
