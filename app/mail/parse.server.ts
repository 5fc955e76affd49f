import { readAddressList } from './address-list.ts'
import { decodeAs, decodeBytes } from './charset.ts'
import { fieldValue, fieldValues, readHeader } from './header-fields.ts'
import { decodeHeaderText, oneLine } from './header-text.ts'
import { detectLanguage } from './language.ts'
import { type MailPart, readParts } from './mail-parts.server.ts'
import { joinTexts } from './mail-text.server.ts'
import type { HeaderField, ParsedMail } from './parsed-mail.ts'
import { replyRanges, replyText } from './reply-ranges.ts'
import { safeFilename } from './safe-filename.ts'
import { sanitizeMailHtml } from './sanitize.server.ts'

/**
 * Reads a mail from its bytes. Never cuts text; a fault in one part leaves the others readable. Throws only where the
 * bytes hold nothing at all. A hostile mail can take long: the workers parse in threads: see app/intake/reader-pool.server.ts.
 *
 * @param forcedCharset in which all text is read whatever it says of itself
 */
export async function parseMail(bytes: Uint8Array, forcedCharset: string | null = null): Promise<ParsedMail> {
  if (bytes.length === 0) throw new Error('Cannot read the mail: it has no bytes')
  const { fields, bodyStart } = readHeader(bytes)
  const { parts } = await readParts(bytes)
  const read = joinTexts(forcedCharset === null ? parts : rereadParts(parts, forcedCharset))
  const nothingRead = read.text === '' && read.html === null && parts.every((part) => part.size === 0)
  const text = nothingRead ? plainBody(bytes.subarray(bodyStart), fields, forcedCharset) : read.text
  const reply = replyRanges(text)
  const charset = forcedCharset ?? read.charset
  const subject = storable(oneLine(decodeHeaderText(fieldValue(fields, 'subject') ?? '', charset, forcedCharset)))
  return {
    headers: fields,
    subject,
    messageId: messageIds(fieldValue(fields, 'message-id'))[0] ?? null,
    inReplyTo: messageIds(fieldValue(fields, 'in-reply-to'))[0] ?? null,
    references: messageIds(fieldValues(fields, 'references').join(' ')),
    date: readDate(fieldValue(fields, 'date')),
    to: addresses(fields, 'to'),
    replyTo: addresses(fields, 'reply-to'),
    text,
    html: read.html,
    safeHtml: read.html === null ? null : sanitizeMailHtml(read.html),
    reply,
    language: detectLanguage(replyText(text, reply) || subject),
    attachments: read.attachments.map((part, index) => ({
      filename: safeFilename(part.filename && decodeHeaderText(part.filename), fallbackName(part.contentType, index)),
      contentType: part.contentType,
      size: part.size,
      sha256: part.sha256,
    })),
    ...(read.report && { report: read.report }),
  }
}

/** The texts of a mail as they are in another charset than they say. */
function rereadParts(parts: readonly MailPart[], charset: string): MailPart[] {
  return parts.map((part) => {
    const text = part.contentType.startsWith('text/') && part.content ? decodeAs(part.content, charset) : null
    return text === null ? part : { ...part, charset: 'utf-8', content: Buffer.from(text) }
  })
}

/** Text as a database can hold it: no NUL. */
function storable(text: string): string {
  return text.replaceAll('\0', '')
}

/** The body as it stands, for a mail whose structure cannot be read. */
function plainBody(body: Uint8Array, fields: readonly HeaderField[], forced: string | null): string {
  const charset = /charset\s*=\s*"?([^\s";]+)/i.exec(fieldValue(fields, 'content-type') ?? '')?.[1] ?? null
  const text = (forced && decodeAs(body, forced)) ?? decodeBytes(body, charset)
  return storable(text.replace(/\r\n?/g, '\n')).trimEnd()
}

function messageIds(value: string | null): string[] {
  const found = (value ?? '').match(/<[^<>\s]{1,500}>/g)
  if (found) return found.map(storable)
  const bare = storable((value ?? '').trim().split(/\s+/)[0] ?? '')
  return bare.includes('@') && bare.length <= 500 ? [`<${bare.replace(/[<>]/g, '')}>`] : []
}

function readDate(value: string | null): Date | null {
  const date = new Date((value ?? '').replace(/\([^()]*\)/g, '').trim())
  return Number.isNaN(date.getTime()) ? null : date
}

function addresses(fields: readonly HeaderField[], name: string): string[] {
  const found = fieldValues(fields, name).flatMap((value) => readAddressList(value).map((one) => storable(one.address)))
  return [...new Set(found.filter((address) => address.includes('@')))].slice(0, 100)
}

function fallbackName(contentType: string, index: number): string {
  if (contentType === 'message/rfc822') return `message-${index + 1}.eml`
  const ending = /\/(?:x-)?([a-z0-9]{2,5})$/.exec(contentType)?.[1]
  return `attachment-${index + 1}${ending && ending !== 'plain' ? `.${ending}` : ending === 'plain' ? '.txt' : ''}`
}
