import type { Range } from '#app/mail/parsed-mail.ts'
import { loose, type SearchQuery } from './search-query.ts'
import { tokensOf } from './search-words.ts'

/** A piece of a mail's text around what was found, on one line; places are within it. */
export type Excerpt = { text: string; marks: readonly Range[] }

/** Where a case shows what was searched for: in its subject, and in the mail that was found. */
export type SearchMatch = { subject: readonly Range[]; excerpt: Excerpt }

const excerptLength = 160
/** So much of an excerpt stands before the first match. */
const leadLength = 40
/** The best piece is looked for among so many places. */
const mostTried = 40

type Asked = Pick<SearchQuery, 'needs'>

/** Where a text has what was asked for: ranges in order that neither touch nor overlap. */
export function markMatches(text: string, { needs }: Asked): Range[] {
  const whole = new Set(needs.filter(({ begins }) => !begins).map(({ term }) => term))
  const beginnings = needs.filter(({ begins }) => begins).map(({ term }) => term)
  const found: Range[] = []
  for (const { start, end, term } of tokensOf(text))
    if (whole.has(term) || beginnings.some((beginning) => term.startsWith(beginning))) found.push({ start, end })
  return joined(found)
}

/** The piece of a text that shows most of what was asked for; its beginning where nothing is found. */
export function excerptOf(text: string, asked: Asked): Excerpt {
  const marks = markMatches(text, asked)
  const starts = marks.slice(0, mostTried).map(({ start }) => wordStart(text, Math.max(0, start - leadLength)))
  const counted = (from: number) =>
    marks.filter(({ start, end }) => start >= from && end <= from + excerptLength).length
  const from = starts.reduce((best, start) => (counted(start) > counted(best) ? start : best), starts[0] ?? 0)
  const to = Math.min(text.length, from + excerptLength)
  const [before, after] = [from > 0 ? '… ' : '', to < text.length ? ' …' : '']
  const shift = before.length - from
  return {
    // One sign for one sign, so that the places stay true.
    text: before + text.slice(from, to).replace(/\s/g, ' ') + after,
    marks: marks
      .filter(({ start, end }) => start < to && end > from)
      .map(({ start, end }) => ({ start: Math.max(start, from) + shift, end: Math.min(end, to) + shift })),
  }
}

/** Whether a mail says every phrase as it was asked for. */
export function holdsPhrases(texts: readonly string[], { phrases }: Pick<SearchQuery, 'phrases'>): boolean {
  if (phrases.length === 0) return true
  const said = texts.map(loose)
  return phrases.every((phrase) => said.some((text) => text.includes(phrase)))
}

function joined(ranges: readonly Range[]): Range[] {
  const ordered = [...ranges].sort((one, other) => one.start - other.start)
  const joint: Range[] = []
  for (const { start, end } of ordered) {
    const last = joint.at(-1)
    if (last && start <= last.end) joint[joint.length - 1] = { start: last.start, end: Math.max(last.end, end) }
    else joint.push({ start, end })
  }
  return joint
}

/** The beginning of the word at a place, if it is near: an excerpt begins with a whole word. */
function wordStart(text: string, at: number): number {
  for (let near = at; near < at + leadLength / 2; near += 1)
    if (near === 0 || /\s/.test(text[near - 1] ?? '')) return near
  return at
}
