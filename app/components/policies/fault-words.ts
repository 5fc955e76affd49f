import { catalogue } from '#app/components/language.tsx'
import type { DeskLanguage } from '#app/staff/preferences.ts'
import type { PlaceNames } from './place-names.ts'

/** What can be wrong with a cell, as a supervisor is told. */
export const faultWords = catalogue(
  {
    number: 'must be a number',
    whole: 'must be a whole number',
    together: 'must be given with its neighbour, or both left empty',
    aboveToOne: 'must be above 0 and at most 1',
    between: 'must be between 0 and 1',
    notBelow: 'must not be below 0',
    above: 'must be above 0',
    contextLowers: 'must not be above 0: context only lowers',
    atMost: (most: string) => `must be at most ${most}`,
    below: (limit: string) => `must be below ${limit}`,
    atLeast: (least: string) => `must be at least ${least}`,
    addsUp: (total: string) => `must add up to 1, adds up to ${total}`,
    addsUpAtMost: (total: string) => `must add up to at most 1, adds up to ${total}`,
    uncounted: 'cannot be “frequency”: it is not counted',
    strangerKnows: (place: string, limit: string) =>
      `must be below ${place} (${limit}): a stranger cannot know it better than the owner`,
    belowOf: (place: string, limit: string) => `must be below ${place} (${limit})`,
    atMostFull: (place: string) => `must be at most “${place}”`,
    atMostOf: (place: string, limit: string) => `must be at most “${place}” (${limit})`,
    startsAtNothing: 'the first step must be 0 points for 0 bits',
    standsAfter: (before: string) => `points must rise: more than ${before}`,
    falls: (before: string) => `bits must not fall: ${before} or more`,
  },
  {
    number: '必须是数字',
    whole: '必须是整数',
    together: '必须与旁边一项同时填写，或两项都留空',
    aboveToOne: '必须大于 0 且不大于 1',
    between: '必须在 0 与 1 之间',
    notBelow: '不能小于 0',
    above: '必须大于 0',
    contextLowers: '不能大于 0：背景只会降低',
    atMost: (most) => `不能大于 ${most}`,
    below: (limit) => `必须小于 ${limit}`,
    atLeast: (least) => `不能小于 ${least}`,
    addsUp: (total) => `各项之和必须为 1，现为 ${total}`,
    addsUpAtMost: (total) => `各项之和不能大于 1，现为 ${total}`,
    uncounted: '不能填“frequency”：此事实没有统计常见程度',
    strangerKnows: (place, limit) => `必须小于${place}（${limit}）：陌生人不可能比机主更清楚`,
    belowOf: (place, limit) => `必须小于${place}（${limit}）`,
    atMostFull: (place) => `不能大于“${place}”`,
    atMostOf: (place, limit) => `不能大于“${place}”（${limit}）`,
    startsAtNothing: '第一档必须是 0 点、0 比特',
    standsAfter: (before) => `点数必须递增：应大于 ${before}`,
    falls: (before) => `比特数不能下降：不得小于 ${before}`,
  },
)

type Words = (typeof faultWords)['en']
type Said = (words: Words, found: readonly string[], name: (place: string) => string) => string

/** How the rules put a fault, and what it is told as. */
const forms: readonly (readonly [RegExp, Said])[] = [
  [/^must be a number$|^Invalid input/, (words) => words.number],
  [/^must be a whole number$/, (words) => words.whole],
  [/^must be given with its neighbour, or both left empty$/, (words) => words.together],
  [/^must be above 0 and at most 1$/, (words) => words.aboveToOne],
  [/^must be between 0 and 1$/, (words) => words.between],
  [/^must not be below 0$/, (words) => words.notBelow],
  [/^must be above 0$/, (words) => words.above],
  [/^must not be above 0: context only lowers$/, (words) => words.contextLowers],
  [/^must be at most full, is /, (words, _, name) => words.atMostFull(name('friends.weights.full'))],
  [
    /^must be at most mailChanged30 \((\S+)\)$/,
    (words, [limit = ''], name) => words.atMostOf(name('context.days.mailChanged30'), limit),
  ],
  [/^must be at most (\S+)$/, (words, [most = '']) => words.atMost(most)],
  [/^Too small: expected number to be >=(\S+)$/, (words, [least = '']) => words.atLeast(least)],
  [/^must add up to 1, adds up to (\S+)$/, (words, [total = '']) => words.addsUp(total)],
  [/^must add up to at most 1, adds up to (\S+)$/, (words, [total = '']) => words.addsUpAtMost(total)],
  [/^cannot be "frequency": it is not counted$/, (words) => words.uncounted],
  [
    /^must be below (\S+) \(([^)]*)\), is \S+: a stranger/,
    (words, [place = '', limit = ''], name) => words.strangerKnows(name(place), limit),
  ],
  [
    /^must be below (\S+) \(([^)]*)\), is \S+$/,
    (words, [place = '', limit = ''], name) => words.belowOf(name(place), limit),
  ],
  [/^must be below (\S+)$/, (words, [limit = '']) => words.below(limit)],
  [/^must be \[0, 0\]$/, (words) => words.startsAtNothing],
  [/^must stand after (\S+), is /, (words, [before = '']) => words.standsAfter(before)],
  [/^must not fall below (\S+), is /, (words, [before = '']) => words.falls(before)],
]

/** A fault of a cell in the reader's language; one that has no words here stays as the rule put it. */
export function sayFault(fault: string, language: DeskLanguage, names: PlaceNames): string {
  const figure = new Intl.NumberFormat(language, { maximumSignificantDigits: 6 })
  const drawn = (text: string) => (Number.isFinite(Number(text)) ? figure.format(Number(text)) : text)
  for (const [form, said] of forms) {
    const found = form.exec(fault)
    if (found) return said(faultWords[language], found.slice(1).map(drawn), names.whole)
  }
  return fault
}
