import { createHash } from 'node:crypto'

const style = `:root{color-scheme:light dark}body{margin:12px;font:15px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
table{border-collapse:collapse;max-width:100%}td,th{padding:2px 6px;vertical-align:top;text-align:start}
pre{white-space:pre-wrap}blockquote{margin:8px 0;padding-inline-start:10px;border-inline-start:3px solid color-mix(in srgb,currentColor 30%,transparent)}
.link{text-decoration:underline dotted}.link[data-host]::after{content:" [" attr(data-host) "]";font-size:.85em;opacity:.75}
.image{font-size:.85em;opacity:.75}`

/** The policy of the route that serves a mail's document: nothing but its own style, in a sandbox, framed by us alone. */
export const mailDocumentPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  'sandbox',
].join('; ')

/** A standalone document around sanitised HTML; in UTF-8, whatever the mail was written in. */
export function mailDocument(sanitisedHtml: string): string {
  return `<!doctype html><html><head><meta charset="utf-8"><meta name="referrer" content="no-referrer"><meta name="viewport" content="width=device-width"><title>Mail</title><style>${style}</style></head><body>${sanitisedHtml}</body></html>`
}
