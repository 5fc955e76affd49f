import { expect, test } from 'vitest'
import { decodeAs, offeredCharsets } from '#app/mail/charset.ts'
import { readAgainAs } from '#app/mail/read-again.server.ts'
import { rawMail } from '#tests/factories/mail.ts'
import { fixture } from '#tests/factories/mail-fixture.ts'

/** "密码" in GBK. */
const gbk = Buffer.from([0xc3, 0xdc, 0xc2, 0xeb])
const mislabelled = (type: string, before = '', after = '') =>
  Buffer.concat([
    rawMail({
      fields: { Subject: `=?iso-8859-1?B?${gbk.toString('base64')}?=`, 'Content-Type': type },
      body: before,
    }),
    gbk,
    Buffer.from(after),
  ])

test.each([
  ['plain text', mislabelled('text/plain; charset=iso-8859-1')],
  ['HTML', mislabelled('text/html; charset=windows-1251', '<p>', '</p>')],
  [
    'a part',
    mislabelled('multipart/mixed; boundary=b', '--b\r\nContent-Type: text/plain; charset=koi8-r\r\n\r\n', '\r\n--b--'),
  ],
])('%s under a wrong label is read in the charset that an agent names', async (_what, bytes) => {
  expect(await readAgainAs(bytes, 'GB18030')).toMatchObject({ subject: '密码', text: '密码', language: 'zh' })
  expect((await readAgainAs(bytes, 'windows-1252'))?.text).toBe('ÃÜÂë')
})

test('HTML comes back safe and in the same charset', async () => {
  const bytes = mislabelled('text/html; charset=iso-8859-1', '<p onclick="x()">', '</p>')
  expect((await readAgainAs(bytes, 'gb18030'))?.safeHtml).toBe('<p>密码</p>')
})

test('what reads as UTF-8 is read otherwise all the same', async () => {
  const bytes = rawMail({ body: '账号' })
  expect((await readAgainAs(bytes, 'utf-8'))?.text).toBe('账号')
  expect((await readAgainAs(bytes, 'windows-1252'))?.text).toBe('è´¦å\u008f·')
})

test('HZ is read where nothing says that it is HZ', async () => {
  const bytes = Buffer.from(
    Buffer.from(fixture('hz-body'))
      .toString('latin1')
      .replace(/hz-gb-2312/gi, 'us-ascii'),
    'latin1',
  )
  expect((await readAgainAs(bytes, 'hz'))?.text).toContain('1200000300')
  expect((await readAgainAs(bytes, 'hz'))?.text).not.toContain('~{')
})

test('a charset that is not offered is refused', async () => {
  expect(await readAgainAs(rawMail(), 'utf-7')).toBeNull()
  expect(await readAgainAs(rawMail(), '')).toBeNull()
})

test.each(offeredCharsets)('%s is one that we can read', (charset) => {
  expect(decodeAs(Buffer.from('    '), charset)).not.toBeNull()
})
