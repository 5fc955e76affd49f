import type { ReadValue } from './labelled.ts'
import { matchAt, type Reading } from './reading.ts'
import { readNumber } from './stated-number.ts'

const joint =
  /[ ]{0,3}(?:[,、;/|&+*·]|\band\b|\by\b|\be\b|和|与|跟|及|以及|还有|另外|,还有)?[ ]{0,3}(?:(?:and|also|和|还有|及|y|from [a-z]{1,12}:|有)[ ]{0,2})?(?:\n[ ]{0,4}){0,2}(?:[*-][ ]{0,2}|\(?\d{1,2}[.)、][ ]{0,2}(?=\D|\d{5}))?/y
/** "Bo (10422871)", "Bo: 10422871", "from school: Ana 60917733", "10422871 (Bo)". */
const name =
  /(?:;?[ ]?from [a-z]{1,14}: ?)?(?!我|my\b|phone|tel|手机|电话|mail|order|id\b|uin|qq(?:号|:| is))(?:[\p{L}][\p{L}.' -]{0,24}|[\p{Script=Han}]{1,6})[ ]{0,2}[(:=-]?[ ]{0,2}(?=\d{5}|\d{1,3}[ -]\d{3})/uy
const aside = /[ ]{0,2}(?:\([^()\n\d]{0,40}\)|\)|"|')/y
const otherMatter = /[$€£¥+]$|(?:order|no\.|invoice|phone|tel|手机|电话|订单|rmb|usd)[ :.]{0,3}$/
const price = /^[ ]?(?:元|块|usd|rmb|dollars|euros?|pesos|€|\$|年|月|岁|%|次|个|years|days|minutes)/
const handle = /@?[A-Za-z][A-Za-z0-9_.-]{1,30}[A-Za-z0-9_](?:#\d{4})?/y

/** However long the list: nobody needs to state more. */
const longestList = 60

/**
 * The numbers of a list that starts at a place, whatever parts them, up to the first word that belongs to no list.
 * Telephones, prices, orders and dates end it.
 */
export function readNumberList(
  reading: Reading,
  from: number,
  { named, handles }: { named: boolean; handles: boolean },
): (ReadValue & { value: string })[] {
  const { folded } = reading
  const numbers: (ReadValue & { value: string })[] = []
  let at = from
  at += matchAt(/[ ]{0,2}(?:[*-][ ]{0,2}|\(?\d{1,2}[.)、][ ]{0,2}(?=\D|\d{5}))?/y, folded, at)?.[0].length ?? 0
  while (numbers.length < longestList) {
    if (named) at += readFriendName(reading, at)
    const read = readListed(reading, at, handles)
    if (!read) break
    numbers.push(read)
    at = read.end
    at += matchAt(aside, folded, at)?.[0].length ?? 0
    const joined = matchAt(joint, folded, at)?.[0].length ?? 0
    if (joined === 0) break
    at += joined
  }
  return numbers
}

/** How long the name before a number is: a few words, none for what reads as a sentence. */
function readFriendName({ folded, text }: Reading, at: number): number {
  const length = matchAt(name, folded, at)?.[0].length ?? 0
  const said = text
    .slice(at, at + length)
    .replace(/^;? ?from [a-z]{1,14}: ?/i, '')
    .replace(/[ (:=-]{1,9}$/, '')
  if (/\p{Script=Han}/u.test(said)) return said.length > 4 || /[被骗盗了的单]/.test(said) ? 0 : length
  return said.split(' ').length > (/^\p{Lu}/u.test(said) ? 3 : 2) ? 0 : length
}

function readListed(reading: Reading, at: number, handles: boolean): (ReadValue & { value: string }) | null {
  const { folded, text } = reading
  if (otherMatter.test(folded.slice(Math.max(0, at - 12), at))) return null
  const number = readNumber(reading, at)
  if (number?.value !== undefined) {
    const mobile = /^1[3-9]\d{9}$/.test(number.value)
    if (mobile || number.value.length > 12 || price.test(folded.slice(number.end, number.end + 8))) return null
    return { ...number, value: number.value }
  }
  const said = matchAt(handle, text, at)?.[0]
  if (said === undefined) return null
  const distinct = said.startsWith('@') || /[\d_]/.test(said) || (handles && /[a-z]\.[a-z]/.test(said))
  if (!distinct || /^[@\p{L}]/u.test(text.slice(at + said.length, at + said.length + 1))) return null
  const value = said.replace(/^@/, '')
  return { start: at + said.length - value.length, end: at + said.length, value }
}
