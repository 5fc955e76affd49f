import { decodeBytes } from './charset.ts'
import { readEnriched } from './enriched-text.ts'
import type { MailPart } from './mail-parts.server.ts'
import type { MachineReport } from './parsed-mail.ts'
import { readableText } from './readable-text.server.ts'

/** What the parts of a mail say together. */
export type MailText = {
  text: string
  html: string | null
  attachments: readonly MailPart[]
  report: MachineReport | null
  /** The charset of the first text, in which raw header bytes are most likely written. */
  charset: string | null
}

/**
 * Joins the texts of a mail in their order: of alternatives the plain ones where they say anything, HTML made readable
 * where there is none, or none but a note that there is HTML. What is no text, or is marked as an attachment, is listed.
 */
export function joinTexts(parts: readonly MailPart[]): MailText {
  const texts: string[] = []
  const htmls: string[] = []
  const attachments: MailPart[] = []
  const report: MachineReport = { status: '', feedback: '', returned: '' }
  let charset: string | null = null
  const bodies = namedBodies(parts)
  const isPlain = (part: MailPart) => plainTypes.has(part.contentType) && (isInline(part) || bodies.has(part))
  const isHtml = (part: MailPart) => part.contentType === 'text/html' && (isInline(part) || bodies.has(part))
  const plainSaid = new Set(
    parts.filter((part) => isPlain(part) && part.alternative && says(part) && !isStub(part)).map((p) => p.alternative),
  )
  const said = new Set<object>()

  for (const part of parts) {
    const bytes = part.content
    if (bytes === null) {
      attachments.push(part)
    } else if (part.contentType === 'message/delivery-status') {
      report.status += `${decoded(part)}\n`
      texts.push(decoded(part).trim())
    } else if (part.contentType === 'message/feedback-report') {
      report.feedback += decoded(part)
    } else if (part.contentType.endsWith('rfc822') || /rfc822-headers$|^message\/global/.test(part.contentType)) {
      report.returned ||= decoded(part)
      attachments.push(part)
    } else if (isPlain(part)) {
      charset ??= part.charset
      const plain = plainText(part)
      if (part.alternative && !says(part)) continue
      // A second plain text among alternatives repeats the first as a rule.
      if (part.alternative && said.has(part.alternative) && isRepeated(plain, texts)) continue
      if (part.alternative) said.add(part.alternative)
      texts.push(plain)
    } else if (isHtml(part)) {
      charset ??= part.charset
      const html = decoded(part)
      htmls.push(html)
      if (!part.alternative || !plainSaid.has(part.alternative)) texts.push(readable(html))
    } else {
      attachments.push(part)
    }
  }
  const text = texts
    // Not by a pattern: one that ends in "\s+$" looks through every run of spaces once for each of its spaces.
    .map((one) => one.replace(/^\n+/, '').trimEnd())
    .filter((one) => one !== '')
    .join('\n\n')
  return {
    text,
    html: htmls.length > 0 ? htmls.join('\n<hr>\n') : null,
    attachments,
    report: report.status || report.feedback || report.returned ? report : null,
    charset,
  }
}

const plainTypes = new Set(['text/plain', 'text/enriched'])

function isText({ contentType }: MailPart): boolean {
  return contentType === 'text/html' || plainTypes.has(contentType)
}

/** The one part of a mail is its text, whatever it is marked as. */
function isInline(part: MailPart): boolean {
  if (part.content === null) return false
  return part.parents.length === 0 || (part.disposition !== 'attachment' && !part.filename)
}

/**
 * A text under a file's name is a file, unless the mail has no other: then some program named its body. So it has where
 * the only other text stands below it, as the footer of a list or of a virus scanner does.
 */
function namedBodies(parts: readonly MailPart[]): ReadonlySet<MailPart> {
  const texts = parts.filter((part) => isText(part) && part.content !== null && says(part))
  const named = texts.filter((part) => !isInline(part) && part.disposition !== 'attachment')
  if (!texts.some((part) => isInline(part))) return new Set(named)
  const [first] = texts
  return new Set(
    named.filter((part) => part === first || (part.alternative && part.alternative === first?.alternative)),
  )
}

function says(part: MailPart): boolean {
  return decoded(part).replaceAll('&nbsp;', '').trim() !== ''
}

function decoded(part: MailPart): string {
  return decodeBytes(part.content ?? new Uint8Array(), part.charset)
    .replaceAll('\0', '')
    .replace(/\r\n?/g, '\n')
}

/** A plain part that only says to read the HTML beside it. */
function isStub(part: MailPart): boolean {
  const text = decoded(part)
  return text.length < longestStub && stubWords.test(text)
}

const longestStub = 300
const stubWords =
  /(?:requires?|needs?|use|enable|supports?|view(?:ed)?|in) (?:an? |your |the )?(?:html|rich text)|html (?:viewer|format|version|capable|compatible|e-?mail|mail reader)|不支持.{0,8}html|html.{0,8}(?:格式|浏览|查看)/i

function isRepeated(text: string, before: readonly string[]): boolean {
  const said = text.replace(/\s/g, '')
  return before.some((one) => one.replace(/\s/g, '').includes(said))
}

function plainText(part: MailPart): string {
  if (part.contentType === 'text/enriched') return readEnriched(decoded(part))
  const text = decoded(part)
  const unfolded = part.flowed ? unflow(text, part.delSp) : text
  // The web clients of QQ and 163 leave the spaces of their HTML in the plain part.
  return unfolded.replaceAll('&nbsp;', ' ')
}

/** RFC 3676: a line that ends in a space goes on in the next of the same quote depth. */
function unflow(text: string, delSp: boolean): string {
  const out: string[] = []
  let open = false
  let depthBefore = -1
  for (const line of text.split('\n')) {
    const quote = /^>*/.exec(line)?.[0] ?? ''
    const rest = line.slice(quote.length).replace(/^ /, '')
    const signature = rest === '-- '
    if (open && quote.length === depthBefore && !signature) out.push(`${out.pop() ?? ''}${rest}`)
    else out.push(quote ? `${quote} ${rest}` : rest)
    open = rest.endsWith(' ') && !signature
    if (open && delSp) out.push((out.pop() ?? '').slice(0, -1))
    depthBefore = quote.length
  }
  return out.join('\n')
}

function readable(html: string): string {
  try {
    return readableText(html)
  } catch {
    // The converter met something it cannot walk: the source is still better than nothing.
    return html
  }
}
