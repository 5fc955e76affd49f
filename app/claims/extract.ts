import type { Language, Range } from '#app/mail/parsed-mail.ts'
import { type Claim, type ClaimKind, claimKinds } from './claim.ts'
import { extractors } from './extractors/index.ts'
import { findOwnWords } from './own-words.ts'
import { makeReadable, tidyValue } from './readable-text.ts'
import type { Finding, Reading } from './reading.ts'
import { findDayFirst } from './stated-date.ts'

/** What of a mail is read for claims. */
export type MailToRead = {
  subject: string
  /** The whole text as stored. */
  text: string
  /** The person's own words within `text`. */
  reply: readonly Range[]
  language: Language
  senderAddress: string | null
  deskAddress: string
}

/** More claims of one kind than this are not kept; those beyond are a spray, and the first ones show it. */
const mostClaimsOf: Readonly<Partial<Record<ClaimKind, number>>> = {
  friend_numbers: 40,
  blocked_number: 20,
  secret_sent: 40,
}
const mostOfOtherKinds = 8
const longestValue = 200
const longestSubject = 2_000

/**
 * Everything that the mail states about the account it is about, in the order of the kinds and then of the words.
 * Quoted history, our own letters, signatures, blank forms, and what is denied, supposed or somebody else's are no
 * claims: a claim that is missing can be added by an agent, an invented one misleads him.
 */
export function extractClaims(mail: MailToRead): readonly Claim[] {
  if (mail.senderAddress !== null && mail.senderAddress === mail.deskAddress.toLowerCase()) return []
  const subject = mail.subject.slice(0, longestSubject)
  const claims = [
    ...readClaims(mail, 'text', mail.text, findOwnWords(mail.text, mail.reply)),
    ...readClaims(mail, 'subject', subject, [{ start: 0, end: subject.length }]),
  ]
  return claimKinds.flatMap((kind) =>
    keepDistinct(
      claims.filter((claim) => claim.kind === kind),
      kind,
    ),
  )
}

function readClaims(mail: MailToRead, source: Claim['source'], words: string, stretches: readonly Range[]): Claim[] {
  const readable = makeReadable(words, stretches)
  const reading: Reading = {
    text: readable.text,
    folded: readable.folded,
    locate: readable.locate,
    quote: readable.quote,
    source,
    senderAddress: mail.senderAddress,
    deskAddress: mail.deskAddress,
    language: mail.language,
    dayFirst: findDayFirst(readable.folded),
  }
  const found: Finding[] = []
  for (const extractor of extractors) found.push(...extractor.find(reading, found))
  const secrets = found.filter((finding) => finding.kind === 'secret_sent')
  return found
    .filter((finding) => finding.kind === 'secret_sent' || !secrets.some((secret) => overlap(secret, finding)))
    .sort((one, other) => one.start - other.start || one.end - other.end)
    .flatMap((finding) => locateClaim(finding, reading, words) ?? [])
}

function locateClaim(finding: Finding, reading: Reading, words: string): Claim | null {
  const range = reading.locate(finding.start, finding.end)
  if (range === null) return null
  const raw = words.slice(range.start, range.end)
  const value = finding.value ?? tidyValue(raw)
  if (
    value === '' ||
    value.length > longestValue * 2 ||
    (finding.kind !== 'security_answer' && value.length > longestValue)
  )
    return null
  const shown = finding.kind === 'secret_sent' ? '•'.repeat(raw.length) : raw
  return { kind: finding.kind, value, raw: shown, source: reading.source, ...range }
}

function keepDistinct(claims: readonly Claim[], kind: ClaimKind): Claim[] {
  const values = new Set<string>()
  // Two secrets have the same value, and both are to be masked.
  const distinct = claims.filter((claim) => {
    const key = kind === 'secret_sent' ? `${claim.source} ${claim.start}` : claim.value.toLowerCase()
    return !values.has(key) && values.add(key)
  })
  return distinct.slice(0, mostClaimsOf[kind] ?? mostOfOtherKinds)
}

function overlap(one: Finding, other: Finding): boolean {
  return one.start < other.end && other.start < one.end
}
