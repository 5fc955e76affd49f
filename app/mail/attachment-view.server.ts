import { maskSecrets } from '#app/claims/mask-secrets.ts'
import type { MailWithin } from './attachment-document.ts'
import { redrawImage } from './attachment-image.server.ts'
import { isPdf, looksLikeText, type NamedFile, statedKind } from './attachment-kind.ts'
import { type FoundPart, findPart } from './attachment-part.server.ts'
import { decodeBytes } from './charset.ts'
import { fieldValue } from './header-fields.ts'
import { decodeHeaderText, oneLine } from './header-text.ts'
import { parseMail } from './parse.server.ts'
import { readTnef, type Tnef } from './tnef.ts'

/** An attachment as the desk shows it; a picture is drawn anew, only of a PDF the browser gets the bytes that came. */
export type AttachmentView =
  | { kind: 'image'; type: string; bytes: Uint8Array }
  | { kind: 'pdf'; bytes: Uint8Array }
  | { kind: 'text'; text: string; cut: boolean }
  | { kind: 'mail'; mail: MailWithin; cut: boolean }
  /** Its bytes are not what it says that it is, or too many to be drawn. */
  | { kind: 'none' }

/** Of a text more than this is not drawn, in characters; the file has all of it. */
const mostShownText = 200_000
/** Larger pictures are for the agent's own programs, in bytes. */
const mostImageBytes = 30_000_000
const mostPdfBytes = 30_000_000

/** Opens one attachment of a mail; null where the mail does not hold it. A password or code in clear becomes dots. */
export async function viewAttachment(
  mail: Uint8Array,
  file: NamedFile & { sha256: string },
): Promise<AttachmentView | null> {
  const part = await findPart(mail, file.sha256)
  if (!part) return null
  const { bytes } = part
  const stated = statedKind(file)
  if (stated === 'image' && bytes.length <= mostImageBytes) {
    const drawn = await redrawImage(bytes)
    return drawn ? { kind: 'image', ...drawn } : { kind: 'none' }
  }
  if (stated === 'pdf' && isPdf(bytes) && bytes.length <= mostPdfBytes) return { kind: 'pdf', bytes }
  if (stated === 'mail') return viewMail(bytes)
  if (stated === 'text' && looksLikeText(bytes)) return viewText(part)
  return { kind: 'none' }
}

function viewText({ bytes, charset }: FoundPart): AttachmentView {
  // A letter of UTF-8 has at most four bytes: what is beyond these is cut in any case.
  const text = decodeBytes(bytes.subarray(0, mostShownText * 4), markedCharset(bytes) ?? charset)
    .replaceAll('\0', '')
    .replace(/\r\n?/g, '\n')
  return { kind: 'text', ...cutText(text, bytes.length > mostShownText * 4) }
}

/** What a byte order mark says stands above any label. */
function markedCharset([first, second]: Uint8Array): string | null {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : null
}

const shownFields = ['from', 'to', 'cc', 'reply-to', 'date', 'subject']

async function viewMail(bytes: Uint8Array): Promise<AttachmentView> {
  if (bytes.length === 0) return { kind: 'none' }
  const packed = readTnef(bytes)
  if (packed) return viewPacked(packed)
  const { headers, subject, text, attachments } = await parseMail(bytes)
  const fields = shownFields.flatMap((name) => {
    const value = name === 'subject' ? subject : oneLine(decodeHeaderText(fieldValue(headers, name) ?? ''))
    return value ? [{ name, value: covered(value) }] : []
  })
  const { text: shown, cut } = cutText(text, false)
  const named = attachments.map(({ filename, contentType, size }) => ({ filename, contentType, size }))
  return { kind: 'mail', mail: { fields, text: shown, attachments: named }, cut }
}

/** Outlook's winmail.dat: what it holds is named, not opened. */
function viewPacked({ subject, text, attachments }: Tnef): AttachmentView {
  const named = attachments.map((one) => ({ ...one, contentType: 'application/octet-stream' }))
  const fields = subject ? [{ name: 'subject', value: covered(oneLine(subject)) }] : []
  const { text: shown, cut } = cutText(text, false)
  return { kind: 'mail', mail: { fields, text: shown, attachments: named }, cut }
}

function cutText(text: string, cut: boolean): { text: string; cut: boolean } {
  const shown = text.slice(0, mostShownText)
  return { text: covered(shown), cut: cut || shown.length < text.length }
}

function covered(text: string): string {
  return maskSecrets({ subject: '', text }, { subject: [], text: [] }).text
}
