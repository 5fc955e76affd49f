import { domainToUnicode } from 'node:url'

/**
 * Letters of other scripts that look like the ASCII letter or digit they stand behind, beyond what NFKC and the removal
 * of accents already fold (UTS 39's idea with a table of our own).
 */
const lookalikes: Record<string, string> = {
  a: 'ɑαаａ⍺ᴀАΑᎪ',
  b: 'ЬьƄᑲᏏВΒᏴ',
  c: 'сϲᴄⲥᏟСϹ',
  d: 'ԁɗᏧᑯժ',
  e: 'еєҽ℮ɛεЕΕᎬ',
  f: 'ẝꞙϝք',
  g: 'ɡցᶃԌ',
  h: 'һհᏂНΗᎻ',
  i: 'іıɩιΙІӀǀᎥӏ',
  j: 'јϳȷЈ',
  k: 'κкᴋⲕКΚᏦ',
  l: 'ⅼӏاןᒪℓ',
  m: 'мᴍⅿМΜϺᎷ',
  n: 'ոռпηΝ',
  o: 'оοσօ०০੦૦௦๐໐၀ОΟᴏ',
  p: 'рρϱⲣРΡᏢ',
  q: 'ԛգզ',
  r: 'гᴦⲅꭇꮁ',
  s: 'ѕꜱƽЅ',
  t: 'тτᴛТΤᎢ',
  u: 'υսᴜʋԱ',
  v: 'νѵᴠⅴ∨ט',
  w: 'ԝѡաᴡɯω',
  x: 'хχᕁⅹХΧ×',
  y: 'уүγʏყУΥҮ',
  z: 'ᴢΖꮓᏃ',
  '-': '‐‑‒–—―−',
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

/** What a text looks like: two texts of one skeleton can be taken for each other. Not for show. */
export function skeleton(text: string): string {
  const folded = [...text.normalize('NFKD')]
    .filter((char) => !/\p{M}|\p{Cf}/u.test(char))
    .map((char) => letters.get(char) ?? char)
    .join('')
    .toLowerCase()
  const twice = [...folded.normalize('NFKD')].map((char) => letters.get(char) ?? char).join('')
  return shapes.reduce((shaped, [from, to]) => shaped.replaceAll(from, to), twice)
}

/** The skeleton of an address, its domain decoded from A-labels first. */
export function addressSkeleton(address: string): string {
  const at = address.lastIndexOf('@')
  const domain = address.slice(at + 1)
  return `${skeleton(address.slice(0, at))}@${skeleton(domainToUnicode(domain) || domain)}`
}
