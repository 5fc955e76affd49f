import sanitize from 'sanitize-html'
import { isTooDeep, stripTags } from './html-nesting.ts'

const textTags =
  'p br hr div span b strong i em u s strike del ins sub sup small big tt code pre blockquote q cite h1 h2 h3 h4 h5 h6 ul ol li dl dt dd center font abbr address article section header footer main aside figure figcaption'
const tableTags = 'table thead tbody tfoot tr td th caption'

/**
 * A mail's HTML as it may be shown: nothing loads, nothing runs, nothing leads away. Links become text that tells where they
 * lead, images a word that tells where they lie; no style survives, so hidden text shows.
 */
export function sanitizeMailHtml(html: string): string {
  if (isTooDeep(html))
    return `<pre>${sanitize(stripTags(html), { allowedTags: [], disallowedTagsMode: 'escape' })}</pre>`
  return sanitize(html, {
    allowedTags: `${textTags} ${tableTags}`.split(' '),
    allowedAttributes: {
      '*': ['dir', 'lang'],
      span: ['title', 'data-host'],
      td: ['colspan', 'rowspan', 'align'],
      th: ['colspan', 'rowspan', 'align'],
      ol: ['start'],
    },
    allowedClasses: { span: ['link', 'image'] },
    allowedSchemes: [],
    allowProtocolRelative: false,
    disallowedTagsMode: 'discard',
    nonTextTags: [
      'script',
      'style',
      'textarea',
      'option',
      'noscript',
      'title',
      'template',
      'xmp',
      'svg',
      'math',
      'object',
      'iframe',
      'noembed',
      'noframes',
      'plaintext',
    ],
    nestingLimit: 200,
    transformTags: {
      a: (_tag, { href }) => ({ tagName: 'span', attribs: href ? { class: 'link', ...target(href) } : {} }),
      area: (_tag, { href }) => ({ tagName: 'span', attribs: href ? { class: 'link', ...target(href) } : {} }),
      img: (_tag, { src, alt }) => ({
        tagName: 'span',
        attribs: { class: 'image' },
        text: `[${['image', alt?.trim().slice(0, 80), src && placeOf(src)].filter(Boolean).join(': ')}]`,
      }),
    },
  })
}

function target(href: string): Record<string, string> {
  return { title: href.trim().slice(0, 500), 'data-host': placeOf(href) }
}

/** Where a link leads or an image lies, as a word. */
function placeOf(link: string): string {
  const compact = link.replace(/[\p{Cc}\s]/gu, '')
  if (/^cid:/i.test(compact)) return 'in this mail'
  if (/^data:/i.test(compact)) return 'data'
  try {
    const url = new URL(compact.startsWith('//') ? `https:${compact}` : compact)
    return url.protocol === 'mailto:' ? url.pathname.slice(0, 120) : url.host || url.protocol
  } catch {
    return 'nowhere'
  }
}
