import type { Range } from './parsed-mail.ts'
import {
  attributionEnd,
  headerBlockEnd,
  isHeaderLine,
  isRule,
  isSeparator,
  splitAttribution,
} from './quoted-history.ts'

/** A line of a text, its end without the line break. */
export type Line = { start: number; end: number; text: string }

/**
 * The stretches of a text that the person wrote now: quoted history, its attribution and forwarded headers left out, what
 * stands between quoted lines kept. In doubt it is the person's. Never empty for a text that holds anything: a mail of
 * nothing but history is given whole.
 */
export function replyRanges(text: string): Range[] {
  const lines = splitLines(text)
  const own: Range[] = []
  let at = 0
  while (at < lines.length) {
    const line = lines[at] as Line
    if (line.text.trim() === '') {
      at += 1
      continue
    }
    const opening = historyOpening(lines, at)
    if (opening === 'rest') {
      // A mail that begins with history is passed on, or answered below it: which of it is whose cannot be told.
      if (own.length === 0) own.push({ start: line.start, end: text.length })
      break
    }
    if (typeof opening === 'number') {
      at = opening
      continue
    }
    if (isQuoted(line.text) || isTornLink(lines, at)) {
      at += 1
      continue
    }
    const shared = splitAttribution(line.text)
    if (shared > 0 && nextIsQuoted(lines, at + 1)) {
      own.push(trimmed(text, { start: line.start, end: line.start + shared }))
      at += 1
      continue
    }
    own.push({ start: line.start, end: line.end })
    at += 1
  }
  const joined = join(text, own)
  return joined.length > 0 || text.trim() === '' ? joined : [trimmed(text, { start: 0, end: text.length })]
}

/** The person's own words as one text. */
export function replyText(text: string, ranges: readonly Range[]): string {
  return ranges.map(({ start, end }) => text.slice(start, end)).join('\n\n')
}

/**
 * What begins at a line: 'rest' where all that follows is history, the index of the line after an attribution whose
 * history is marked by `>`, or null.
 */
function historyOpening(lines: readonly Line[], at: number): 'rest' | number | null {
  const next = isRule((lines[at] as Line).text) ? nextSaid(lines, at + 1) : null
  if (next !== null && isHeaderLine((lines[next] as Line).text)) return 'rest'
  if (next !== null && !isRule((lines[next] as Line).text) && historyOpening(lines, next) === 'rest') return 'rest'
  const texts = (count: number) => lines.slice(at, at + count).map((line) => line.text)
  if (isSeparator((lines[at] as Line).text)) return nextIsQuoted(lines, at + 1) ? at + 1 : 'rest'
  if (/[:：]/.test((lines[at] as Line).text) && headerBlockEnd(texts(14)) > 0) return 'rest'
  const attribution = attributionEnd(texts(4))
  if (attribution === 0) return null
  return nextIsQuoted(lines, at + attribution) ? at + attribution : 'rest'
}

function nextIsQuoted(lines: readonly Line[], from: number): boolean {
  const next = nextSaid(lines, from)
  return next !== null && isQuoted((lines[next] as Line).text)
}

/** The index of the next line that says something, if it is near. */
function nextSaid(lines: readonly Line[], from: number): number | null {
  for (let at = from; at < lines.length && at < from + 12; at += 1) {
    if ((lines[at] as Line).text.trim() !== '') return at
  }
  return null
}

/** A `>` at the margin, but not an arrow that closes on the same line, which is decoration. */
function isQuoted(text: string): boolean {
  return /^\s{0,3}(?:>|&gt;)/.test(text) && !text.trimEnd().endsWith('<<')
}

/** A link of a quoted mail that a client set apart, its quote mark behind it: it goes on with the lines around it. */
function isTornLink(lines: readonly Line[], at: number): boolean {
  if (!/^\s{0,8}\(https?:\/\/[^\s()]{1,2000}\)\s{0,8}>\s{0,8}$/.test((lines[at] as Line).text)) return false
  return isQuoted(lines[at - 1]?.text ?? '') && isQuoted(lines[at + 1]?.text ?? '')
}

function splitLines(text: string): Line[] {
  const lines: Line[] = []
  let start = 0
  while (start <= text.length) {
    const found = text.indexOf('\n', start)
    const end = found === -1 ? text.length : found
    lines.push({ start, end, text: text.slice(start, end) })
    start = end + 1
  }
  return lines
}

/** Joins neighbours that only blank space parts. */
function join(text: string, ranges: readonly Range[]): Range[] {
  const joined: Range[] = []
  for (const range of ranges) {
    const last = joined.at(-1)
    if (last && text.slice(last.end, range.start).trim() === '') last.end = range.end
    else joined.push({ ...range })
  }
  return joined.map((range) => trimmed(text, range)).filter((range) => range.end > range.start)
}

function trimmed(text: string, { start, end }: Range): Range {
  const part = text.slice(start, end)
  const first = start + (part.length - part.trimStart().length)
  return { start: first, end: Math.max(first, end - (part.length - part.trimEnd().length)) }
}
