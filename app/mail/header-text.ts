import { decodeAs, decodeBytes, latin1Bytes } from './charset.ts'

const encodedWord = /=\?([^\s?]{1,60})\?([bBqQ])\?([^?\s]*(?: [^?\s]+)*)\?=/g

/**
 * A header value as a person reads it: encoded words decoded (RFC 2047), also inside quotes as Chinese clients write them,
 * and raw 8-bit bytes read in the charset of the body where they are not UTF-8.
 *
 * @param forcedCharset in which words are read whatever they say of themselves
 */
export function decodeHeaderText(
  value: string,
  bodyCharset: string | null = null,
  forcedCharset: string | null = null,
): string {
  let out = ''
  let at = 0
  let pending: { charset: string; bytes: Uint8Array[] } | null = null
  const flush = () => {
    if (pending) {
      const bytes = joinBytes(pending.bytes)
      out += (forcedCharset && decodeAs(bytes, forcedCharset)) ?? decodeBytes(bytes, pending.charset)
    }
    pending = null
  }
  for (const match of value.matchAll(encodedWord)) {
    const between = value.slice(at, match.index)
    const charset = (match[1] ?? '').replace(/\*.*$/, '').toLowerCase()
    const bytes = (match[2] ?? '').toLowerCase() === 'b' ? base64Bytes(match[3] ?? '') : quotedBytes(match[3] ?? '')
    // A character may be split over two words of one charset: the bytes are joined before they are read.
    if (pending && between.trim() === '' && pending.charset === charset) {
      pending.bytes.push(bytes)
    } else {
      const afterWord: boolean = pending !== null
      flush()
      if (!(afterWord && between.trim() === '')) out += readRaw(between, bodyCharset)
      pending = { charset, bytes: [bytes] }
    }
    at = match.index + match[0].length
  }
  flush()
  return out + readRaw(value.slice(at), bodyCharset)
}

/** One line without control characters, for what is shown as one line. */
export function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim()
}

function readRaw(text: string, charset: string | null): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: plain ASCII is the usual case
  if (/^[\u0000-\u007f]*$/.test(text)) return text
  const bytes = latin1Bytes(text)
  return bytes === null ? text : decodeBytes(bytes, charset)
}

function quotedBytes(text: string): Uint8Array {
  const bytes: number[] = []
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? ''
    const hex = char === '=' ? text.slice(at + 1, at + 3) : ''
    if (/^[0-9a-fA-F]{2}$/.test(hex)) {
      bytes.push(Number.parseInt(hex, 16))
      at += 2
    } else {
      bytes.push(char === '_' ? 0x20 : char.charCodeAt(0) & 0xff)
    }
  }
  return Uint8Array.from(bytes)
}

function base64Bytes(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'base64'))
}

function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}
