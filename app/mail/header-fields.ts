import type { HeaderField } from './parsed-mail.ts'

/** The header block of a mail as it stood in the bytes, with everything that two readers could read differently. */
export type HeaderBlock = {
  fields: readonly HeaderField[]
  /** Plain clauses; empty for a clean header. */
  faults: readonly string[]
  /** Index of the first byte of the body; the length of the bytes where there is none. */
  bodyStart: number
  /** Reading stopped at a limit: what stands below is not in `fields`, and another reader may see it. */
  cut: boolean
}

/** A longer line than any server may send (RFC 5322 section 2.1.1 allows 998) is named, not cut. */
const maxLineBytes = 998
/** Beyond these no honest header goes; reading stops, so that a hostile one costs nothing. */
const maxHeaderBytes = 512 * 1024
const maxFields = 2000
const maxLines = 5000

const lf = 0x0a
const cr = 0x0d

/** Fields whose name followed by a space, or doubled, lets one reader see another mail than the next. */
const singular = new Set([
  'from',
  'sender',
  'reply-to',
  'to',
  'subject',
  'date',
  'message-id',
  'content-type',
  'cc',
  'in-reply-to',
  'references',
  'content-transfer-encoding',
])

/** Fields that say how a mail came and who vouches for it: a name that only some read as one of these deceives. */
const vouching = new Set([
  'received',
  'return-path',
  'authentication-results',
  'dkim-signature',
  'arc-seal',
  'arc-message-signature',
  'arc-authentication-results',
])

/** Fields that are short in every honest mail: a reader that cuts long lines would see another sender or date. */
const short = new Set(['from', 'sender', 'reply-to', 'date', 'message-id'])

/** The bytes of a mail up to its body, or as far as a header is read. */
export function headerBytes(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, Math.min(readHeader(bytes).bodyStart, maxHeaderBytes))
}

/** The header of a mail is asked for by several who read it. */
const read = new WeakMap<Uint8Array, HeaderBlock>()

/**
 * Reads the header block of a mail from its bytes: our own reader, because libraries differ on which of two From fields
 * they report. Names are lower-cased, values unfolded (RFC 5322 section 2.2.3) but not decoded; bytes that are not UTF-8
 * come as latin-1, one character a byte.
 */
export function readHeader(bytes: Uint8Array): HeaderBlock {
  const known = read.get(bytes)
  if (known) return known
  const header = readBlock(bytes)
  read.set(bytes, header)
  return header
}

function readBlock(bytes: Uint8Array): HeaderBlock {
  const fields: HeaderField[] = []
  const faults = new Set<string>()
  let current: { lines: string[]; longest: number } | null = null
  let position = 0
  let bodyStart = -1
  let limit: string | null = null

  const close = () => {
    if (current) addField(current.lines.join(''), current.longest, fields, faults)
    current = null
  }

  for (let count = 0; position < bytes.length; count += 1) {
    limit = limitReached({ position, lines: count, fields: fields.length })
    if (limit) break
    const found = bytes.subarray(0, maxHeaderBytes + 1).indexOf(lf, position)
    // A line that ends only beyond the limit is not read: another reader sees it whole.
    if (found === -1 && bytes.length > maxHeaderBytes) {
      limit = tooLong
      break
    }
    const end = found === -1 ? bytes.length : found
    const lineEnd = end > position && bytes[end - 1] === cr ? end - 1 : end
    const next = found === -1 ? bytes.length : found + 1
    if (lineEnd === position) {
      bodyStart = next
      break
    }
    const line = readText(bytes.subarray(position, lineEnd))
    if (lineEnd - position > maxLineBytes) faults.add('a header line is longer than 998 bytes')
    if (line.includes('\0')) faults.add('the header holds a NUL')
    if (line.includes('\r')) faults.add('the header holds a bare carriage return')
    const folded = line[0] === ' ' || line[0] === '\t'
    if (folded && current) {
      current.lines.push(line)
      current.longest = Math.max(current.longest, lineEnd - position)
    } else if (position === 0 && mboxLine.test(line)) {
      // A separator line of an mbox file, not a field.
    } else {
      close()
      if (folded) faults.add('the header begins with a continuation line')
      current = { lines: [folded ? line.trimStart() : line], longest: lineEnd - position }
    }
    position = next
  }
  close()
  if (limit) faults.add(limit)
  if (bodyStart === -1) {
    if (!limit) faults.add('no blank line ends the header')
    bodyStart = bytes.length
  }
  return { fields, faults: [...faults], bodyStart, cut: limit !== null }
}

/** The separator line that a mail brings along from an mbox file. */
export const mboxLine = /^>?From [^:]*\d{1,2}:\d\d/

const tooLong = `the header is longer than ${maxHeaderBytes / 1024} kB`

function limitReached({ position, lines, fields }: { position: number; lines: number; fields: number }) {
  if (position >= maxHeaderBytes) return tooLong
  if (lines >= maxLines) return `the header has more than ${maxLines} lines`
  return fields > maxFields ? `the header has more than ${maxFields} fields` : null
}

/** Every value of a field, in the order of the bytes; `name` in lower case. */
export function fieldValues(fields: readonly HeaderField[], name: string): string[] {
  return fields.filter((field) => field.name === name).map((field) => field.value)
}

/** The first value of a field, or null. */
export function fieldValue(fields: readonly HeaderField[], name: string): string | null {
  return fields.find((field) => field.name === name)?.value ?? null
}

function addField(line: string, longestLine: number, fields: HeaderField[], faults: Set<string>): void {
  const colon = line.indexOf(':')
  if (colon < 1) {
    faults.add('a header line has no field name')
    return
  }
  const written = line.slice(0, colon)
  const trimmed = trimBlanks(written)
  // A name of other characters than RFC 5322 allows is kept, so that nothing of the mail is hidden. It is tested as it
  // was written: there are letters beyond ASCII whose small form is an ASCII one.
  if (!/^[!-9;-~]+$/.test(trimmed)) faults.add('a header line has no field name')
  const name = trimmed.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
  if (written !== trimmed && (singular.has(name) || vouching.has(name))) {
    faults.add(`a space stands before the colon of "${name}"`)
  }
  if (longestLine > maxLineBytes && short.has(name)) faults.add(`a line of "${name}" is longer than 998 bytes`)
  fields.push({ name, value: trimBlanks(line.slice(colon + 1)) })
}

/** Without the spaces and tabs around: all else is part of what was written. */
function trimBlanks(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && isBlank(text.charCodeAt(start))) start += 1
  while (end > start && isBlank(text.charCodeAt(end - 1))) end -= 1
  return text.slice(start, end)
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function readText(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  if (!/[\x80-\xff]/.test(text)) return text
  try {
    return utf8.decode(bytes)
  } catch {
    // Not UTF-8: one character a byte, so that the charset can still be guessed from the body.
    return text
  }
}
