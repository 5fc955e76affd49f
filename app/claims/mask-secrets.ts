import type { Range } from '#app/mail/parsed-mail.ts'
import { findSecrets } from './extractors/secret-sent.ts'
import { makeReadable } from './readable-text.ts'

/** A secret shorter than this is masked only where it was read: elsewhere it may be any word. */
const shortestRepeated = 6

/** Repeats of more secrets than this are not looked for: each costs a walk through the whole mail. */
const mostRepeated = 40

/** The words of a mail that may hold secrets. */
export type SecretHolder = { subject: string; text: string }

/**
 * The same words with every password and code in clear replaced by dots of the same length, so that places in them
 * stay true: also in quoted history and in machine mail, where nothing else is read, and wherever it is said again.
 *
 * @param known places that were read as secrets already, by source
 */
export function maskSecrets(
  { subject, text }: SecretHolder,
  known: { subject: readonly Range[]; text: readonly Range[] },
): SecretHolder & { masked: boolean } {
  const places = {
    subject: [...known.subject, ...placesOfSecrets(subject)],
    text: [...known.text, ...placesOfSecrets(text)],
  }
  const said = [
    ...places.subject.map(({ start, end }) => subject.slice(start, end)),
    ...places.text.map(({ start, end }) => text.slice(start, end)),
  ].filter((secret) => secret.length >= shortestRepeated)
  const secrets = [...new Set(said)].slice(0, mostRepeated)
  const cover = (words: string, ranges: readonly Range[]) => coverRepeats(coverRanges(words, ranges), secrets)
  const masked = places.subject.length + places.text.length > 0
  return masked
    ? { subject: cover(subject, places.subject), text: cover(text, places.text), masked }
    : { subject, text, masked }
}

function placesOfSecrets(words: string): Range[] {
  const readable = makeReadable(words, [{ start: 0, end: words.length }])
  return findSecrets(readable).flatMap(({ start, end }) => readable.locate(start, end) ?? [])
}

function coverRanges(words: string, ranges: readonly Range[]): string {
  const ordered = [...ranges].sort((one, other) => one.start - other.start)
  let covered = ''
  for (const { start, end } of ordered) {
    const from = Math.max(start, covered.length)
    if (end <= from) continue
    covered += words.slice(covered.length, from) + '•'.repeat(Math.min(end, words.length) - from)
  }
  return covered + words.slice(covered.length)
}

/** Only as a word of its own: part of a longer number it is not the secret. */
function coverRepeats(words: string, secrets: readonly string[]): string {
  let covered = words
  for (const secret of secrets) {
    const ranges: Range[] = []
    for (let at = covered.indexOf(secret); at !== -1; at = covered.indexOf(secret, at + secret.length)) {
      const end = at + secret.length
      const joined = isWordy(covered[at - 1]) || isWordy(covered[end])
      if (!joined) ranges.push({ start: at, end })
    }
    covered = coverRanges(covered, ranges)
  }
  return covered
}

function isWordy(letter: string | undefined): boolean {
  return letter !== undefined && /[A-Za-z0-9]/.test(letter)
}
