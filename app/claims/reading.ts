import type { Language } from '#app/mail/parsed-mail.ts'
import type { Claim, ClaimKind } from './claim.ts'
import { mayMatch } from './may-match.ts'
import type { ReadableText } from './readable-text.ts'

/** One source of a mail as the extractors read it. */
export type Reading = ReadableText & {
  source: Claim['source']
  senderAddress: string | null
  deskAddress: string
  language: Language
  /** True where the numeric dates of this mail put the day first, false where the month, null where none tells. */
  dayFirst: boolean | null
}

/** A claim before its place in the source is known: `start` and `end` are places in the readable text. */
export type Finding = {
  kind: ClaimKind
  start: number
  end: number
  /** Normalised; left out where the words as they stand are the value. */
  value?: string
}

/** Reads one kind of claim. `found` is what the extractors before it have found in the same source. */
export type Extractor = {
  name: string
  find: (reading: Reading, found: readonly Finding[]) => Finding[]
}

/** No extractor looks at more places of one source than this. */
export const maxPlaces = 400

/** Every match of a global pattern. Not by matchAll: that copies the pattern, and each copy is compiled anew. */
export function* everyMatch(text: string, pattern: RegExp): Generator<RegExpExecArray> {
  let at = 0
  for (;;) {
    // Whoever walks may ask the same pattern meanwhile.
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (match === null) return
    at = match[0] === '' ? afterLetter(text, pattern.lastIndex, pattern.unicode) : pattern.lastIndex
    pattern.lastIndex = 0
    yield match
  }
}

/** Whether a pattern matches anywhere in a whole text. */
export function matchesIn(text: string, pattern: RegExp): boolean {
  return mayMatch(text, pattern) && text.search(pattern) !== -1
}

function afterLetter(text: string, at: number, whole: boolean): number {
  return at + (whole && (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1)
}

/** Every match of a global pattern, up to what one extractor may look at. */
export function* findPlaces(
  text: string,
  pattern: RegExp,
): Generator<{ start: number; end: number; groups: string[] }> {
  if (!mayMatch(text, pattern)) return
  let looked = 0
  for (const match of everyMatch(text, pattern)) {
    if (++looked > maxPlaces) return
    yield { start: match.index, end: match.index + match[0].length, groups: match.map((group) => group ?? '') }
  }
}

/** The match of a sticky pattern at a place, or null. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

const sentenceEnd = /[\n。!?;]|\.(?=\s|$)/
/** As much as goes before: the whole words up to the last end. */
const upToClauseEnd = /.*(?:[\n。!?;,、]|\.(?=\s|$)|\bbut\b|\band (?=my\b|the\b|i\b)|但是?|\bpero\b)/sy
const upToSentenceEnd = new RegExp(`.*(?:${sentenceEnd.source})`, 'sy')

/** What stands before a place in the same clause, at most `longest` letters of it. */
export function clauseBefore(folded: string, at: number, longest = 60): string {
  return lastPart(folded.slice(Math.max(0, at - longest), at), upToClauseEnd)
}

/** What stands before a place in the same sentence, at most `longest` letters of it. */
export function sentenceBefore(folded: string, at: number, longest = 120): string {
  return lastPart(folded.slice(Math.max(0, at - longest), at), upToSentenceEnd)
}

/** What follows a place in the same sentence, at most `longest` letters of it. */
export function sentenceAfter(folded: string, at: number, longest = 120): string {
  const ahead = folded.slice(at, at + longest)
  const end = ahead.search(sentenceEnd)
  return end === -1 ? ahead : ahead.slice(0, end)
}

/** What is left of the words behind all that a sticky pattern takes. */
export function lastPart(words: string, upTo: RegExp): string {
  return words.slice(matchAt(upTo, words, 0)?.[0].length ?? 0)
}
