import { expect, test } from 'vitest'
import { decodeBytes, latin1Bytes } from '#app/mail/charset.ts'
import { decodeHeaderText } from '#app/mail/header-text.ts'

const bytes = (hex: string) => Buffer.from(hex, 'hex')

test.each([
  ['=?utf-8?B?6LSm5Y+3?=', '账号'],
  ['=?gb2312?B?1cu6xQ==?=', '账号'],
  ['=?GB2312*zh?Q?=D5=CB=BA=C5?=', '账号'],
  ['=?big5?B?sWK4uQ==?=', '帳號'],
  ['Re: =?utf-8?Q?a_b=3D?= c', 'Re: a b= c'],
  ['=?utf-8?Q?a?= =?utf-8?Q?b?=', 'ab'],
  ['=?utf-8?Q?a?=\r\n =?iso-8859-1?Q?=E9?=', 'aé'],
  ['=?utf-8?B?6LSm5Q==?= =?utf-8?B?j7c=?=', '账号'],
  ['=?utf-7?B?K0FEdy0=?=', '+ADw-'],
  ['=?nonsense', '=?nonsense'],
  ['plain', 'plain'],
])('%s reads %s', (value, text) => {
  expect(decodeHeaderText(value)).toBe(text)
})

test('raw bytes are read in the charset of the body', () => {
  expect(decodeHeaderText('\xd5\xcb\xba\xc5', 'gb2312')).toBe('账号')
})

test.each([
  ['d5cbbac5', 'gb2312', '账号'],
  ['86b4', 'gb2312', '喆'],
  ['e8b4a6e58fb7', 'gbk', '账号'],
  ['e8b4a6e58fb7', 'iso-8859-1', '账号'],
  ['d5cbbac5', 'utf-8', '账号'],
  ['d5cbbac5d5d2bbd8', null, '账号找回'],
  ['63616666e9', null, 'caffé'],
  ['b162b8b9', 'big5', '帳號'],
  ['1b2442255125391b284241', 'iso-2022-jp', 'パスA'],
  ['7e7b4e527e7d21', 'hz-gb-2312', '我!'],
  ['b7bfc6f0c3', 'gbk', '房起\ufffd'],
])('%s labelled %s is %s', (hex, label, text) => {
  expect(decodeBytes(bytes(hex), label)).toBe(text)
})

test('characters beyond a byte are no latin-1', () => {
  expect(latin1Bytes('账')).toBeNull()
})
