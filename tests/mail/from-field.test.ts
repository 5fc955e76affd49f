import { expect, test } from 'vitest'
import { readFrom } from '#app/mail/from-field.ts'
import { readHeader } from '#app/mail/header-fields.ts'
import { processorMs } from '#tests/factories/processor-time.ts'

const read = (...lines: string[]) => readFrom(readHeader(Buffer.from(`${lines.join('\r\n')}\r\n\r\n`)).fields)
const encoded = (text: string) => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`

test.each([
  ['mei@example.com'],
  ['<mei@example.com>'],
  ['"Mei Lin" <mei@example.com>'],
  ['Mei Lin <mei@example.com>'],
  ["Mei O'Lin-Chen <mei@example.com>"],
  ['Mei.Lin <MEI@Example.COM>'],
  [`${encoded('林美')} <mei@example.com>`],
  [`"${encoded('林美')}" <mei@example.com>`],
  ['"mei@example.com" <mei@example.com>'],
  ['"\'mei@example.com\'" <mei@example.com>'],
  ['mei@example.com <mei@example.com>'],
  ['"Lin, Mei (QQ)" <mei@example.com>'],
  ['"Mei: Home" < mei@example.com >'],
  ['Mei\r\n Lin\r\n\t<mei@example.com>'],
])('%s is one mailbox', (value) => {
  expect(read(`From: ${value}`)).toMatchObject({ address: 'mei@example.com', faults: [] })
})

test.each([
  ['<eve@evil.example>, <mei@example.com>', 'several mailboxes'],
  ['mei@example.com,<eve@evil.example>', 'several mailboxes'],
  ['<mei@example.com> <eve@evil.example>', 'goes on after'],
  ['mei@example.com <eve@evil.example>', 'several addresses'],
  ['"mei@example.com" <eve@evil.example>', 'shows another address'],
  ['"Mei ＜mei＠example.com＞" <eve@evil.example>', 'shows another address'],
  [`${encoded('mei@example.com')} <eve@evil.example>`, 'several addresses'],
  [`"${encoded('mei@example.com')}" <eve@evil.example>`, 'shows another address'],
  [`${encoded('<mei@example.com>\0')} <eve@evil.example>`, 'control characters'],
  [`${encoded('Mei <mei@example.com>')}`, 'no address'],
  ['Friends: mei@example.com;', 'group'],
  ['<@evil.example:mei@example.com>', 'route'],
  ['mei@example.com (eve@evil.example)', 'comment'],
  ['eve@evil.example (mei@example.com)', 'comment'],
  ['<mei@example.com(>)@evil.example>', 'goes on after'],
  ['"Mei" <mei@example.com', 'not closed'],
  ['"Mei <mei@example.com>', 'not closed'],
  ['"mei@example.com"@evil.example', 'no address'],
  ['mei@example.com\\@evil.example', 'not written as one'],
  ['<mei@example.com>@evil.example', 'goes on after'],
  ['mei@[127.0.0.1]', 'not written as one'],
  ['mеi@example.com', 'not ASCII'],
  ['Mei Lin', 'no address'],
  ['"" <>', 'no address'],
  ['', 'empty'],
])('%s is malformed', (value, fault) => {
  const from = read(`From: ${value}`)
  expect(from.faults.join()).toContain(fault)
})

test('every address that a malformed field shows is told', () => {
  expect(read('From: <eve@evil.example>, <mei@example.com>').mentioned).toEqual(['eve@evil.example', 'mei@example.com'])
  expect(read(`From: ${encoded('mei@example.com')} <eve@evil.example>`).mentioned).toContain('mei@example.com')
})

test.each([
  [['From: <eve@evil.example>', 'From: <mei@example.com>']],
  [['From: <eve@evil.example>', 'From : <mei@example.com>']],
  [['From', ' : <eve@evil.example>', 'From: <mei@example.com>']],
  [[' From: <eve@evil.example>', 'From: <mei@example.com>']],
])('two authors leave none: %j', (lines) => {
  expect(read(...lines)).toMatchObject({ address: null, faults: ['the mail has 2 From fields'] })
})

test('a mail without From has no author', () => {
  expect(read('To: desk@recovery.example').faults).toEqual(['the mail has no From field'])
})

test('a domain is compared as A-label', () => {
  expect(read('From: mei@bücher.example').address).toBe('mei@xn--bcher-kva.example')
  expect(read('From: mei@EXAMPLE.com').address).toBe('mei@example.com')
})

test('a field of half a megabyte is malformed, and read in no time', async () => {
  expect(
    await processorMs(() => expect(read(`From: ${'a@b.example, '.repeat(35_000)}`)).toMatchObject({ address: null })),
  ).toBeLessThan(1000)
})
