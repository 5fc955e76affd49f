/**
 * Reads bytes in the charset their label names, or in the one they are plainly written in where the label is wrong.
 * gb2312 and GBK are read as gb18030, of which they are parts: Chinese clients label GBK text as gb2312.
 */
export function decodeBytes(bytes: Uint8Array, label: string | null): string {
  const charset = canonicalCharset(label)
  if (charset === 'hz') return decodeHz(bytes)
  if (charset === 'iso-2022-jp') return new TextDecoder(charset).decode(bytes)
  if (isAscii(bytes)) return new TextDecoder('utf-8').decode(bytes)
  const asUtf8 = tryDecode(bytes, 'utf-8')
  if (charset === null || charset === 'utf-8') return asUtf8 ?? guessUnlabelled(bytes)
  // Bytes that form several characters of UTF-8 by chance are as good as unknown in any other charset.
  if (asUtf8 !== null && isSurelyUtf8(asUtf8) && !charset.startsWith('utf-16')) return asUtf8
  return new TextDecoder(markedOrder(bytes, charset)).decode(bytes)
}

/** Which end of UTF-16 comes first, where a byte order mark says so: "utf-16" alone does not. */
function markedOrder(bytes: Uint8Array, charset: string): string {
  return charset === 'utf-16le' && bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : charset
}

/** Charsets that an agent may have a mail read in again, the likeliest first. */
export const offeredCharsets = [
  'utf-8',
  'gb18030',
  'big5',
  'hz',
  'shift_jis',
  'iso-2022-jp',
  'euc-jp',
  'euc-kr',
  'windows-1252',
  'windows-1251',
  'koi8-r',
  'windows-1250',
  'windows-1254',
  'windows-1256',
  'windows-1258',
  'windows-874',
  'utf-16le',
  'utf-16be',
] as const

/** Reads bytes in just this charset, whatever they look like; null where it is none that we know. */
export function decodeAs(bytes: Uint8Array, label: string): string | null {
  const charset = canonicalCharset(label)
  if (charset === null) return null
  return charset === 'hz' ? decodeHz(bytes) : new TextDecoder(charset).decode(bytes)
}

/** Characters of a string read as latin-1, back as the bytes they stood for; null if it holds any other. */
export function latin1Bytes(text: string): Uint8Array | null {
  const bytes = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code > 0xff) return null
    bytes[at] = code
  }
  return bytes
}

const aliases: Record<string, string> = {
  'gb2312-80': 'gb18030',
  gb2312: 'gb18030',
  gbk: 'gb18030',
  'x-gbk': 'gb18030',
  cp936: 'gb18030',
  ms936: 'gb18030',
  'windows-936': 'gb18030',
  'euc-cn': 'gb18030',
  'hz-gb-2312': 'hz',
  hz: 'hz',
  'hz-gb2312': 'hz',
  cp950: 'big5',
  'ansi_x3.4-1968': 'utf-8',
  'us-ascii': 'utf-8',
  ascii: 'utf-8',
  'unicode-1-1-utf-8': 'utf-8',
  utf8mb4: 'utf-8',
  cp932: 'shift_jis',
  'iso-2022-jp-1': 'iso-2022-jp',
  'iso-2022-jp-2': 'iso-2022-jp',
  'iso-2022-jp-ms': 'iso-2022-jp',
  cp949: 'euc-kr',
  ks_c_5601: 'euc-kr',
}

function canonicalCharset(label: string | null): string | null {
  const asked = (label ?? '')
    .trim()
    .toLowerCase()
    .replace(/^["']|["']$/g, '')
    .replace(/\*.*$/, '')
    .trim()
  if (!asked || /utf-?7/.test(asked)) return null
  const name = aliases[asked] ?? aliases[asked.replaceAll('_', '-')] ?? asked
  if (name === 'hz') return name
  for (const candidate of [
    name,
    name.replace(/^cp-?(12\d\d)$/, 'windows-$1'),
    name.replace(/^iso_?(8859)/, 'iso-$1'),
  ]) {
    try {
      const found = new TextDecoder(candidate).encoding
      return found === 'gbk' ? 'gb18030' : found
    } catch {
      // The next spelling may be known.
    }
  }
  return null
}

function tryDecode(bytes: Uint8Array, charset: string): string | null {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function isAscii(bytes: Uint8Array): boolean {
  // By its places: `for … of` asks an iterator for each byte.
  for (let at = 0; at < bytes.length; at += 1) if ((bytes[at] as number) > 0x7f) return false
  return true
}

/** Three bytes a character, or many characters: by chance neither happens in GBK, Big5 or latin text. */
function isSurelyUtf8(text: string): boolean {
  let others = 0
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code >= 0x800) return true
    if (code > 0x7f) others += 1
    if (others >= 6) return true
  }
  return false
}

function guessUnlabelled(bytes: Uint8Array): string {
  const chinese = tryDecode(bytes, 'gb18030')
  if (chinese !== null && hanShare(chinese) > 0.6) return chinese
  return new TextDecoder(hanShare(new TextDecoder('utf-8').decode(bytes)) > 0.6 ? 'utf-8' : 'windows-1252').decode(
    bytes,
  )
}

/** The share of Han among the characters that are not ASCII. */
function hanShare(text: string): number {
  let han = 0
  let others = 0
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code < 0x80) continue
    others += 1
    if ((code >= 0x4e00 && code <= 0x9fa5) || (code >= 0x3000 && code <= 0x303f) || (code >= 0xff00 && code <= 0xffef))
      han += 1
  }
  return others === 0 ? 0 : han / others
}

/** RFC 1843: ~{ opens GB 2312 in seven bits, ~} closes it, ~~ is a tilde. */
function decodeHz(bytes: Uint8Array): string {
  const out: number[] = []
  let han = false
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0
    const next = bytes[at + 1]
    if (byte === 0x7e && next !== undefined) {
      if (next === 0x7b || next === 0x7d) {
        han = next === 0x7b
        at += 1
        continue
      }
      if (next === 0x7e && !han) {
        out.push(0x7e)
        at += 1
        continue
      }
      if (next === 0x0a && !han) {
        at += 1
        continue
      }
    }
    if (byte === 0x0a) han = false
    if (han && byte >= 0x21 && byte <= 0x7d && next !== undefined && next >= 0x21 && next <= 0x7e) {
      out.push(byte | 0x80, next | 0x80)
      at += 1
    } else {
      out.push(byte)
    }
  }
  return new TextDecoder('gb18030').decode(Uint8Array.from(out))
}
