import { anyOf } from '../any-of.ts'
import { findLabels } from '../labelled.ts'
import { standsFor } from '../mentioned.ts'
import { isDenied, isSomebodyElses } from '../ownership.ts'
import { clauseBefore, type Extractor, everyMatch, type Finding, findPlaces, type Reading } from '../reading.ts'
import { readDate } from '../stated-date.ts'

const verb =
  /\b(?:registered|signed up|created|joined|opened|started(?: using)?|made|set up|registering|had (?:this|the|my) account|(?:have|had|been using|used|owned) it(?= since)|(?:member|user|customer) since|(?:account|number|it|profile)(?: is| was)? from|me registr[eé]|registr[eé]|cre[eé])\b/g
const when =
  /\b(?:in|on|since|around|about|during|circa|at|back in|en|el|desde|from)\b[ ]{0,2}(?:(?:the|about|around|early|late|mid|spring|summer|autumn|fall|winter|year|of|like|approximately|roughly|or so)[ ,-]{1,2}){0,4}/g
const accountWords = /^(?:accounts?|numbers?|profile|user ?name|qq|icq|uin|login)$/
const otherMatter = /[,;(]|\b(?:and|but|then|because|when|until|which|who|lost|changed)\b/
const field = anyOf('g', [
  /\b(?:registration|sign-?up|creation|join(?:ing)?|account creation|registered|signed[ -]up|joined|opened|member since|created)(?: (?:date|year|time|on|in))?(?=[ ]{0,2}[:=])/,
  /\b(?:registration|sign-?up|creation|joining) (?:date|year|time)\b/,
  /\bwhen (?:did you|you) (?:sign(?:ed)? up|register(?:ed)?|join(?:ed)?|create[d]?)[^\n:]{0,24}/,
  /(?:注册|申请|开通|创建|开户)(?:的)?(?:日期|时间|年份|年月|年)(?:大约|大概|约)?|fecha de (?:registro|alta|creaci[oó]n)/,
])
const hanVerb =
  /((?:19|20)\d\d|(?<!\d)\d\d)[ ]?年(?:[ ]?\d{1,2}[ ]?月(?:份)?(?:[ ]?\d{1,2}[ ]?[日号])?)?(?=[^\n。,;]{0,12}(?:注册|申请|开通|创建|开始用|开始使用|加入))/g
const afterVerb = /(?:注册|申请|开通|创建)(?:于|在|的时间是|时间为)[ ]?(?:大约|大概)?/g

/** When the account was made, as a day, month or year; "five years ago" is no date. */
export const signUp: Extractor = {
  name: 'sign_up',
  find(reading) {
    return [...readSentences(reading), ...readFields(reading), ...readChinese(reading)]
  },
}

function readSentences(reading: Reading): Finding[] {
  const { folded } = reading
  const found: Finding[] = []
  for (const place of findPlaces(folded, verb)) {
    if (isDenied(folded, place.start) || isSomebodyElses(folded, place.start)) continue
    if (
      /\b(?:he|she|they|somebody|someone|hacker|you)(?: (?:has|have|had))? ?$/.test(
        clauseBefore(folded, place.start, 30),
      )
    )
      continue
    if (/ it$/.test(folded.slice(place.start, place.end)) && !standsFor(folded, place.start, accountWords)) continue
    const words = folded.slice(place.end, place.end + 90).split(/[\n。!?]|\.(?=\s|$)/)[0] ?? ''
    const stop = words.search(otherMatter)
    const matter = stop === -1 ? words : words.slice(0, stop)
    const direct = / (?:since|from)$/.test(folded.slice(place.start, place.end)) ? [0] : []
    const places = [...direct, ...[...everyMatch(matter, when)].map((match) => match.index + match[0].length)]
    for (const at of places) {
      const space = /^ {0,2}/.exec(words.slice(at))?.[0].length ?? 0
      if (add(found, reading, place.end + at + space)) break
    }
  }
  return found
}

function readFields(reading: Reading): Finding[] {
  const found: Finding[] = []
  for (const named of findLabels(reading, field, { nextLine: true })) {
    const skipped =
      /^(?:(?:in|on|around|about|circa|early|late|mid|the|spring|summer|autumn|fall|winter|大约|大概|约|是)(?: of)?[ ,-]{0,2}){0,3}/.exec(
        reading.folded.slice(named.at, named.at + 40),
      )
    add(found, reading, named.at + (skipped?.[0].length ?? 0))
  }
  return found
}

function readChinese(reading: Reading): Finding[] {
  const { folded } = reading
  const found: Finding[] = []
  for (const place of findPlaces(folded, hanVerb)) {
    if (!isSomebodyElses(folded, place.start) && !isDenied(folded, place.start)) add(found, reading, place.start)
  }
  for (const place of findPlaces(folded, afterVerb)) if (!isDenied(folded, place.start)) add(found, reading, place.end)
  return found
}

function add(found: Finding[], reading: Reading, at: number): boolean {
  const read = readDate(reading, at)
  if (read?.value === undefined || read.value.startsWith('--')) return false
  // "In 2009 or 2010" states neither.
  if (/^ ?(?:or|或|或者|还是|o|-) ?(?:in )?\d/.test(reading.folded.slice(read.end, read.end + 8))) return false
  const year = Number(read.value.slice(0, 4))
  // Older than the first account services, or not a year yet: a slip of reading.
  if (year < 1990 || year > 2040 || found.some((other) => other.start < read.end && read.start < other.end))
    return false
  found.push({ kind: 'sign_up', ...read })
  return true
}
