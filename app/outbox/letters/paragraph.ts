/** A piece of a letter; text and HTML are drawn from the same list. */
export type Paragraph = string | { link: string; label: string } | { list: readonly string[] }

/** A letter in one language. */
export type Wording = { subject: string; paragraphs: readonly Paragraph[] }

/** What a letter may tell. Nothing of the account and nothing that the mail claimed. */
export type LetterFacts = {
  deskName: string
  /** The number of the case, for whoever writes again. */
  ticketId: number
  /** The page that says how recovery works. */
  helpUrl: string
  /** Opens the page that sets a new password; in `link` letters alone. */
  resetUrl: string | null
  /** "This was not me"; in letters about a reset or a hold. */
  contestUrl: string | null
  /** When a hold ends at the earliest; in letters about one. */
  holdEnds: Date | null
  /** The page where a new address confirms itself by a typed code. */
  confirm: { url: string; code: string } | null
  /** The form that asks the same as the letter; its code is typed there, for a link could be copied by a phisher. */
  form: { url: string; code: string } | null
}

/** A moment as a letter writes it: everybody's clock is another, so it says whose it means. */
export function writeMoment(moment: Date | null, locale: 'en-GB' | 'zh-CN'): string {
  if (moment === null) return '—'
  const form = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })
  return `${form.format(moment)} UTC`
}

export function drawText(paragraphs: readonly Paragraph[]): string {
  const pieces = paragraphs.map((paragraph) => {
    if (typeof paragraph === 'string') return paragraph
    if ('list' in paragraph) return paragraph.list.map((item) => `- ${item}`).join('\n')
    return `${paragraph.label}:\n${paragraph.link}`
  })
  return pieces.join('\n\n')
}

export function drawHtml(paragraphs: readonly Paragraph[]): string {
  const pieces = paragraphs.map((paragraph) => {
    if (typeof paragraph === 'string') return `<p>${escapeHtml(paragraph)}</p>`
    if ('list' in paragraph) return `<ul>${paragraph.list.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`
    const link = escapeHtml(paragraph.link)
    return `<p>${escapeHtml(paragraph.label)}:<br><a href="${link}">${link}</a></p>`
  })
  return pieces.join('\n')
}

function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}
