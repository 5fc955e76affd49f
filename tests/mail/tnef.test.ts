import { expect, test } from 'vitest'
import { viewAttachment } from '#app/mail/attachment-view.server.ts'
import { parseMail } from '#app/mail/parse.server.ts'
import { readTnef } from '#app/mail/tnef.ts'
import { rawMail } from '#tests/factories/mail.ts'

const u16 = (value: number) => Buffer.from([value & 0xff, value >> 8])
const u32 = (value: number) => Buffer.concat([u16(value & 0xffff), u16(value >>> 16)])
const attribute = (level: number, id: number, data: Buffer) =>
  Buffer.concat([Buffer.from([level]), u16(id), u16(0x0001), u32(data.length), data, u16(0)])
const padded = (data: Buffer) => Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)])
const text = (said: string) => Buffer.from(`${said}\0`)

/** A file's properties: a number, a named one, and its long name in UTF-16. */
const properties = (name: string) => {
  const wide = Buffer.from(`${name}\0`, 'utf16le')
  return Buffer.concat([
    u32(3),
    u16(0x0003),
    u16(0x3705),
    u32(1),
    u16(0x001f),
    u16(0x8001),
    Buffer.alloc(16),
    u32(1),
    u32(4),
    Buffer.from('n\0\0\0'),
    u32(1),
    u32(2),
    Buffer.alloc(4),
    u16(0x001f),
    u16(0x3707),
    u32(1),
    u32(wide.length),
    padded(wide),
  ])
}
const winmail = Buffer.concat([
  u32(0x223e9f78),
  u16(1),
  attribute(1, 0x9007, Buffer.concat([u32(936), u32(0)])),
  attribute(1, 0x8004, Buffer.concat([Buffer.from([0xc3, 0xdc, 0xc2, 0xeb]), Buffer.from([0])])),
  attribute(1, 0x800c, text('My number\r\nis 1200000146')),
  attribute(2, 0x9002, Buffer.alloc(14)),
  attribute(2, 0x8010, text('SCANOF~1.PDF')),
  attribute(2, 0x800f, Buffer.alloc(1234)),
  attribute(2, 0x9005, properties('扫描 of the form.pdf')),
  attribute(2, 0x9002, Buffer.alloc(14)),
  attribute(2, 0x8010, text('../../evil.exe')),
  attribute(2, 0x800f, Buffer.alloc(7)),
])

test('what is packed in winmail.dat is listed by name and size', () => {
  expect(readTnef(winmail)).toEqual({
    subject: '密码',
    text: 'My number\nis 1200000146',
    attachments: [
      { filename: '扫描 of the form.pdf', size: 1234 },
      { filename: 'evil.exe', size: 7 },
    ],
  })
})

test('wherever it is cut off, what stands before is read', () => {
  for (let end = 0; end < winmail.length; end += 1) {
    const read = readTnef(winmail.subarray(0, end))
    expect(read === null || read.attachments.length <= 2).toBe(true)
  }
  expect(readTnef(winmail.subarray(0, winmail.length - 3))?.attachments).toHaveLength(2)
})

test('lengths that lie lead nowhere', () => {
  for (let at = 6; at < winmail.length - 4; at += 1) {
    const broken = Buffer.from(winmail)
    broken.writeUInt32LE(0xfffffff0, at)
    expect(() => readTnef(broken)).not.toThrow()
  }
})

test('a thousand files are not all listed', () => {
  const files = Array.from({ length: 1000 }, () => attribute(2, 0x9002, Buffer.alloc(14)))
  expect(readTnef(Buffer.concat([u32(0x223e9f78), u16(1), ...files]))?.attachments).toHaveLength(200)
})

test('what is no winmail.dat is none', () => {
  expect(readTnef(Buffer.from('MZ this is a program'))).toBeNull()
  expect(readTnef(Buffer.alloc(0))).toBeNull()
})

test('the desk shows what is packed', async () => {
  const mail = rawMail({
    fields: { 'Content-Type': 'multipart/mixed; boundary=b' },
    body: `--b\r\nContent-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\n${winmail.toString('base64')}\r\n--b--`,
  })
  const [file] = (await parseMail(mail)).attachments
  if (!file) throw new Error('the mail lost its attachment')
  expect(file).toMatchObject({ filename: 'winmail.dat', size: winmail.length })
  expect(await viewAttachment(mail, file)).toMatchObject({
    kind: 'mail',
    mail: {
      fields: [{ name: 'subject', value: '密码' }],
      text: 'My number\nis 1200000146',
      attachments: [
        { filename: '扫描 of the form.pdf', size: 1234 },
        { filename: 'evil.exe', size: 7 },
      ],
    },
  })
})
