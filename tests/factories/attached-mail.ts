import { createHash } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { rawMail } from './mail.ts'

export type Attached = { filename: string; contentType: string; bytes: Uint8Array; disposition?: string }

/** Mei's mail with files attached to it. */
export function mailWith(files: readonly Attached[], fields: Record<string, string> = {}): Buffer {
  // A mail within a mail has another boundary than the one around it.
  const boundary = `cut-${sha256Of(Buffer.concat(files.map(({ bytes }) => bytes))).slice(0, 12)}`
  const parts = files.map(({ filename, contentType, bytes, disposition = 'attachment' }) =>
    [
      `--${boundary}\r\nContent-Type: ${contentType}`,
      `Content-Disposition: ${disposition}; filename="${filename}"`,
      ...(contentType.startsWith('message/')
        ? ['', Buffer.from(bytes).toString('latin1')]
        : ['Content-Transfer-Encoding: base64', '', Buffer.from(bytes).toString('base64')]),
    ].join('\r\n'),
  )
  const text = `--${boundary}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nI forgot my password. My number is 29433423. See the papers.\r\n`
  const body = `${text}${parts.join('\r\n')}\r\n--${boundary}--\r\n`
  return rawMail({ fields: { 'Content-Type': `multipart/mixed; boundary=${boundary}`, ...fields }, body })
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** A picture that says where it was taken. */
export function photograph(width = 40, height = 30): Promise<Buffer> {
  const blank = sharp({ create: { width, height, channels: 3, background: '#2a6' } })
  return blank
    .jpeg()
    .withExif({ IFD0: { Copyright: 'Mei' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '30/1 39/1 0/1' } })
    .toBuffer()
}

/** A sound picture of 8,000 by 8,000 pixels in a few kilobytes. */
export function vastPng(): Buffer {
  const size = Buffer.alloc(13)
  size.writeUInt32BE(8_000, 0)
  size.writeUInt32BE(8_000, 4)
  // One bit a pixel, black and white; each line begins with its filter.
  size.set([1, 0, 0, 0, 0], 8)
  const lines = Buffer.alloc(8_000 * (1 + 1_000))
  const chunk = (type: string, data: Buffer) => {
    const named = Buffer.concat([Buffer.from(type), data])
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    check.writeUInt32BE(crc32(named))
    return Buffer.concat([length, named, check])
  }
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', size),
    chunk('IDAT', deflateSync(lines)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** A document of one page that says so. */
export const onePagePdf = Buffer.from(`%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 144]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj
4 0 obj<</Length 44>>stream
BT /F1 24 Tf 50 80 Td (Paper of Mei) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
`)
