import { convert } from 'html-to-text'
import { isTooDeep, stripTags } from './html-nesting.ts'

/** Longer HTML is stripped by the plain way, which reads each character once. */
const maxHtmlLength = 4_000_000

/** HTML as a person would read it: links as their text, tables by rows, nothing cut, no line folded. */
export function readableText(html: string): string {
  if (html.length > maxHtmlLength || isTooDeep(html)) return stripTags(html)
  return convert(html, {
    wordwrap: false,
    limits: { maxInputLength: maxHtmlLength },
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
