import type { HeaderField } from './parsed-mail.ts'

/** The header block of a mail as it stood in the bytes, with everything that two readers could read differently. */
export type HeaderBlock = {
  fields: readonly HeaderField[]
  /** Plain clauses; empty for a clean header. */
  faults: readonly string[]
  /** Index of the first byte of the body; the length of the bytes where there is none. */
  bodyStart: number
}

/** A longer line than any server may send (RFC 5322 section 2.1.1 allows 998) is named, not cut. */
const maxLineBytes = 998
/** Beyond this no honest header goes; reading stops, so that a hostile one costs nothing. */
const maxHeaderBytes = 512 * 1024
const maxFields = 2000

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

/**
 * Reads the header block of a mail from its bytes: our own reader, because libraries differ on which of two From fields
 * they report. Names are lower-cased, values unfolded (RFC 5322 section 2.2.3) but not decoded; bytes that are not UTF-8
 * come as latin-1, one character a byte.
 */
export function readHeader(bytes: Uint8Array): HeaderBlock {
  const fields: HeaderField[] = []
  const faults = new Set<string>()
  let current: string[] | null = null
  let position = 0
  let bodyStart = -1
  const limit = Math.min(bytes.length, maxHeaderBytes)

  const close = () => {
    if (current) addField(current.join(''), fields, faults)
    current = null
  }

  while (position < limit) {
    const found = bytes.indexOf(lf, position)
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
      current.push(line)
    } else if (position === 0 && /^>?From [^:]*\d{1,2}:\d\d/.test(line)) {
      // A separator line of an mbox file, not a field.
    } else {
      close()
      if (folded) faults.add('the header begins with a continuation line')
      current = [folded ? line.trimStart() : line]
    }
    position = next
    if (fields.length > maxFields) {
      faults.add(`the header has more than ${maxFields} fields`)
      break
    }
  }
  close()
  if (bodyStart === -1) {
    faults.add('no blank line ends the header')
    bodyStart = bytes.length
  }
  return { fields, faults: [...faults], bodyStart }
}

/** Every value of a field, in the order of the bytes; `name` in lower case. */
export function fieldValues(fields: readonly HeaderField[], name: string): string[] {
  return fields.filter((field) => field.name === name).map((field) => field.value)
}

/** The first value of a field, or null. */
export function fieldValue(fields: readonly HeaderField[], name: string): string | null {
  return fields.find((field) => field.name === name)?.value ?? null
}

function addField(line: string, fields: HeaderField[], faults: Set<string>): void {
  const colon = line.indexOf(':')
  if (colon < 1) {
    faults.add('a header line has no field name')
    return
  }
  const written = line.slice(0, colon)
  const name = written.trim().toLowerCase()
  // A name of other characters than RFC 5322 allows is kept, so that nothing of the mail is hidden.
  if (!/^[!-9;-~]+$/.test(name)) faults.add('a header line has no field name')
  if (written !== written.trimEnd() && singular.has(name)) faults.add(`a space stands before the colon of "${name}"`)
  fields.push({ name, value: line.slice(colon + 1).trim() })
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function readText(bytes: Uint8Array): string {
  let ascii = true
  for (const byte of bytes) {
    if (byte > 0x7f) {
      ascii = false
      break
    }
  }
  if (!ascii) {
    try {
      return utf8.decode(bytes)
    } catch {
      // Not UTF-8: one character a byte, so that the charset can still be guessed from the body.
    }
  }
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return text
}
