const maxDepth = 500

/** They hold nothing, or close where the next of them opens. */
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

/** Whether HTML nests deeper than any client writes: parsers then cost the square of the depth. */
export function isTooDeep(html: string): boolean {
  let depth = 0
  for (const match of html.matchAll(/<(\/?)([a-z][a-z0-9]{0,20})/gi)) {
    if (voidElements.has((match[2] ?? '').toLowerCase())) continue
    depth = match[1] ? Math.max(0, depth - 1) : depth + 1
    if (depth > maxDepth) return true
  }
  return false
}

/** HTML without its tags, reading each character once: for what no parser should be given. */
export function stripTags(html: string): string {
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
