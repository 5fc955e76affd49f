import { randomUUID } from 'node:crypto'

/** Charsets that demo mails are written in. */
export type Charset = 'utf-8' | 'gb18030' | 'gbk' | 'big5'

/** A mail before it is bytes. */
export type Letter = {
  /** The address in From. */
  from: string
  name?: string
  subject: string
  text?: string
  html?: string
  attachments?: readonly { filename: string; contentType: string; content: string | Uint8Array }[]
  charset?: Charset
  /** What Content-Type says where it says another charset than the one used. */
  label?: string
  /** Added as they are; a name that is there already comes a second time. */
  headers?: readonly (readonly [name: string, value: string])[]
  /** The whole body with its own Content-Type, instead of text and HTML. */
  body?: { contentType: string; content: string }
}

/** Writes a mail as a mail program does: headers, MIME parts, CRLF. Body lines are base64 or plain ASCII. */
export function compose(letter: Letter, { to, date }: { to: string; date: Date }): Buffer {
  const { from, subject, charset = 'utf-8' } = letter
  const word = (text: string) =>
    isAscii(text) ? text : `=?${letter.label ?? charset}?B?${encodeText(text, charset).toString('base64')}?=`
  const domain = from.slice(from.lastIndexOf('@') + 1)
  const header = [
    `From: ${letter.name ? `${isAscii(letter.name) ? `"${letter.name}"` : word(letter.name)} <${from}>` : from}`,
    `To: ${to}`,
    `Subject: ${word(subject)}`,
    `Date: ${date.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${randomUUID()}@${domain}>`,
    'MIME-Version: 1.0',
    ...(letter.headers ?? []).map(([name, value]) => `${name}: ${value}`),
  ]
  const { contentType, encoding, content } = drawBody(letter, charset)
  header.push(`Content-Type: ${contentType}`, ...(encoding ? [`Content-Transfer-Encoding: ${encoding}`] : []))
  return Buffer.from(`${header.join('\r\n')}\r\n\r\n${content}`, 'latin1')
}

type Part = { contentType: string; encoding: string | null; content: string }

function drawBody(letter: Letter, charset: Charset): Part {
  if (letter.body) return { contentType: letter.body.contentType, encoding: null, content: crlf(letter.body.content) }
  const label = letter.label ?? charset
  const texts = [
    ...(letter.text === undefined ? [] : [textPart('plain', letter.text, charset, label)]),
    ...(letter.html === undefined ? [] : [textPart('html', letter.html, charset, label)]),
  ]
  const [only] = texts
  const main = texts.length === 1 && only ? only : multipart('alternative', texts)
  const attached = (letter.attachments ?? []).map(({ filename, contentType, content }) => ({
    contentType: `${contentType}; name="${filename}"\r\nContent-Disposition: attachment; filename="${filename}"`,
    encoding: 'base64',
    content: wrap(Buffer.from(content)),
  }))
  return attached.length === 0 ? main : multipart('mixed', [main, ...attached])
}

function textPart(kind: 'plain' | 'html', text: string, charset: Charset, label: string): Part {
  const plain = isAscii(text) && text.split('\n').every((line) => line.length < 900)
  return {
    contentType: `text/${kind}; charset=${label}`,
    encoding: plain ? '7bit' : 'base64',
    content: plain ? crlf(text) : wrap(encodeText(crlf(text), charset)),
  }
}

function multipart(kind: string, parts: readonly Part[]): Part {
  const boundary = `part_${randomUUID()}`
  const drawn = parts.map(
    ({ contentType, encoding, content }) =>
      `--${boundary}\r\nContent-Type: ${contentType}\r\n${encoding ? `Content-Transfer-Encoding: ${encoding}\r\n` : ''}\r\n${content}\r\n`,
  )
  return {
    contentType: `multipart/${kind}; boundary="${boundary}"`,
    encoding: null,
    content: `${drawn.join('')}--${boundary}--\r\n`,
  }
}

const isAscii = (text: string) => /^[\n\r\t\x20-\x7e]*$/.test(text)
const crlf = (text: string) => text.replace(/\r?\n/g, '\r\n')
const wrap = (bytes: Uint8Array) =>
  (
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,76}/g) ?? []
  ).join('\r\n')

const tables = new Map<Charset, Map<string, readonly [number, number]>>()

/** Encodes text; the platform only decodes such charsets, so its decoder is asked for every pair of bytes once. */
export function encodeText(text: string, charset: Charset): Buffer {
  if (charset === 'utf-8') return Buffer.from(text)
  const table = tables.get(charset) ?? invert(charset)
  tables.set(charset, table)
  return Buffer.from(
    [...text].flatMap((character) => {
      if (character.charCodeAt(0) < 0x80) return [character.charCodeAt(0)]
      const pair = table.get(character)
      if (!pair) throw new Error(`${charset} has no ${JSON.stringify(character)}`)
      return [...pair]
    }),
  )
}

function invert(charset: Charset): Map<string, readonly [number, number]> {
  const decoder = new TextDecoder(charset)
  const table = new Map<string, readonly [number, number]>()
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const character = decoder.decode(new Uint8Array([lead, trail]))
      const one = [...character].length === 1 && character !== '\ufffd' && character.charCodeAt(0) >= 0x80
      if (one && !table.has(character)) table.set(character, [lead, trail])
    }
  return table
}
