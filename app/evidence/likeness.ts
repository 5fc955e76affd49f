import { pinyin } from 'pinyin-pro'

const han = /\p{Script=Han}/u

/** A value as it is compared: compatibility forms folded, invisible characters gone, lower case, single spaces. */
export function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .trim()
}

/** Digits of any script as ASCII digits, everything else dropped. */
export function digitsOf(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[^\p{Nd}]/gu, '')
    .replace(/[^0-9]/gu, (digit) => String(valueOfDigit(digit)))
}

export function hasHan(text: string): boolean {
  return han.test(text)
}

/** The syllables of a text: Han characters in pinyin without tones, other words as they stand; letters and digits only. */
export function syllables(text: string, reading: 'name' | 'word' = 'word'): string[] {
  const words = hasHan(text)
    ? pinyin(text, {
        toneType: 'none',
        type: 'array',
        nonZh: 'consecutive',
        surname: reading === 'name' ? 'head' : 'off',
      }).flatMap((word) => word.split(' '))
    : text.split(' ')
  return words.map(lettersOf).filter((word) => word !== '')
}

/** Letters and digits without accents; ü is written u, v or (in passports) yu, so all are folded to u. */
function lettersOf(word: string): string {
  return word
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/(?<=[ln])(?:v|yu)/gu, 'u')
}

/**
 * Jaro-Winkler similarity, 0 to 1 (Winkler 1990), with prefix scale .1 over at most four letters.
 * Quadratic in the length at worst: callers bound it.
 */
export function jaroWinkler(one: string, other: string): number {
  const [a, b] = [[...one], [...other]]
  if (a.length === 0 || b.length === 0) return 0
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1)
  const matchedB = new Set<number>()
  const matchesA = a.filter((letter, index) => {
    for (let at = Math.max(0, index - reach); at <= Math.min(b.length - 1, index + reach); at += 1) {
      if (b[at] !== letter || matchedB.has(at)) continue
      matchedB.add(at)
      return true
    }
    return false
  })
  const matches = matchesA.length
  if (matches === 0) return 0
  const matchesB = b.filter((_, index) => matchedB.has(index))
  const swaps = matchesA.filter((letter, index) => letter !== matchesB[index]).length / 2
  const jaro = (matches / a.length + matches / b.length + (matches - swaps) / matches) / 3
  const differs = a.slice(0, 4).findIndex((letter, index) => letter !== b[index])
  const prefix = differs < 0 ? Math.min(4, a.length) : differs
  return jaro + prefix * 0.1 * (1 - jaro)
}

/** Unicode keeps the ten digits of every script in one run that begins with its zero. */
function valueOfDigit(digit: string): number {
  const point = digit.codePointAt(0) ?? 0
  let zero = point
  while (point - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1
  return point - zero
}
