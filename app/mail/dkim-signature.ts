import { fieldValue, fieldValues } from './header-fields.ts'
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

/** Every DKIM-Signature of a mail, in the order of the bytes. */
export function readSignatures(fields: readonly HeaderField[]): SignatureTags[] {
  return fieldValues(fields, 'dkim-signature').map(readTags)
}

/** Marks by which a replayed signature is known: kept with each message, given to the next. */
export function signatureMarks(fields: readonly HeaderField[]): string[] {
  return readSignatures(fields).map(signatureMark)
}

/** One signature's mark. */
export function signatureMark({ domain, selector, value }: SignatureTags): string {
  return `${domain}/${selector}/${value.slice(0, 64)}`
}

/** Why a signature must not be counted, whatever its mathematics say; plain clauses. */
export function signatureFaults(
  tags: SignatureTags,
  { fields, arrivedAt, seen }: { fields: readonly HeaderField[]; arrivedAt: Date; seen: ReadonlySet<string> },
): string[] {
  const faults: string[] = []
  if (!tags.signedFields.includes('from')) faults.push('a signature does not sign From')
  if (/sha1$/.test(tags.algorithm)) faults.push('a signature uses rsa-sha1')
  const made = tags.signedAt ?? readDate(fields)
  if (tags.signedAt && tags.signedAt.getTime() > arrivedAt.getTime() + clockSkewMs) {
    faults.push('a signature comes from the future')
  }
  if (made && arrivedAt.getTime() - made.getTime() > maxAgeMs) {
    faults.push('a signature was older than 7 days when the mail arrived')
  }
  if (tags.expiresAt && tags.expiresAt.getTime() < arrivedAt.getTime()) faults.push('a signature had run out')
  if (seen.has(signatureMark(tags))) faults.push('the same signature came with an earlier mail')
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
