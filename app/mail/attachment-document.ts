import { mailDocument } from './mail-document.ts'

/** A mail within the mail, one level deep: its HTML is read as text, what is attached to it is only named. */
export type MailWithin = {
  fields: readonly { name: string; value: string }[]
  text: string
  attachments: readonly { filename: string; contentType: string; size: number }[]
}

/** Words of a document that is shown in a frame of its own. */
export type DocumentWords = { cut: string; attached: string }

/** A text as a standalone document; goes under {@link mailDocumentPolicy}. */
export function textDocument({ text, cut }: { text: string; cut: boolean }, words: DocumentWords): string {
  return mailDocument(`<pre>${escapeHtml(text)}</pre>${cut ? note(words.cut) : ''}`)
}

/** A mail within the mail as a standalone document: its own fields, its text, the names of what is attached to it. */
export function mailWithinDocument({ mail, cut }: { mail: MailWithin; cut: boolean }, words: DocumentWords): string {
  const fields = mail.fields.map(
    ({ name, value }) => `<tr><th>${escapeHtml(name)}</th><td>${escapeHtml(value)}</td></tr>`,
  )
  const attached = mail.attachments.map(
    ({ filename, contentType, size }) => `<li>${escapeHtml(filename)} (${escapeHtml(contentType)}, ${size} B)</li>`,
  )
  return mailDocument(
    [
      `<table>${fields.join('')}</table><hr><pre>${escapeHtml(mail.text)}</pre>`,
      cut ? note(words.cut) : '',
      attached.length > 0 ? `<hr><p>${escapeHtml(words.attached)}</p><ul>${attached.join('')}</ul>` : '',
    ].join(''),
  )
}

function note(words: string): string {
  return `<hr><p>${escapeHtml(words)}</p>`
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
