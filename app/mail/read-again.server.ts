import { offeredCharsets } from './charset.ts'
import { parseMail } from './parse.server.ts'
import type { ParsedMail } from './parsed-mail.ts'

/** What of a mail depends on the charset that it is read in. */
export type ReadAgain = Pick<ParsedMail, 'subject' | 'text' | 'safeHtml' | 'reply' | 'language'>

/**
 * Reads a mail in a charset that an agent names, because it says of itself another than it is written in. Nothing of what
 * is kept changes by it. Not in a thread of its own: for a mail that was read before.
 *
 * @returns null for a charset that is not among {@link offeredCharsets}
 */
export async function readAgainAs(bytes: Uint8Array, charset: string): Promise<ReadAgain | null> {
  const offered = offeredCharsets.find((one) => one === charset.trim().toLowerCase())
  if (offered === undefined) return null
  const { subject, text, safeHtml, reply, language } = await parseMail(bytes, offered)
  return { subject, text, safeHtml, reply, language }
}
