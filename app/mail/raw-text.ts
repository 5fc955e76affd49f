/** What a page or file with a mail's own words answers with: nothing in it is drawn, run, guessed at or fetched. */
export const rawMailHeaders = {
  'Content-Security-Policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
}

/** The same for what one of our own pages shows in a frame. */
export const framedFileHeaders = {
  ...rawMailHeaders,
  'Content-Security-Policy': "sandbox; default-src 'none'; frame-ancestors 'self'",
  // A page of ours may draw it as a picture or a frame; nobody else's may.
  'Cross-Origin-Resource-Policy': 'same-origin',
}

/**
 * The bytes of a mail as text: UTF-8 where they are that throughout, else a letter a byte. Characters that are not
 * seen, or that turn the direction of reading, are written as their code.
 *
 * @param bytes may be cut in the middle of a letter
 */
export function decodeRawMail(bytes: Uint8Array): string {
  return showHidden(decode(bytes))
}

/** The lines before the first empty one. */
export function headerBlock(raw: string): string {
  const end = raw.search(/\r?\n\r?\n/)
  return end === -1 ? raw : raw.slice(0, end)
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
  } catch {
    return new TextDecoder('latin1').decode(bytes)
  }
}

function showHidden(text: string): string {
  return text.replace(/[^\P{Cc}\t\r\n]|\p{Cf}/gu, (hidden) => {
    const code = (hidden.codePointAt(0) ?? 0).toString(16).toUpperCase()
    return `[U+${code.padStart(4, '0')}]`
  })
}
