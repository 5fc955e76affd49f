import type { ReadValue } from './labelled.ts'
import { matchAt, type Reading } from './reading.ts'

const digits = /\+?\d(?:[ .-]?\d){3,23}/y
const dateLike = /^(?:19|20)\d\d[-./ ]\d{1,2}(?:[-./ ]\d{1,2})?$|^\d{1,2}[-./]\d{1,2}[-./](?:\d{2}|\d{4})$/
const shortestNumber = 5
const longestNumber = 19

/** An account number at a place: digits, in groups of at most four where spaces, dots or hyphens part them. */
export function readNumber(reading: Reading, at: number): ReadValue | null {
  const { folded } = reading
  const found = matchAt(digits, folded, at)?.[0]
  if (found === undefined || found.startsWith('+')) return null
  const before = folded[at - 1] ?? ''
  if (/[\d@$€£¥a-z_]/.test(before) && !/[qn]/.test(before)) return null
  const words = takeGroups(found)
  const end = at + words.length
  const next = folded.slice(end, end + 3)
  if (/^(?:[\d@%_a-z]|\.\d|-\d)/.test(next) && words.length === found.length) return null
  if (/^ ?(?:元|块|€|\$)/.test(next) || dateLike.test(words)) return null
  const value = words.replace(/[^\d]/g, '')
  if (value.length < shortestNumber || value.length > longestNumber) return null
  return { start: at, end, value }
}

/** "81 024 377" is one number, "10422871 33108254" two. */
function takeGroups(found: string): string {
  const groups = found.split(/[ .-]/)
  const first = groups[0] ?? ''
  if (groups.length === 1 || first.length >= 5) return first
  let length = 0
  for (const group of groups) {
    if (group.length > 4) break
    length += group.length + 1
  }
  return found.slice(0, Math.max(0, length - 1))
}
