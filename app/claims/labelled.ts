import { anyOf } from './any-of.ts'
import { isDenied, isSomebodyElses } from './ownership.ts'
import { findPlaces, matchAt, type Reading } from './reading.ts'

/** How a value is tied to its label: "QQ: 123", "my number is 123", "account 123". */
export type Tie = 'colon' | 'verb' | 'none'

/** A value as it was read at a place of the readable text. */
export type ReadValue = { start: number; end: number; value?: string }

/** The place right after a label and what ties it to a value, where a value could start. */
export type Labelled = { labelStart: number; labelEnd: number; label: string; tie: Tie; quoted: boolean; at: number }

const filler = /(?:["'\]]{1,2})?[ ]{0,4}(?:\([^()\n]{0,24}\)[ ]{0,2}(?=[:=是为\n]|$))?/y
const tieWords = anyOf('y', [
  /(?<colon>(?:is|was|are|是|为)?[ ]{0,3}(?:::?|=+>?|->)[ ]{0,4})/,
  /(?<verb>(?:(?:number |name )?(?:is|was|are|were|being|called|named|es|era|son)\b(?: still\b| also\b| probably\b| actually\b| called\b| named\b| just\b| only\b)?|used to be\b|was originally\b|(?:原来|原先|原本|以前|之前|从前|曾经|本来|当时|一直|大概|可能|应该|好像|就|也|还){0,3}(?:是叫|叫做|叫|是|为)|写的是|填的是)(?::|[ ]{0,3}))/,
  /(?<dash>-[ ])|(?<none>)/,
])
const opening = /[ ]{0,4}(?:["'<([*_`]{1,3}[ ]{0,2})?/y

/**
 * Every label of the given global pattern (over `folded`) with the place where its value would start.
 * Labels of somebody else's things, and denied or supposed ones, are left out.
 */
export function* findLabels(
  { folded }: Pick<Reading, 'folded'>,
  label: RegExp,
  options: { ofOthers?: boolean; nextLine?: boolean } = {},
): Generator<Labelled> {
  for (const place of findPlaces(folded, label)) {
    if (!options.ofOthers && isSomebodyElses(folded, place.start)) continue
    if (isDenied(folded, place.start)) continue
    const afterFiller = place.end + (matchAt(filler, folded, place.end)?.[0].length ?? 0)
    const tied = matchAt(tieWords, folded, afterFiller)
    const groups = tied?.groups ?? {}
    let at = afterFiller + (tied?.[0].length ?? 0)
    const colon = groups.colon !== undefined || groups.dash !== undefined
    if (colon && options.nextLine) at += matchAt(/[ ]{0,4}\n{0,2}[ ]{0,4}/y, folded, at)?.[0].length ?? 0
    const opened = matchAt(opening, folded, at)?.[0] ?? ''
    yield {
      labelStart: place.start,
      labelEnd: place.end,
      label: folded.slice(place.start, place.end),
      tie: colon ? 'colon' : groups.verb !== undefined ? 'verb' : 'none',
      quoted: /["'`*(]/.test(opened),
      at: at + opened.length,
    }
  }
}

const blank =
  /^(?:[_\-.*x?/\\ ]{1,40}|n\/?a|none|null|nil|unknown|nothing|no|yes|forgot(?:ten)?|don'?t (?:know|remember)|not sure|can'?t remember|same|same as above|see above|test|todo|无|没有|没|不详|未知|不知道|不记得了?|忘了|忘记了?|保密|略|同上|空|ninguno|ninguna|no (?:sé|se|recuerdo))$/i
const template =
  /\b(?:your|enter|insert|fill|here|optional|required|please|example|dd\/mm|mm\/dd|yyyy)\b|您的|你的|必填|选填|请填|填写|请输入|输入|此处|xxx|___/i

/** What stands there is no answer: a blank, "none", or the words of a form that nobody filled in. */
export function isUnfilled(words: string): boolean {
  const said = words.trim()
  return said === '' || blank.test(said) || template.test(said)
}

const lineValue = /[^\n]{1,160}/y

/** The rest of the line as a value, up to where the next field or sentence starts; null for a blank. */
export function readLineValue(reading: Reading, at: number, longest: number): ReadValue | null {
  const line = matchAt(lineValue, reading.text, at)?.[0]
  if (line === undefined) return null
  const end = line.search(
    /["<>|;,。!?()[\]]|\.(?:\s|$)|[ ]{2}|[ ](?=[\p{L}]{1,12}[:=])|[ ](?=性别|生日|出生|手机|电话|城市|邮箱|密码|年龄|姓名|真名|昵称|网名|qq|住|地区|所在|性別|手機|電話|郵箱|信箱|暱稱)|、|\/(?=\s)/u,
  )
  const words = (end === -1 ? line : line.slice(0, end)).trimEnd()
  const start = at + (words.length - words.trimStart().length)
  const said = words.trim()
  if (said.length === 0 || said.length > longest || isUnfilled(said) || said.includes(':')) return null
  return { start, end: start + said.length }
}
