import { domainToUnicode } from 'node:url'
import { confusables } from './confusables.ts'

/** Letters that are taken for an ASCII one in mails, though Unicode gives them another prototype or none. */
const lookalikes: Record<string, string> = {
  a: 'ａᴀ',
  b: 'ь',
  d: 'ɗժ',
  e: 'єɛε',
  f: 'ϝ',
  i: 'ΙІӀǀ',
  j: 'ȷ',
  k: 'κкᴋⲕ',
  l: 'ⅼӏℓ',
  m: 'мᴍⅿ',
  n: 'пη',
  p: 'ϱ',
  t: 'тτᴛ',
  u: 'Ա',
  v: 'ⅴ',
  w: 'ω',
  x: 'χⅹ',
  '-': '‑—―',
  '.': '․。．｡',
}

/** Pairs of letters that together look like one, and digits that look like letters. */
const shapes: ReadonlyArray<readonly [string, string]> = [
  ['rn', 'm'],
  ['vv', 'w'],
  ['cl', 'd'],
  ['0', 'o'],
  ['1', 'l'],
  ['i', 'l'],
  ['5', 's'],
  ['|', 'l'],
]

const letters = new Map(
  Object.entries(lookalikes).flatMap(([letter, others]) => [...others].map((other) => [other, letter])),
)

/** What a text looks like: two texts of one skeleton can be taken for each other (UTS 39). Not for show. */
export function skeleton(text: string): string {
  const plain = fold(fold(text.normalize('NFC')).normalize('NFKD')).toLowerCase()
  return shapes.reduce((shaped, [from, to]) => shaped.replaceAll(from, to), fold(plain).toLowerCase())
}

/** Each character as what it looks like; accents and what is not seen look like nothing. */
function fold(text: string): string {
  let folded = ''
  for (const char of text) folded += asciiFolds[char.codePointAt(0) ?? 0] ?? foldLetter(char)
  return folded
}

function foldLetter(char: string): string {
  return letters.get(char) ?? confusables.get(char) ?? (/\p{M}|\p{Cf}/u.test(char) ? '' : char)
}

/** Nearly all letters of nearly all addresses. */
const asciiFolds = Array.from({ length: 128 }, (_, code) => foldLetter(String.fromCharCode(code)))

/** The skeleton of an address, its domain decoded from A-labels first. */
export function addressSkeleton(address: string): string {
  const at = address.lastIndexOf('@')
  const domain = address.slice(at + 1)
  return `${skeleton(address.slice(0, at))}@${skeleton(domainToUnicode(domain) || domain)}`
}
