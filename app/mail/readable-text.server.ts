import { convert, type DomNode, type FormatCallback } from 'html-to-text'
import { isTooDeep, stripTags } from './html-nesting.ts'
import { closesAttribution } from './quoted-history.ts'

/** Longer HTML is stripped by the plain way, which reads each character once. */
const maxHtmlLength = 4_000_000
/** A cell that says more than this holds a part of a page, not a label or a value. */
const longestCell = 200
const mostNodesOfACell = 40
const mostCells = 20
const longestLabel = 40

/** HTML as a person would read it: links as their text, tables by rows, nothing cut, no line folded. */
export function readableText(html: string): string {
  if (html.length > maxHtmlLength || isTooDeep(html)) return stripTags(html)
  const text = convert(html, {
    wordwrap: false,
    limits: { maxInputLength: maxHtmlLength },
    formatters: { tableRow: writeRow, quote: writeQuote },
    selectors: [
      { selector: 'a', options: { hideLinkHrefIfSameAsText: true, ignoreHref: true } },
      { selector: 'img', format: 'skip' },
      { selector: 'head', format: 'skip' },
      { selector: 'tr', format: 'tableRow' },
      ...['table', 'dt', 'dd'].map((selector) => ({
        selector,
        format: 'block',
        options: { leadingLineBreaks: 1, trailingLineBreaks: 1 },
      })),
      { selector: 'blockquote', format: 'quote' },
      { selector: 'p', options: { leadingLineBreaks: 2, trailingLineBreaks: 2 } },
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
    ],
  })
  return text.replaceAll('\u00a0', ' ').trim()
}

/** A quotation gets its marks; a stretch that its writer only set in, as editors do by the same element, is his own. */
const writeQuote: FormatCallback = (quote, walk, builder) => {
  const reservedLineLength = isQuotation(quote) ? 2 : 0
  builder.openBlock({ leadingLineBreaks: 1, reservedLineLength })
  walk(quote.children, builder)
  const blockTransform = (block: string) => block.trim().replace(/^/gm, '> ')
  builder.closeBlock({ trailingLineBreaks: 1, ...(reservedLineLength > 0 && { blockTransform }) })
}

/** The parser's nodes know their neighbours, which the types of html-to-text leave out. */
type Placed = Omit<DomNode, 'parent' | 'children'> & {
  prev?: Placed | null
  next?: Placed | null
  parent?: Placed | undefined
  children: Placed[]
}

/**
 * Mail programs mark what they quote, or announce it: "... wrote:". Else it is the writer's, but where a whole mail
 * stands in one: of that nobody can tell.
 */
function isQuotation(quote: Placed): boolean {
  const { type, cite, class: name = '', id = '', style = '' } = (quote.attribs ?? {}) as Record<string, string>
  if (type || cite || /quot|reply/i.test(`${name} ${id}`) || /(?:border|padding)-(?:left|inline)/i.test(style))
    return true
  let around = quote.parent
  while (around && around.name !== 'blockquote') around = around.parent
  if (around) return isQuotation(around)
  const before = neighbour(quote, 'prev')
  return before === null ? neighbour(quote, 'next') === null : closesAttribution(before.data ?? '')
}

/** The text beside a node on one side, or the quotation that stands there; null where there is neither. */
function neighbour(node: Placed, side: 'prev' | 'next'): Placed | null {
  let at = node
  for (let looked = 0; looked < mostNodesOfACell; looked += 1) {
    const beside = at[side]
    const next = beside ? outermost(beside, side) : at.parent
    if (!next) return null
    if (next.name === 'blockquote' || (next.type === 'text' && next.data?.trim())) return next
    at = next
  }
  return null
}

/** The last node within a node, or the first where one looks ahead. */
function outermost(node: Placed, side: 'prev' | 'next'): Placed {
  let found = node
  for (let deep = 0; deep < mostNodesOfACell && found.name !== 'blockquote'; deep += 1) {
    const child: Placed | undefined = found.children?.at(side === 'prev' ? -1 : 0)
    if (!child) break
    found = child
  }
  return found
}

/** A row of short cells is one line, "label: value" where there are two; in another the cells stand below each other. */
const writeRow: FormatCallback = (row, walk, builder) => {
  const cells = row.children.filter((node) => node.type === 'tag' && /^t[dh]$/.test(node.name ?? ''))
  const line = cells.length <= mostCells ? joinCells(cells.map(readCell)) : null
  if (line !== null) {
    builder.openBlock({ leadingLineBreaks: 1 })
    builder.addLiteral(line)
    builder.closeBlock({ trailingLineBreaks: 1 })
    return
  }
  for (const cell of cells) {
    builder.openBlock({ leadingLineBreaks: 1 })
    walk(cell.children, builder)
    builder.closeBlock({ trailingLineBreaks: 1 })
  }
}

function joinCells(read: readonly (string | null)[]): string | null {
  if (read.length < 2 || read.includes(null)) return null
  const said = read.filter((words): words is string => words !== null && words !== '')
  const [label = '', value] = said
  if (said.length !== 2 || value === undefined) return said.join('\t')
  if (/[:：]$/.test(label)) return `${label} ${value}`
  return label.length <= longestLabel && !/[.!?。！？]$/.test(label) ? `${label}: ${value}` : said.join('\t')
}

/** The words of a cell that holds one short stretch of text, or null for one that holds more. */
function readCell(cell: DomNode): string | null {
  let words = ''
  let blocks = 0
  let looked = 0
  const waiting = [...cell.children].reverse()
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (++looked > mostNodesOfACell || words.length > longestCell) return null
    if (node.type === 'text') words += (node.data ?? '').replaceAll('\n', ' ')
    if (node.type !== 'tag' || /^(?:img|style|script)$/.test(node.name ?? '')) continue
    if (/^(?:table|ul|ol|dl|pre|hr|blockquote|h[1-6])$/.test(node.name ?? '')) return null
    if (node.name === 'br') words += '\n'
    if (/^(?:p|div)$/.test(node.name ?? '') && ++blocks > 1) return null
    if (node.children.length > mostNodesOfACell) return null
    waiting.push(...[...node.children].reverse())
  }
  const said = words.trim()
  return said.length > longestCell || said.includes('\n') ? null : said.replace(/\s{1,200}/g, ' ')
}
