import { bitsOf, has, type Letters, lettersOf } from './letters.ts'
import { type Need, neededWords } from './needed-words.ts'

/**
 * Whether a pattern can match anywhere in a text, by the words that it needs: false where it surely does not. Of the
 * hundred patterns that look through a mail, most look for words that it does not have, and this costs a hundredth of
 * looking for them.
 *
 * @param text in lower case
 */
export function mayMatch(text: string, pattern: RegExp): boolean {
  let check = checks.get(pattern)
  if (check === undefined) {
    check = Int32Array.from(makeCheck(neededWords(pattern)) ?? [])
    checks.set(pattern, check)
  }
  return check.length === 0 || passes(lettersOf(text), check, 0)
}

const checks = new WeakMap<RegExp, Int32Array>()

/** A check is its length, its kind and its parts, each of them a check; or numbers in the place of parts: bits. */
const allOf = 0
const oneOf = 1
const bits = 2

/** Numbers in a row are gone through faster than objects. Null where nothing is needed. */
function makeCheck(need: Need): number[] | null {
  if (need === null) return null
  if (typeof need === 'string') {
    const wanted = bitsOf(need)
    return wanted.length === 0 ? null : together(bits, wanted)
  }
  if ('some' in need) {
    const parts = need.some.map(makeCheck)
    return parts.every((part) => part !== null) ? together(oneOf, parts.flat()) : null
  }
  const parts = need.every.map(makeCheck).filter((part) => part !== null)
  // The shortest first: it is the soonest to say no.
  return parts.length === 0 ? null : together(allOf, parts.sort((one, other) => one.length - other.length).flat())
}

function together(kind: number, parts: readonly number[]): number[] {
  return [parts.length + 2, kind, ...parts]
}

function passes(letters: Letters, check: Int32Array, at: number): boolean {
  const end = at + (check[at] as number)
  const kind = check[at + 1] as number
  if (kind === bits) {
    for (let bit = at + 2; bit < end; bit += 1) if (!has(letters, check[bit] as number)) return false
    return true
  }
  for (let part = at + 2; part < end; part += check[part] as number) {
    if (passes(letters, check, part) === (kind === oneOf)) return kind === oneOf
  }
  return kind === allOf
}
