import { createHash } from 'node:crypto'

/** A mail that the desk sent. */
export type SunkMail = {
  number: number
  at: Date
  to: string
  subject: string
  text: string
  messageId: string
  headers: readonly string[]
}

const style = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
  body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem }
  table { border-collapse: collapse; width: 100% }
  th, td { text-align: left; padding: .4rem .6rem; border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent) }
  td:first-child { font-variant-numeric: tabular-nums; white-space: nowrap }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit }
  details pre { font: 13px/1.4 ui-monospace, monospace }
  dt { font-weight: 600; float: left; width: 6rem } dd { margin: 0 0 .2rem 6rem }`

/** Nothing is loaded and nothing runs; the one style is named by its hash. */
export const contentSecurityPolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`

/** Every mail, the newest first. */
export function drawList(mails: readonly SunkMail[]): string {
  const rows = mails
    .toReversed()
    .map(
      ({ number, at, to, subject }) =>
        `<tr><td>${at.toISOString().slice(11, 19)}</td><td>${escapeHtml(to)}</td><td><a href="/${number}">${escapeHtml(subject)}</a></td></tr>`,
    )
  const table =
    rows.length === 0
      ? '<p>The desk has sent nothing yet. Load this page again in a moment.</p>'
      : `<table><thead><tr><th>UTC</th><th>To</th><th>Subject</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
  return draw(
    'Mails from the desk',
    `<h1>Mails from the desk</h1><p>What the people of the demo find in their mailboxes.</p>${table}`,
  )
}

/** One mail as its reader sees it; its links can be followed. */
export function drawMail({ subject, to, at, text, headers }: SunkMail): string {
  const body = text
    .split(/(https?:\/\/[^\s<>"']+)/)
    .map((piece, at) => (at % 2 === 1 ? `<a href="${escapeHtml(piece)}">${escapeHtml(piece)}</a>` : escapeHtml(piece)))
    .join('')
  return draw(
    subject,
    `<p><a href="/">All mails</a></p><h1>${escapeHtml(subject)}</h1>
<dl><dt>To</dt><dd>${escapeHtml(to)}</dd><dt>Sent</dt><dd>${at.toISOString()}</dd></dl>
<pre>${body}</pre>
<details><summary>Headers</summary><pre>${escapeHtml(headers.join('\n'))}</pre></details>`,
  )
}

function draw(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title><style>${style}</style></head><body>${body}</body></html>`
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
