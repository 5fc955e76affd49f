import { decodeBytes } from './charset.ts'
import { safeFilename } from './safe-filename.ts'

/** What Outlook packs into winmail.dat (MS-OXTNEF): named, not opened. */
export type Tnef = {
  subject: string
  /** The plain text where it carries one. */
  text: string
  attachments: readonly { filename: string; size: number }[]
}

/** Attributes and properties beyond these are not looked at; Outlook writes some dozens. */
const maxAttributes = 2000
const maxProperties = 2000
const maxFiles = 200

const signature = 0x223e9f78
const subjectId = 0x8004
const bodyId = 0x800c
const dataId = 0x800f
const titleId = 0x8010
const newFileId = 0x9002
const fileProperties = 0x9005
const codepageId = 0x9007

export function isTnef(bytes: Uint8Array): boolean {
  return bytes.length > 6 && view(bytes).getUint32(0, true) === signature
}

/** Reads what stands in a TNEF stream; one that ends too early is read as far as it goes, null for what is none. */
export function readTnef(bytes: Uint8Array): Tnef | null {
  if (!isTnef(bytes)) return null
  let charset: string | null = null
  let subject = ''
  let text = ''
  const files: { title: string; long: string; size: number }[] = []
  for (const { id, data } of readAttributes(bytes)) {
    const file = files.at(-1)
    if (id === codepageId && data.length >= 4) charset = `cp${view(data).getUint32(0, true)}`
    else if (id === subjectId) subject = readString(data, charset)
    else if (id === bodyId) text = readString(data, charset)
    else if (id === newFileId && files.length < maxFiles) files.push({ title: '', long: '', size: 0 })
    else if (id === titleId && file) file.title = readString(data, charset)
    else if (id === dataId && file) file.size = data.length
    else if (id === fileProperties && file) file.long = findLongName(data, charset)
  }
  const attachments = files.map(({ title, long, size }, index) => ({
    filename: safeFilename(long || title, `attachment-${index + 1}`),
    size,
  }))
  return { subject, text: text.replace(/\r\n?/g, '\n'), attachments }
}

function* readAttributes(bytes: Uint8Array): Generator<{ id: number; data: Uint8Array }> {
  const all = view(bytes)
  let at = 6
  for (let count = 0; count < maxAttributes && at + 9 <= bytes.length; count += 1) {
    const id = all.getUint16(at + 1, true)
    const length = all.getUint32(at + 5, true)
    const start = at + 9
    yield { id, data: bytes.subarray(start, Math.min(start + length, bytes.length)) }
    // Two bytes of a checksum, which tells nothing that matters here.
    at = start + length + 2
  }
}

/** The file's name as the sender sees it, out of its MAPI properties; the title is its name of eight and three letters. */
function findLongName(data: Uint8Array, charset: string | null): string {
  for (const { id, type, value } of readProperties(data)) {
    if (id !== longName) continue
    return type === unicodeText ? plain(new TextDecoder('utf-16le').decode(value)) : readString(value, charset)
  }
  return ''
}

const longName = 0x3707
const unicodeText = 0x1f
const severalValues = 0x1000
/** Bytes of a value by its type, padded to four. */
const sizes: Readonly<Record<number, number>> = {
  1: 4,
  2: 4,
  3: 4,
  4: 4,
  5: 8,
  6: 8,
  7: 8,
  10: 4,
  11: 4,
  20: 8,
  64: 8,
  72: 16,
}
const variable = new Set([0x0d, 0x1e, 0x1f, 0x102])

type Property = { id: number; type: number; value: Uint8Array }

/** Ends at the first property that cannot be read: behind it nothing has a place. */
function* readProperties(data: Uint8Array): Generator<Property> {
  const all = view(data)
  let at = 4
  const left = (bytes: number) => at + bytes <= data.length
  for (let count = 0; count < maxProperties && left(4); count += 1) {
    const type = all.getUint16(at, true)
    const id = all.getUint16(at + 2, true)
    at += 4
    if (id >= 0x8000) {
      if (!left(24)) return
      const named = all.getUint32(at + 16, true) === 1
      at += 24 + (named ? padded(all.getUint32(at + 20, true)) : 0)
    }
    const one = type & ~severalValues
    const fixed = sizes[one]
    if (fixed === undefined && !variable.has(one)) return
    let values = 1
    if (type & severalValues || fixed === undefined) {
      if (!left(4)) return
      values = all.getUint32(at, true)
      at += 4
    }
    for (let index = 0; index < Math.min(values, maxProperties); index += 1) {
      if (fixed === undefined && !left(4)) return
      const length = fixed ?? all.getUint32(at, true)
      if (fixed === undefined) at += 4
      if (!left(length)) return
      yield { id, type: one, value: data.subarray(at, at + length) }
      at += padded(length)
    }
  }
}

function readString(data: Uint8Array, charset: string | null): string {
  return plain(decodeBytes(data, charset))
}

function plain(text: string): string {
  return text.replace(/\0[\s\S]*$/, '')
}

function padded(length: number): number {
  return Math.ceil(length / 4) * 4
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
