import { anyOf } from '../any-of.ts'
import { findLabels } from '../labelled.ts'
import { isDenied, isSomebodyElses } from '../ownership.ts'
import { clauseBefore, type Extractor, type Finding, findPlaces, matchAt } from '../reading.ts'
import { readDate } from '../stated-date.ts'

const label =
  /\b(?:birth ?day|b-?day|birth ?date|date of birth|birth|d\.?o\.?b\.?(?![a-z])|born|fecha de nacimiento|nacimiento|nac[ií]|cumplea[nñ]os)|出生(?:年月日?|日期|时间)?|生日|生辰|生于/g
const filler = /(?:[ ]?(?:on|in|at|the|el|en|día|dia|date|day|about|around|it|is|year|[a-z]{3,9}day,?)[ ]){0,3}/y
const onTheAccount = '[ ](?:on|of|for|in) (?:that|the|this|my) (?:account|profile|number)'
const aside = anyOf('y', [
  `${onTheAccount}(?::|,?[ ](?:it |which |that )?(?:(?:should|must|would|will) be|is|was))[ ]`,
  /,[ ](?:it|which) (?:should|must) be[ ]/,
])
const hanFirst =
  /(?<![\d年月])(?:\d{4}|\d\d|[〇○零一二三四五六七八九]{2,4})[ ]?年(?=[^\n。,]{0,14}(?:出生|生人|生的|生(?=[,。;\n ]|$)))/g
const lunar = /农历|阴历|旧历|lunar|chinese calendar/

/** The day the writer was born, as far as it is stated. Ages, zodiac signs and lunar dates are no birth dates. */
export const birthDate: Extractor = {
  name: 'birth_date',
  find(reading) {
    const { folded } = reading
    const found: Finding[] = []
    for (const named of findLabels(reading, label, { nextLine: true })) {
      if (lunar.test(folded.slice(Math.max(0, named.labelStart - 8), named.at + 8))) continue
      const from = named.tie === 'none' ? named.labelEnd + (matchAt(aside, folded, named.labelEnd)?.[0].length ?? 0) : 0
      const at = Math.max(from, named.at)
      const skipped = matchAt(filler, folded, at)?.[0].length ?? 0
      const read = readDate(reading, at + skipped) ?? readDate(reading, at)
      if (read && isLikely(read.value)) found.push({ kind: 'birth_date', ...read })
    }
    for (const place of findPlaces(folded, hanFirst)) {
      if (isSomebodyElses(folded, place.start) || isDenied(folded, place.start)) continue
      if (
        lunar.test(clauseBefore(folded, place.start, 12)) ||
        /(?:注册|申请)[^\n]{0,4}$/.test(folded.slice(0, place.start).slice(-8))
      )
        continue
      const read = readDate(reading, place.start)
      const overlaps = found.some((other) => read && other.start < read.end && read.start < other.end)
      if (read && isLikely(read.value) && !overlaps) found.push({ kind: 'birth_date', ...read })
    }
    return found
  },
}

function isLikely(value: string | undefined): boolean {
  const year = Number(value?.slice(0, 4))
  return value !== undefined && (value.startsWith('--') || (year >= 1900 && year <= 2030))
}
