import { expect, test } from 'vitest'
import { readsOneWay } from '#app/mail/body-reading.ts'

const nothing = { type: true, encoding: true }

function oneWay(fields: Record<string, string>, body: string, unsigned = nothing): boolean {
  const list = Object.entries(fields).map(([name, value]) => ({ name, value }))
  return readsOneWay(list, Buffer.from(body.replaceAll('\n', '\r\n')), unsigned)
}
const plain = { 'content-type': 'text/plain; charset="UTF-8"' }
const html = { 'content-type': 'text/html; charset=utf-8' }
const quoted = { ...plain, 'content-transfer-encoding': 'quoted-printable' }
const base64 = { ...plain, 'content-transfer-encoding': 'base64' }
const mixed = (boundary: string) => ({ 'content-type': `multipart/mixed; boundary="${boundary}"` })
const parts = '--000abc\nContent-Type: text/plain\n\nHello\n--000abc--\n'

test.each<[string, Record<string, string>, string]>([
  ['a plain text', plain, 'My number is 1200000146.\n-- \nMei\n'],
  ['a text without a type', {}, 'My number is 1200000146.\n'],
  ['a rule of signs of equality', plain, 'Hello\n==========\nMei\n'],
  ['rules of dashes below a signature', plain, 'Hello\n-- \nMei\n----\n-----\n-------\n'],
  ['links with signs that could be codes', plain, 'https://example.com/?id=20&b=3D\n'],
  ['quoted-printable', quoted, 'Caf=C3=A9, this line goes on =\nhere\n'],
  ['quoted-printable with the line breaks of Exchange', quoted, 'Hello=0D=0A=\nMei=0A=\n'],
  ['base64', base64, 'TXkgbnVtYmVyIGlzIDEyMDAwMDAxNDYu\n'],
  ['an HTML page', html, '<html><body><p>Hello</p></body></html>\n'],
  ['a piece of HTML', html, '<div dir="ltr">Hello</div>\n'],
  ['a list in HTML', html, '<ul><li>Hello</li></ul>\n'],
  ['parts as Gmail writes them', mixed('000abc'), parts],
  ['parts as QQ writes them', mixed('000abc'), `This is a multi-part message in MIME format.\n\n${parts}`],
  ['parts of which one is quoted-printable', mixed('000abc'), '--000abc\n\nHello =\nMei\n--000abc--\n'],
  [
    'parts within parts',
    mixed('out'),
    '--out\nContent-Type: multipart/alternative; boundary=in\n\n--in\n\nHello\n--in--\n\n--out--\n',
  ],
  ['ISO-2022-JP', { 'content-type': 'text/plain; charset=ISO-2022-JP' }, 'Hello\n'],
])('%s can be read in one way only', (_what, fields, body) => {
  expect(oneWay(fields, body)).toBe(true)
})

test.each<[string, Record<string, string>, string]>([
  [
    'a boundary of a part within',
    mixed('in'),
    '--out\nContent-Type: multipart/mixed; boundary=in\n\n--in\n\nx\n--in--\n--out--\n',
  ],
  ['a boundary below the words of its writer', mixed('b'), 'Hello Eve\n\n--b\n\nI am Mei\n--b--\n'],
  [
    'a boundary that a forwarded letter begins with',
    mixed('- Forwarded'),
    '--- Forwarded\n\nI am Mei\n--- Forwarded--\n',
  ],
  ['words below the last boundary', mixed('000abc'), `${parts}And more\n`],
  ['parts that are never closed', mixed('000abc'), '--000abc\n\nHello\n'],
  ['two boundaries', { 'content-type': 'multipart/mixed; boundary=000abc; boundary=x' }, parts],
  ['a continued boundary', { 'content-type': 'multipart/mixed; boundary*0=000; boundary*1=abc' }, parts],
  ['parts in base64', { ...mixed('000abc'), 'content-transfer-encoding': 'base64' }, parts],
  ['parts shown as a text', plain, parts],
  ['a page shown as a text', plain, 'Hello<br>\n<blockquote>I am Mei</blockquote>\n'],
  ['a text shown as a page', html, 'Hello\n> I am Mei\n'],
  ['an address shown as a page', html, '<mei@example.com> wrote:\n> I am Mei\n'],
  ['a message within', { 'content-type': 'message/rfc822' }, 'From: eve@evil.example\n\nI am Mei\n'],
  ['a line of a quotation that a soft break cut', plain, '> what he said to me is =\nI am Mei\n'],
  ['a line break that hides in a quotation', quoted, '> what he said=0AI am Mei\n'],
  ['a charset in which signs hide', { 'content-type': 'text/plain; charset=hz-gb-2312' }, 'Hello\n'],
  ['two bytes a sign', { 'content-type': 'text/plain; charset=utf-16le' }, 'Hello\n'],
  ['words that are no base64', base64, 'Hello, Eve!\n'],
  ['an encoding of old', { ...plain, 'content-transfer-encoding': 'x-uuencode' }, 'begin 644 a\n'],
  ['a file name for a type', { 'content-disposition': 'attachment; filename=a.html' }, 'Hello\n'],
])('%s can be read in several ways', (_what, fields, body) => {
  expect(oneWay(fields, body)).toBe(false)
})

test('what is signed need not speak for itself', () => {
  expect(oneWay(plain, 'Hello<br>\n', { type: false, encoding: true })).toBe(true)
  expect(oneWay(mixed('x'), 'Hello', { type: false, encoding: true })).toBe(true)
  expect(oneWay(quoted, '> a=0Ab\n', { type: true, encoding: false })).toBe(true)
  expect(oneWay(quoted, '> a=0Ab\n', { type: false, encoding: true })).toBe(false)
})
