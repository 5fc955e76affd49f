import type { ClaimKind } from './claim.ts'
import { type Finding, findPlaces, type Reading, sentenceBefore } from './reading.ts'

const notSo =
  /(?:\b(?:not|never|n't|nobody|no one|without being)(?: (?:been|being|get|got|have|think|believe))? ?|没有?|未|并未|不是|无) ?$|(?:\bif\b|\bin case\b|\bunless\b|\bhow (?:do|can|would) (?:i|you|we) (?:know|tell|see)\b|\bavoid\b|\bprevent\b|\bwhether\b|\bafraid\b|\bworried\b|如果|假如|万一|要是|怎么(?:知道|判断)|防止|避免|以免|担心|会不会|是否|si )[^\n]{0,80}$/

/** The first place where the mail says so in earnest: a flag needs no second one. `except` ends words that mean another thing. */
export function findFlag(reading: Reading, kind: ClaimKind, ways: readonly RegExp[], except?: RegExp): Finding[] {
  const { folded } = reading
  let first: Finding | null = null
  for (const way of ways) {
    for (const place of findPlaces(folded, way)) {
      if (notSo.test(sentenceBefore(folded, place.start, 90))) continue
      if (except?.test(folded.slice(Math.max(0, place.start - 40), place.end))) continue
      if (/\b(?:if|whether)\b|如果|是否|(?:没有?|未曾?|不是)被/.test(folded.slice(place.start, place.end))) continue
      if (first === null || place.start < first.start)
        first = { kind, value: 'yes', start: place.start, end: place.end }
      break
    }
  }
  return first === null ? [] : [first]
}
