import { fieldValue, fieldValues, readHeader } from './header-fields.ts'
import type { HeaderField } from './parsed-mail.ts'

/** The tags of a DKIM-Signature (RFC 6376 section 3.5) that decide whether a signature that verifies is counted. */
export type SignatureTags = {
  domain: string
  selector: string
  algorithm: string
  /** What is unsigned of it, so that one signature is known again however its line is folded. */
  value: string
  signedFields: readonly string[]
  bodyLimited: boolean
  signedAt: Date | null
  expiresAt: Date | null
}

/** Clocks differ by minutes; a signature from further ahead was not made by an honest one. */
const clockSkewMs = 5 * 60_000
const maxAgeMs = 7 * 24 * 3600_000

/** Every DKIM-Signature of a mail, or every field of another name that is written alike, in the order of the bytes. */
export function readSignatures(fields: readonly HeaderField[], name = 'dkim-signature'): SignatureTags[] {
  return fieldValues(fields, name).map(readTags)
}

/**
 * Marks by which a replayed signature is known: kept with each message, given to the next. They stay the same however
 * the header is folded, spelled or padded, and whatever else is added to the mail.
 *
 * @param mail its bytes, or its header fields where they are read already
 */
export function signatureMarks(mail: Uint8Array | readonly HeaderField[]): string[] {
  const fields = mail instanceof Uint8Array ? readHeader(mail).fields : mail
  return [...new Set(readSignatures(fields).map(signatureMark))]
}

/** One signature's mark. */
export function signatureMark({ domain, selector, value }: SignatureTags): string {
  return `${domain}/${selector}/${signatureValue(value).slice(0, 64)}`
}

/** The value of b= in one spelling: a verifier takes signs that are no base64 for nothing, so they must not count here. */
export function signatureValue(written: string): string {
  return Buffer.from(written, 'base64').toString('base64')
}

/** What a signature is that came before: no sound one beside it makes up for it. */
export const replayed = 'the same signature came with an earlier mail'

/** Why a signature must not be counted, whatever its mathematics say; plain clauses. */
export function signatureFaults(
  tags: SignatureTags,
  { fields, arrivedAt, seen }: { fields: readonly HeaderField[]; arrivedAt: Date; seen: ReadonlySet<string> },
): string[] {
  const faults: string[] = []
  if (!tags.signedFields.includes('from')) faults.push('a signature does not sign From')
  if (/sha1$/.test(tags.algorithm)) faults.push('a signature uses rsa-sha1')
  // A Date that is not signed is written by whoever sends the mail again.
  const made = tags.signedAt ?? (tags.signedFields.includes('date') ? readDate(fields) : null)
  if (tags.signedAt && tags.signedAt.getTime() > arrivedAt.getTime() + clockSkewMs) {
    faults.push('a signature comes from the future')
  }
  if (made === null) faults.push('a signature does not say when it was made')
  if (made && arrivedAt.getTime() - made.getTime() > maxAgeMs) {
    faults.push('a signature was older than 7 days when the mail arrived')
  }
  if (tags.expiresAt && tags.expiresAt.getTime() < arrivedAt.getTime()) faults.push('a signature had run out')
  if (seen.has(signatureMark(tags))) faults.push(replayed)
  return faults
}

function readTags(value: string): SignatureTags {
  const tags = new Map<string, string>()
  for (const part of value.split(';')) {
    const equals = part.indexOf('=')
    if (equals > 0) tags.set(part.slice(0, equals).trim(), part.slice(equals + 1).trim())
  }
  const packed = (name: string) => (tags.get(name) ?? '').replace(/\s+/g, '')
  return {
    domain: packed('d').toLowerCase(),
    selector: packed('s').toLowerCase(),
    algorithm: packed('a').toLowerCase(),
    value: packed('b'),
    signedFields: packed('h').toLowerCase().split(':'),
    bodyLimited: tags.has('l'),
    signedAt: readInstant(packed('t')),
    expiresAt: readInstant(packed('x')),
  }
}

function readInstant(seconds: string): Date | null {
  return /^\d{1,12}$/.test(seconds) ? new Date(Number(seconds) * 1000) : null
}

function readDate(fields: readonly HeaderField[]): Date | null {
  const date = new Date((fieldValue(fields, 'date') ?? '').replace(/\([^()]*\)/g, '').trim())
  return Number.isNaN(date.getTime()) ? null : date
}
