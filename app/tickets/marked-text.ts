import type { ClaimKind } from '#app/claims/claim.ts'
import type { Range } from '#app/mail/parsed-mail.ts'

/** A place that a claim was read from. `mark` is the number drawn beside it. */
export type MarkedClaim = Range & { kind: ClaimKind; mark: number }

/** A run of text with the same claims over all of it. */
export type Segment = {
  text: string
  /** The numbers of the claims that lie over it, lowest first; empty for plain text. */
  marks: readonly number[]
  /** The numbers of the claims that end with it: where the number is drawn. */
  ends: readonly number[]
  kinds: readonly ClaimKind[]
  /** Index of the first character in the whole text; unique within it. */
  start: number
}

/** The person's own words, or a stretch of history that is folded away. */
export type Passage = { quoted: boolean; lines: number; segments: readonly Segment[] }

/** What stands in place of a password or code that was sent in clear, whatever its length. */
export const masked = '•••'

/**
 * Cuts a text into passages and these into segments. Every character of the text is in exactly one segment, in order,
 * but for secrets, which are masked. Places outside the text are clamped; claims may overlap.
 *
 * @param reply the person's own words; none at all means that everything is shown open
 */
export function markText(text: string, claims: readonly MarkedClaim[], reply: readonly Range[]): Passage[] {
  const placed = claims
    .map((claim) => ({ ...claim, start: clamp(claim.start, text), end: clamp(claim.end, text) }))
    .filter(({ start, end }) => start < end)
    .sort((one, other) => one.start - other.start || other.end - one.end)
  return passagesOf(text, reply).map(({ start, end, quoted }) => ({
    quoted,
    lines: quoted ? text.slice(start, end).trim().split('\n').length : 0,
    segments: segmentsOf(text, { start, end }, placed),
  }))
}

/** Alternating stretches of own and quoted text; quoted ones that hold nothing but blanks join what is before. */
function passagesOf(text: string, reply: readonly Range[]): (Range & { quoted: boolean })[] {
  const own = [...reply]
    .map(({ start, end }) => ({ start: clamp(start, text), end: clamp(end, text) }))
    .filter(({ start, end }) => start < end)
    .sort((one, other) => one.start - other.start)
  if (own.length === 0) return text === '' ? [] : [{ start: 0, end: text.length, quoted: false }]
  const passages: (Range & { quoted: boolean })[] = []
  const add = (start: number, end: number, quoted: boolean) => {
    if (start >= end) return
    const last = passages.at(-1)
    const same = last && (last.quoted === quoted || (quoted && text.slice(start, end).trim() === ''))
    if (last && same) last.end = end
    else passages.push({ start, end, quoted: quoted && text.slice(start, end).trim() !== '' })
  }
  let at = 0
  for (const { start, end } of own) {
    add(at, start, true)
    add(Math.max(at, start), end, false)
    at = Math.max(at, end)
  }
  add(at, text.length, true)
  return passages
}

/** Walks the borders of all claims in the range once; `placed` is ordered by start. */
function segmentsOf(text: string, range: Range, placed: readonly MarkedClaim[]): Segment[] {
  const inside = placed.filter(({ start, end }) => start < range.end && end > range.start)
  const borders = new Set([range.start, range.end])
  for (const { start, end } of inside) {
    borders.add(Math.max(start, range.start))
    borders.add(Math.min(end, range.end))
  }
  const ordered = [...borders].sort((one, other) => one - other)
  const segments: Segment[] = []
  let open: MarkedClaim[] = []
  let next = 0
  for (let index = 0; index + 1 < ordered.length; index += 1) {
    const [start, end] = [ordered[index] as number, ordered[index + 1] as number]
    open = open.filter((claim) => claim.end > start)
    for (; next < inside.length && (inside[next] as MarkedClaim).start <= start; next += 1)
      open.push(inside[next] as MarkedClaim)
    const secret = open.some(({ kind }) => kind === 'secret_sent')
    segments.push({
      text: secret ? masked : text.slice(start, end),
      marks: distinct(open),
      kinds: [...new Set(open.map(({ kind }) => kind))],
      ends: distinct(open.filter((claim) => Math.min(claim.end, range.end) === end)),
      start,
    })
  }
  return segments
}

function distinct(claims: readonly MarkedClaim[]): number[] {
  return [...new Set(claims.map(({ mark }) => mark))].sort((one, other) => one - other)
}

function clamp(index: number, text: string): number {
  return Math.min(Math.max(Math.trunc(index), 0), text.length)
}
