import { convert } from 'html-to-text'

/** Deeper than any client nests; beyond it the converter's cost grows with the square of the depth. */
const maxDepth = 500
/** Longer HTML is stripped by the plain way, which reads each character once. */
const maxHtmlLength = 4_000_000

/** HTML as a person would read it: links as their text, tables by rows, nothing cut, no line folded. */
export function readableText(html: string): string {
  if (html.length > maxHtmlLength || nestsDeeper(html, maxDepth)) return stripTags(html)
  return convert(html, {
    wordwrap: false,
    limits: { maxInputLength: maxHtmlLength, maxDepth },
    selectors: [
      { selector: 'a', options: { hideLinkHrefIfSameAsText: true, ignoreHref: true } },
      { selector: 'img', format: 'skip' },
      { selector: 'head', format: 'skip' },
      { selector: 'blockquote', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
      { selector: 'p', options: { leadingLineBreaks: 2, trailingLineBreaks: 2 } },
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
    ],
  })
    .replaceAll('\u00a0', ' ')
    .trim()
}

const voidElements = new Set([
  'br',
  'hr',
  'img',
  'input',
  'meta',
  'link',
  'area',
  'base',
  'col',
  'wbr',
  'p',
  'li',
  'td',
  'tr',
  'th',
])

function nestsDeeper(html: string, limit: number): boolean {
  let depth = 0
  for (const match of html.matchAll(/<(\/?)([a-z][a-z0-9]{0,20})/gi)) {
    if (voidElements.has((match[2] ?? '').toLowerCase())) continue
    depth = match[1] ? Math.max(0, depth - 1) : depth + 1
    if (depth > limit) return true
  }
  return false
}

function stripTags(html: string): string {
  let text = ''
  let at = 0
  while (at < html.length) {
    const open = html.indexOf('<', at)
    if (open === -1) return (text + html.slice(at)).trim()
    const close = html.indexOf('>', open)
    text += html.slice(at, open)
    if (close === -1) return (text + html.slice(open)).trim()
    if (/^<(?:br|\/p|\/div|\/tr|\/li)\b/i.test(html.slice(open, open + 6))) text += '\n'
    at = close + 1
  }
  return text.trim()
}
