import { keepLast } from './keep-last.ts'

/** Letters of words in five bits each. Whatever is none counts as one another, and so do digits and the low line. */
const letters = new Uint8Array(0x10000)
for (let code = 0x61; code <= 0x7a; code += 1) letters[code] = letters[code - 0x20] = code - 0x60
for (let code = 0x30; code <= 0x39; code += 1) letters[code] = 27
letters[0x5f] = 27
const threeLetters = 1 << 15

/** Which words a text may hold: a bit for every three letters that stand together, and for every sign by itself. */
export type Letters = Int32Array

/** The letters of a text; many look for their words in the same one. */
export const lettersOf = keepLast(4, (text: string): Letters => {
  const found = new Int32Array((threeLetters + 0x10000) / 32)
  // Before a text and after it stands no letter.
  let three = 0
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    const letter = letters[unit] as number
    three = ((three << 5) | letter) & (threeLetters - 1)
    add(found, three)
    if (letter === 0 && unit > 0x20) add(found, threeLetters + unit)
  }
  add(found, (three << 5) & (threeLetters - 1))
  return found
})

function add(found: Letters, bit: number): void {
  found[bit >> 5] = (found[bit >> 5] as number) | (1 << (bit & 31))
}

/** Whether a text with these letters has the bit. */
export function has(found: Letters, bit: number): boolean {
  return (((found[bit >> 5] as number) >>> (bit & 31)) & 1) === 1
}

/** The bits that every text has which holds these words; what tells most comes first. */
export function bitsOf(words: string): readonly number[] {
  const signs = new Set<number>()
  const threes = new Set<number>()
  let three = 0
  for (let at = 0; at < words.length; at += 1) {
    const unit = words.charCodeAt(at)
    const letter = letters[unit] as number
    three = ((three << 5) | letter) & (threeLetters - 1)
    if (at >= 2) threes.add(three)
    if (letter === 0 && unit > 0x20) signs.add(threeLetters + unit)
  }
  return [...signs, ...threes]
}
