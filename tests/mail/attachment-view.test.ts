import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { mailWithinDocument, textDocument } from '#app/mail/attachment-document.ts'
import { redrawImage } from '#app/mail/attachment-image.server.ts'
import { findPart } from '#app/mail/attachment-part.server.ts'
import { viewAttachment } from '#app/mail/attachment-view.server.ts'
import { parseMail } from '#app/mail/parse.server.ts'
import { type Attached, mailWith, onePagePdf, photograph, sha256Of, vastPng } from '#tests/factories/attached-mail.ts'
import { rawMail } from '#tests/factories/mail.ts'

const words = { cut: 'Cut.', attached: 'Attached:' }

/** Opens the one file of a mail as its stored name, type and hash find it. */
async function open(file: Attached) {
  const mail = mailWith([file])
  const [stored] = (await parseMail(mail)).attachments
  if (!stored) throw new Error('The mail has no attachment')
  return viewAttachment(mail, stored)
}

const text = (said: string, filename = 'notes.txt', contentType = 'text/plain'): Attached => ({
  filename,
  contentType,
  bytes: Buffer.from(said),
})

describe('an attachment is found again by its hash', () => {
  test('byte for byte, also among others of the same name', async () => {
    const bytes = Buffer.from([0, 1, 2, 255, 254, 13, 10, 13])
    const mail = mailWith([text('first', 'a.bin'), { filename: 'a.bin', contentType: 'application/x', bytes }])
    const found = await findPart(mail, sha256Of(bytes))
    expect(Buffer.from(found?.bytes ?? []).equals(bytes)).toBe(true)
  })

  test('every attachment that was listed is found', async () => {
    const files = Array.from({ length: 10 }, (_, n) => text(`file ${n}`, `file-${n}.txt`))
    const mail = mailWith(files)
    const { attachments } = await parseMail(mail)
    const found = await Promise.all(attachments.map(({ sha256 }) => findPart(mail, sha256)))
    expect(found.map((part) => Buffer.from(part?.bytes ?? []).toString())).toEqual(files.map((_, n) => `file ${n}`))
  })

  test('another hash finds nothing', async () => {
    expect(await findPart(mailWith([text('x')]), sha256Of(Buffer.from('y')))).toBeNull()
  })
})

describe('pictures are drawn anew', () => {
  test('nothing that the file said beside the picture is left', async () => {
    const bytes = await photograph()
    expect((await sharp(bytes).metadata()).exif).toBeDefined()
    const view = await open({ filename: 'card.jpg', contentType: 'image/jpeg', bytes })
    if (view?.kind !== 'image') throw new Error(`shown as ${view?.kind}`)
    const { format, exif, width, height } = await sharp(view.bytes).metadata()
    expect({ type: view.type, format, exif, width, height }).toEqual({
      type: 'image/webp',
      format: 'webp',
      exif: undefined,
      width: 40,
      height: 30,
    })
  })

  test('what hides behind a picture does not come through', async () => {
    const png = await sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } })
      .png()
      .toBuffer()
    const drawn = await redrawImage(Buffer.concat([png, Buffer.from('<script>alert(1)</script>')]))
    expect(Buffer.from(drawn?.bytes ?? []).includes('script')).toBe(false)
    expect(drawn).not.toBeNull()
  })

  test('a large one is made as small as a screen', async () => {
    const drawn = await redrawImage(await photograph(3000, 1500))
    expect(await sharp(drawn?.bytes).metadata()).toMatchObject({ width: 2000, height: 1000 })
  })

  test('one of more pixels than a photograph has is not opened', async () => {
    expect(await redrawImage(vastPng())).toBeNull()
  })

  test.each([
    ['an SVG that says it is a PNG', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'],
    ['a page that says it is a PNG', '<html><script>alert(1)</script></html>'],
    ['a PNG that breaks off', '\x89PNG\r\n\x1a\n\0\0'],
    ['nothing', ''],
  ])('%s is not shown', async (_what, said) => {
    const bytes = Buffer.from(said, 'latin1')
    expect(await open({ filename: 'card.png', contentType: 'image/png', bytes })).toEqual({ kind: 'none' })
  })
})

test('a PDF is one by its bytes, or is not shown', async () => {
  const file = { filename: 'paper.pdf', contentType: 'application/pdf' }
  expect(await open({ ...file, bytes: onePagePdf })).toMatchObject({ kind: 'pdf' })
  expect(await open({ ...file, bytes: Buffer.from('<script>') })).toEqual({ kind: 'none' })
})

describe('text', () => {
  test('of an HTML file is its source', async () => {
    const view = await open(text('<script>alert(1)</script>', 'page.html', 'text/html'))
    expect(view).toEqual({ kind: 'text', text: '<script>alert(1)</script>', cut: false })
    const document = textDocument(view as { text: string; cut: boolean }, words)
    expect(document).not.toContain('<script>')
    expect(document).toContain('&lt;script&gt;')
  })

  test('is read in its charset', async () => {
    const file = { filename: 'a.txt', contentType: 'text/plain; charset=gb2312', bytes: Buffer.from('c4e3bac3', 'hex') }
    expect(await open(file)).toMatchObject({ text: '你好' })
    const marked = { filename: 'a.txt', contentType: 'text/plain', bytes: Buffer.from('\ufeffHi', 'utf16le') }
    expect(await open(marked)).toMatchObject({ text: 'Hi' })
  })

  test('shows no password', async () => {
    expect(await open(text('My password is hunter2-secret, please help.'))).toMatchObject({
      text: expect.not.stringContaining('hunter2'),
    })
  })

  test('is cut when it is very long, and says so', async () => {
    const view = await open(text('字'.repeat(250_000)))
    expect(view).toMatchObject({ cut: true })
    expect(view?.kind === 'text' && view.text.length).toBe(200_000)
  })

  test('that is none is not shown', async () => {
    expect(await open(text('MZ\0\0program'))).toEqual({ kind: 'none' })
  })
})

describe('a mail within the mail', () => {
  const inner = rawMail({
    fields: { From: '"Bo" <bo@example.net>', Subject: '=?utf-8?B?5b+Y6K6w5a+G56CB?=' },
    body: 'The password is hunter2-secret. <b>Hello</b>\r\n',
  })
  const file = { filename: 'old.eml', contentType: 'message/rfc822', bytes: inner }

  test('is read one level deep, as text', async () => {
    const view = await open(file)
    if (view?.kind !== 'mail') throw new Error(`shown as ${view?.kind}`)
    expect(view.mail.fields).toContainEqual({ name: 'from', value: '"Bo" <bo@example.net>' })
    expect(view.mail.fields).toContainEqual({ name: 'subject', value: '忘记密码' })
    expect(view.mail.text).toContain('<b>Hello</b>')
    expect(view.mail.text).not.toContain('hunter2')
    const document = mailWithinDocument(view, words)
    expect(document).toContain('&lt;b&gt;Hello')
    expect(document).toContain('&quot;Bo&quot; &lt;bo@example.net&gt;')
  })

  test('names what is attached to it, and opens none of that', async () => {
    const nested = mailWith([text('deep', 'deep.txt')])
    const view = await open({ ...file, bytes: nested })
    expect(view).toMatchObject({
      mail: { attachments: [{ filename: 'deep.txt', contentType: 'text/plain', size: 4 }] },
    })
    expect(JSON.stringify(view)).not.toContain('ZGVlcA')
  })
})
