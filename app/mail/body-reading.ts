import { decodeAs } from './charset.ts'
import { fieldValue } from './header-fields.ts'
import type { HeaderField } from './parsed-mail.ts'

/**
 * Whether a body can be read in one way only, whatever its header said before somebody rewrote it: most providers sign
 * the body but not the fields that say how it is read (Gmail, Yahoo and QQ sign no Content-Type, hardly anybody signs
 * Content-Transfer-Encoding). Another boundary makes a forwarded letter the writer's own words, and another encoding
 * breaks the lines of a quotation. In doubt it is not one way.
 *
 * @param unsigned which of the fields that say it anybody may have rewritten, added or taken away
 */
export function readsOneWay(
  fields: readonly HeaderField[],
  body: Uint8Array,
  unsigned: { type: boolean; encoding: boolean },
): boolean {
  const written = fieldValue(fields, 'content-type')
  // The file name that a disposition gives can stand for a type.
  if (written === null && fieldValue(fields, 'content-disposition') !== null) return false
  const type = readType(written ?? 'text/plain')
  const encoding = (fieldValue(fields, 'content-transfer-encoding') ?? '7bit').toLowerCase()
  if (!unsigned.type && (written ?? '').trim().toLowerCase().startsWith('multipart/')) return true
  if (unsigned.type && type === null) return false
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1')
  if (type?.name.startsWith('multipart/')) return plainEncodings.has(encoding) && isWholeMultipart(text, type)
  if (unsigned.encoding && !(encodings.has(encoding) && isPlainlyEncoded(encoding, text))) return false
  if (!unsigned.type || type === null) return true
  return !holdsParts(text) && isPlainly(type, encoding, text)
}

const plainEncodings = new Set(['7bit', '8bit', 'binary'])
const encodings = new Set([...plainEncodings, 'quoted-printable', 'base64'])

type Type = { name: string; parameters: ReadonlyMap<string, string> }

/** RFC 2045 section 5.1, without what programs read differently: comments, continued and doubled parameters. */
function readType(value: string): Type | null {
  const [name = '', ...rest] = value.split(';')
  if (!/^[a-z0-9.+-]+\/[a-z0-9.+-]+$/i.test(name.trim())) return null
  const parameters = new Map<string, string>()
  for (const written of rest) {
    if (written.trim() === '') continue
    const match = /^([a-z0-9-]+)=(?:"([^"\\]*)"|([^\s"()<>@,;:\\]+))$/i.exec(written.trim())
    const key = match?.[1]?.toLowerCase()
    if (key === undefined || parameters.has(key)) return null
    parameters.set(key, match?.[2] ?? match?.[3] ?? '')
  }
  return { name: name.trim().toLowerCase(), parameters }
}

const joins = new Set(['multipart/mixed', 'multipart/alternative', 'multipart/related', 'multipart/signed'])
const boundaryShape = /^[\w'()+,./:=?-]{1,70}$/
const preamble = /^\s*(?:This is a (?:MIME )?multi-?part message in MIME format\.?\s*)?$/i

/** Its boundary is the first line and the last that can be one: every other splits off what is none of its parts. */
function isWholeMultipart(text: string, { name, parameters }: Type): boolean {
  const boundary = parameters.get('boundary') ?? ''
  if (!joins.has(name) || !boundaryShape.test(boundary)) return false
  const first = text.startsWith('--') ? 0 : text.indexOf('\n--') + 1
  const last = text.lastIndexOf('\n--') + 1
  return (
    last > first &&
    preamble.test(text.slice(0, Math.min(first, longestPreamble))) &&
    first <= longestPreamble &&
    lineAt(text, first) === `--${boundary}` &&
    lineAt(text, last) === `--${boundary}--` &&
    text.slice(endOfLine(text, last)).trim() === ''
  )
}

const longestPreamble = 200

/** A line that opens parts, with another that closes them: this was a multipart once. */
function holdsParts(text: string): boolean {
  const opened = new Set<string>()
  for (let at = text.startsWith('--') ? 0 : text.indexOf('\n--') + 1; ; ) {
    const line = lineAt(text, at)
    if (!line.startsWith('--')) return false
    if (line.endsWith('--') && opened.has(line.slice(0, -2))) return true
    if (/[^-]/.test(line)) opened.add(line)
    const next = text.indexOf('\n--', at)
    if (next === -1) return false
    at = next + 1
  }
}

function isPlainlyEncoded(encoding: string, text: string): boolean {
  if (encoding === 'base64') return /^[a-z0-9+/=\s]*$/i.test(text)
  if (encoding === 'quoted-printable') return !hasHiddenBreaks(text)
  return !hasSoftBreaks(text)
}

/** A single part whose own signs say that it is of its type. */
function isPlainly({ name, parameters }: Type, encoding: string, text: string): boolean {
  const probed = decodeAs(probe, parameters.get('charset') ?? 'us-ascii')
  if (probed !== null && probed !== probe.toString('latin1')) return false
  const written = encoding === 'base64' ? Buffer.from(text, 'base64').toString('latin1') : text
  if (name === 'text/html') return opensHtml.test(written)
  return name === 'text/plain' && !holdsHtml.test(written)
}

/** Signs that mean themselves in every charset but those in which any text can hide. */
const probe = Buffer.from('> 0aZ=~{!!~}\n')

/** Quoted-printable that is read as it stands: what a soft break cuts off would begin a line of its own. */
function hasSoftBreaks(text: string): boolean {
  return /[^=]=[ \t]*\r?\n/.test(text) && !/=(?![0-9a-f]{2}|[ \t]*\r?\n)/i.test(text)
}

/** Line breaks that only show once it is decoded; before a soft break they stand where one is anyway. */
function hasHiddenBreaks(text: string): boolean {
  return /=0[ad](?!(?:=0[ad]){0,3}=[ \t]*(?:\r?\n|$))/i.test(text)
}

const opensHtml = /^(?:\xef\xbb\xbf)?\s*<(?:!|[a-z][a-z0-9]*(?:\s|\/?>))/i
const holdsHtml = /<(?:html|body|div|p|br|span|table|blockquote)(?:\s[^<>]{0,500})?\/?>/i

function lineAt(text: string, at: number): string {
  return text.slice(at, endOfLine(text, at)).trimEnd()
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end === -1 ? text.length : end
}
