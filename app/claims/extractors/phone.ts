import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { anyOf } from '../any-of.ts'
import { findLabels } from '../labelled.ts'
import { clauseBefore, type Extractor, type Finding, findPlaces, matchAt, type Reading } from '../reading.ts'

const label = anyOf('g', [
  /\b(?:(?:old|new|current|previous|registered|linked|mobile|cell|home|contact|tele)?[ -]?phone(?: ?(?:number|no\.?|#))?|mobile(?: (?:number|phone|no\.?))?|cell(?:ular)?(?: (?:number|phone))?|cellphone(?: number)?|sms number|tel[eé]fono|tel(?:efon)?\.?|m[oó]vil|celular)(?![a-zà-ÿ])/,
  /手机号码|手机号|手机|电话号码|电话|联系方式|移动电话|行动电话|门号/,
])
const ending = anyOf('g', [
  /\blast (?:four|4|three|3)(?: digits| numbers)? (?:of|on) [^\n.]{0,24}\b(?:phone|mobile|cell|number)(?: number)?(?: (?:are|is|was)|:)?[ ]{0,2}/,
  /\b(?:phone|mobile|cell|number)\b[^\n.]{0,40}\b(?:end(?:s|ed|ing)?(?: (?:in|with|on))?|last (?:four|4)(?: digits)?(?: are| is|:)?)[ ]{0,2}/,
  /(?:手机|电话)[^\n。]{0,12}(?:尾号|末四位|后四位)(?:是|为|:)?[ ]{0,2}/,
])
/** "The old number was +44 ...": a number with its country code is a telephone whatever it is called. */
const numberThatIsPhone =
  /\bnumber(?= (?:is|was) ?\+)|\bnumber: ?(?=\+)|(?:号码|旧号|原号)(?=[是:]? ?(?:\+|1[3-9]\d{9}(?!\d)))/g
const shape = /\+?\(?\d(?:[ ().-]{0,2}\d){5,16}/y
const between =
  /(?:any ?more[ (]{0,2}|(?:on|of|for|linked to|registered (?:to|with|on)|tied to|attached to|connected to|behind) (?:my|the|this|that) (?:[a-z]{1,12} )?(?:account|number|profile)|on it|on file|(?:i|that i) (?:used|registered with|had))[ ]{0,2}/y

/** A telephone number that the writer names as one; the last digits of one count where they are named as such. */
export const phone: Extractor = {
  name: 'phone',
  find(reading) {
    const { folded } = reading
    const found: Finding[] = []
    for (const named of findLabels(reading, label)) {
      // A new telephone is no fact that the account holds.
      if (/^new/.test(named.label) || /(?:\bnew|新的?)[ ]?$/.test(clauseBefore(folded, named.labelStart, 8))) continue
      const skipped = named.tie === 'none' ? (matchAt(between, folded, named.at)?.[0].length ?? 0) : 0
      const tied =
        skipped > 0 ? (matchAt(/(?:(?:is|was|:)[ ]{0,2})?/y, folded, named.at + skipped)?.[0].length ?? 0) : 0
      const read = readPhone(reading, named.at + skipped + tied)
      if (read) found.push(read)
    }
    for (const { end: start } of findPlaces(folded, ending)) {
      const digits = matchAt(/\d{3,4}(?!\d)/y, folded, start)?.[0]
      if (digits !== undefined) found.push({ kind: 'phone', value: digits, start, end: start + digits.length })
      if (found.length > 40) break
    }
    return found.concat(readOldOnes(reading, found))
  },
}

function readOldOnes(reading: Reading, found: readonly Finding[]): Finding[] {
  const old: Finding[] = []
  for (const named of findLabels(reading, numberThatIsPhone)) {
    const read = readPhone(reading, named.at)
    if (read && !found.some((other) => other.start === read.start)) old.push(read)
  }
  return old
}

function readPhone(reading: Reading, at: number): Finding | null {
  const words = matchAt(shape, reading.folded, at)?.[0].replace(/[ ().-]{1,4}$/, '')
  if (words === undefined || /^(?:19|20)\d\d[-. ]\d{1,2}[-. ]\d{1,2}$/.test(words)) return null
  const start = at
  const end = at + words.length
  if (/[\d@%]/.test(reading.folded[end] ?? '')) return null
  return { kind: 'phone', value: normalisePhone(words, reading.language), start, end }
}

/** E.164 where the number says its country, or is a Chinese mobile number in a Chinese mail; else its digits. */
function normalisePhone(words: string, language: Reading['language']): string {
  const digits = words.replace(/[^\d]/g, '')
  const international = words.startsWith('+') ? `+${digits}` : digits.startsWith('00') ? `+${digits.slice(2)}` : null
  if (international !== null) {
    const read = parsePhoneNumberFromString(international)
    return read?.isPossible() ? read.number : digits
  }
  if (language === 'zh' && /^(?:86)?1[3-9]\d{9}$/.test(digits)) return `+86${digits.slice(-11)}`
  return digits
}
