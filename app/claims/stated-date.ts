import { en, es } from 'chrono-node'
import type { ReadValue } from './labelled.ts'
import { findPlaces, matchAt, type Reading } from './reading.ts'

const yearFirst = /((?:18|19|20)\d\d)[ ]?[-/.][ ]?(\d{1,2})[ ]?[-/.][ ]?(\d{1,2})(?!\d)/y
const compact = /((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)/y
const yearLast = /(\d{1,2})[ ]?[-/.][ ]?(\d{1,2})[ ]?[-/.][ ]?((?:19|20)\d\d|\d\d)(?!\d)/y
const yearMonth = /((?:19|20)\d\d)[ ]?[-/.][ ]?(\d{1,2})(?![\d/.-])/y
const bareYear = /(?:year )?((?:19|20)\d\d)(?![\d@]|[-/.]\d)/y
const chinese =
  /(?:公元|西元|公历|阳历)?[ ]?(\d{4}|\d\d|[〇○零一二三四五六七八九]{2,4})[ ]?年(?:[ ]?(\d{1,2}|[一二三四五六七八九十]{1,2})[ ]?月份?(?:[ ]?(\d{1,2}|[一二三四五六七八九十廿]{1,3})[ ]?[日号])?)?/y
const chineseMonthDay =
  /(\d{1,2}|[一二三四五六七八九十]{1,2})[ ]?月[ ]?(\d{1,2}|[一二三四五六七八九十廿]{1,3})[ ]?[日号]?/y
const monthName = /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic)(?:[a-z]{0,7})\b/
const spanishMonth =
  /\b(?:ene(?:ro)?|feb(?:rero)|marzo|abr(?:il)?|mayo|junio|julio|ago(?:sto)?|septiembre|octubre|noviembre|dic(?:iembre)?)\b/
const longestSpelled = 36
const noClock = new Date(Date.UTC(2000, 0, 1, 12))

/**
 * The date that starts at a place, as YYYY-MM-DD, YYYY-MM, YYYY or --MM-DD; null for none and for one that no calendar has.
 * Of 03/04/1988 only the year is read, unless another date of the mail shows which number is the day: a date
 * that is true but coarse does no harm, a swapped one does.
 */
export function readDate(reading: Reading, at: number): ReadValue | null {
  const { folded } = reading
  const whole = matchAt(yearFirst, folded, at) ?? matchAt(compact, folded, at)
  if (whole) return dated(at, whole[0], join(Number(whole[1]), Number(whole[2]), Number(whole[3])))
  const last = matchAt(yearLast, folded, at)
  if (last) return dated(at, last[0], readYearLast(reading, last))
  const month = matchAt(yearMonth, folded, at)
  if (month) return dated(at, month[0], join(Number(month[1]), Number(month[2]), null))
  const han = matchAt(chinese, folded, at)
  if (han) return dated(at, han[0], join(readYear(han[1] ?? ''), readHan(han[2]), readHan(han[3])))
  const hanDay = matchAt(chineseMonthDay, folded, at)
  if (hanDay) return dated(at, hanDay[0], join(null, readHan(hanDay[1]), readHan(hanDay[2])))
  const spelled = readSpelled(reading, at)
  if (spelled) return spelled
  const year = matchAt(bareYear, folded, at)
  return year ? dated(at, year[0], join(Number(year[1]), null, null)) : null
}

const numericDate = /(?<![\d/.-])(\d{1,2})[-/.](\d{1,2})[-/.](?:19|20)\d\d(?!\d)/g

/** Which number of 03/04/1988 is the day, where some numeric date of the text leaves no choice. */
export function findDayFirst(folded: string): boolean | null {
  let dayFirst: boolean | null = null
  let looked = 0
  for (const match of findPlaces(folded, numericDate)) {
    if (++looked > 100) break
    const [first, second] = [Number(match.groups[1]), Number(match.groups[2])]
    if (first > 12 === second > 12 || Math.max(first, second) > 31) continue
    if (dayFirst !== null && dayFirst !== first > 12) return null
    dayFirst = first > 12
  }
  return dayFirst
}

function readYearLast(reading: Reading, match: RegExpExecArray): string | null {
  const [first, second, year] = [Number(match[1]), Number(match[2]), readYear(match[3] ?? '')]
  if (first > 12) return join(year, second, first)
  if (second > 12) return join(year, first, second)
  if (first === second) return join(year, first, first)
  const dayFirst = reading.dayFirst ?? (match[0].includes('.') ? true : null)
  if (dayFirst === null) return join(year, null, null)
  return dayFirst ? join(year, second, first) : join(year, first, second)
}

function readSpelled(reading: Reading, at: number): ReadValue | null {
  const words = reading.folded.slice(at, at + longestSpelled).split('\n', 1)[0] ?? ''
  const named = monthName.exec(words)
  if (!named || named.index > 12) return null
  const plain = words.replace(/^the (?=\d)/, '    ').replace(/(?<=\d(?:st|nd|rd|th)?) of (?=[a-z])/, '    ')
  const language = spanishMonth.test(words) ? es.casual : en.casual
  const [result] = language.parse(plain, noClock)
  if (!result || result.index > 4 || !monthName.test(result.text)) return null
  const said = result.start
  if (!said.isCertain('month')) return null
  const year = said.isCertain('year') ? said.get('year') : null
  const value = join(year, said.get('month'), said.isCertain('day') ? said.get('day') : null)
  return dated(at + result.index, result.text, value)
}

function dated(start: number, words: string, value: string | null): ReadValue | null {
  return value === null ? null : { start, end: start + words.length, value }
}

function readYear(words: string): number {
  const digits = words.replace(/[〇○零一二三四五六七八九]/g, (letter) =>
    String('〇一二三四五六七八九'.indexOf(letter === '零' || letter === '○' ? '〇' : letter)),
  )
  const year = Number(digits)
  // Nobody who writes is over a hundred or younger than the service.
  return digits.length > 2 ? year : year <= 30 ? 2000 + year : 1900 + year
}

function readHan(words: string | undefined): number | null {
  if (words === undefined) return null
  if (/^\d/.test(words)) return Number(words)
  const plain = words.replace('廿', '二十')
  const [tens, ones] = plain.includes('十') ? plain.split('十') : ['0', plain]
  const digit = (letter: string | undefined, none: number) => (letter ? '〇一二三四五六七八九'.indexOf(letter) : none)
  return (tens === '0' ? 0 : digit(tens, 1) * 10) + digit(ones, 0)
}

function join(year: number | null, month: number | null, day: number | null): string | null {
  if (year !== null && (year < 1900 || year > 2099)) return null
  const two = (number: number) => String(number).padStart(2, '0')
  if (month === null) return year === null ? null : String(year)
  if (month < 1 || month > 12) return null
  if (day === null) return year === null ? null : `${year}-${two(month)}`
  if (day < 1 || day > new Date(Date.UTC(year ?? 2000, month, 0)).getUTCDate()) return null
  return year === null ? `--${two(month)}-${two(day)}` : `${year}-${two(month)}-${two(day)}`
}
