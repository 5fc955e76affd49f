import { anyOf } from '../any-of.ts'
import { readBareValue } from '../bare-value.ts'
import { findLabels, isUnfilled, type Labelled } from '../labelled.ts'
import { isDenied, isSomebodyElses } from '../ownership.ts'
import { isChineseProvince, isCountry, isKnownChineseCity, type PlacePart, splitChinesePlace } from '../place-names.ts'
import { clauseBefore, type Extractor, type Finding, findPlaces, matchAt, type Reading } from '../reading.ts'

const label = anyOf('gu', [
  /\b(?:i(?:'m| am)? (?:currently |now |still )?(?:live|lived|living|reside|residing|based|located)(?: here)? in|\band (?:now |currently |still )?(?:live|living) in|i (?:come|came) from|i(?:'m| am) from|(?:home ?)?(?:city|town)(?: (?:then|back then|at (?:the|that) time))?|location|place of residence|residence|hometown|province|state|country|city and country|from(?<=[,;.] from)|vivo en|ciudad|pa[ií]s|provincia|soy de)(?![a-z])/u,
  /(?:现在|目前|现)?(?:居)?住(?:在|址)|住(?=[\p{Script=Han}]{2,4}[,。;\n])|家住|所在(?:地区?|城市|省份)|居住(?:地|城市|在)|城市|地区/u,
  /地址|省份|国家|家在|老家(?:是|在)?|籍贯|(?:我|人)来自|我在(?=[\p{Script=Han}]{2,8}(?:市|住|[,。;\n]))/u,
])
const hanPlace = /[\p{Script=Han}][\p{Script=Han} \-/*]{1,20}/uy
const hanEnd = /(?:的|住|工作|上班|人|,|上学|读书|生活|出生|长大|这边|那边|了|呢|和|也)/
const afterHan = /(?<=我是|[,，、。;] ?|本人是)([\p{Script=Han}]{2,6}?)(?:省|市)?人(?=[,。;、 \n!]|$)/gu
const notAPlace =
  /^(?:的|我|你|他|她|不|没|这|那|哪|有|好|本|中国人|女|男|老|年轻|外|北方|南方|农村|当地|什么|家|学校|公司|宿舍|附近|外地|国外|海外|一|被|忘|密|用|找|手机|网)/
const part = /(?:St\.|Mt\.|Ft\.|\p{Lu}[\p{L}'-]{0,24})(?:[ ]\p{Lu}[\p{L}'-]{0,24}){0,3}/uy
const loosePart = /\p{L}[\p{L}'-]{0,24}(?:[ ]\p{L}[\p{L}'-]{0,24}){0,3}/uy
const notAName =
  /^(?:I|My|The|And|But|Please|It|This|That|Hi|Hello|Thanks|Thank|Not|A|An|January|February|March|April|May|June|July|August|September|October|November|December|Yes|No|N\/A|English|Chinese)\b/

/** City, province and country, each with its own place in the words. */
export const place: Extractor = {
  name: 'city, province and country',
  find(reading) {
    const found: Finding[] = []
    for (const named of findLabels(reading, label)) {
      const field = !/^(?:i\b|i'|and\b|from$|vivo|soy|.*(?:住|在|来自|住在)$)/.test(named.label)
      const bare = field && named.tie === 'none' && !/址|地|籍贯/.test(named.label)
      const loose = bare || named.label === '我在'
      const item = bare ? readBareValue(reading, named) : null
      if (bare && (!/city|town|城市/.test(named.label) || item === null)) continue
      if (named.label === '我在' && /说[ ]?$/.test(clauseBefore(reading.folded, named.labelStart, 12))) continue
      const read =
        readHan(reading, named, loose) ??
        (item === null
          ? readLatin(reading, named, field)
          : [{ kind: 'city' as const, start: item.start, end: item.end }])
      // "DonnieG, from Chile": only a country is surely where somebody is from.
      if (named.label === 'from' && !read.some((finding) => finding.kind === 'country')) continue
      for (const finding of read) put(found, finding)
    }
    for (const native of findPlaces(reading.folded, afterHan)) {
      const words = native.groups[1] ?? ''
      if (notAPlace.test(words) || /[男女]|工|商|学|本|客|用|商|军|家|好友/.test(words)) continue
      if (isDenied(reading.folded, native.start) || isSomebodyElses(reading.folded, native.start)) continue
      for (const piece of splitChinesePlace(words))
        put(found, { ...piece, start: native.start + piece.start, end: native.start + piece.end })
    }
    return found
  },
}

function put(found: Finding[], finding: Finding): void {
  if (!found.some((other) => other.start < finding.end && finding.start < other.end)) found.push(finding)
}

/** `loose`: words that may follow this label without being a place count only where they surely are one. */
function readHan(reading: Reading, named: Labelled, loose: boolean): Finding[] | null {
  const said = matchAt(hanPlace, reading.folded, named.at)?.[0]
  if (said === undefined) return null
  const end = said.search(hanEnd)
  const words = (end === -1 ? said : said.slice(0, end)).trimEnd()
  if (words.length < 2 || notAPlace.test(words) || isUnfilled(words)) return []
  const pieces = splitChinesePlace(words).filter((piece) => !loose || isSurelyAPlace(words, piece))
  const only = kindOf(named.label)
  return pieces.map((piece) => ({
    kind: only !== null && pieces.length === 1 ? only : piece.kind,
    start: named.at + piece.start,
    end: named.at + piece.end,
  }))
}

function isSurelyAPlace(words: string, { kind, start, end }: PlacePart): boolean {
  return kind !== 'city' || isKnownChineseCity(words.slice(start, end)) || /^(?:市|县|自治州)/.test(words.slice(end))
}

function kindOf(label: string): 'country' | 'province' | null {
  if (/country$|pa[ií]s|国家/.test(label) && !/city/.test(label)) return 'country'
  return /province|state|provincia|省份/.test(label) ? 'province' : null
}

function readLatin(reading: Reading, named: Labelled, field: boolean): Finding[] {
  const { text } = reading
  const limit = field ? (readLineEnd(reading, named.at) ?? named.at) : text.length
  const parts: { start: number; end: number; words: string }[] = []
  let at = named.at
  while (parts.length < 3) {
    const said = matchAt(
      field && parts.length === 0 && named.tie === 'colon' ? loosePart : part,
      text,
      at,
    )?.[0].replace(/[.'-]{1,2}$/, '')
    if (said === undefined || at + said.length > limit) break
    const end = at + said.length
    const closes = /^[ ]{0,2}(?:$|[\n.,;!?()"/]|and\b|but\b|since\b|for\b|when\b|with\b|now\b|y\b)/.test(
      text.slice(end, end + 8),
    )
    if (notAName.test(said) || isUnfilled(said) || (parts.length > 0 && !closes)) break
    parts.push({ start: at, end, words: said })
    const gap = /^[ ]{0,2}[,/(][ ]{0,2}/.exec(text.slice(end, end + 6))
    if (!gap) break
    at = end + gap[0].length
  }
  return nameParts(parts, named.label)
}

/** "Chengdu, Sichuan, China", "Chengdu, China", "Sichuan", "China". */
function nameParts(parts: readonly { start: number; end: number; words: string }[], label: string): Finding[] {
  const only = kindOf(label)
  return parts.map(({ start, end, words }, index) => {
    const last = index === parts.length - 1
    if (parts.length === 1 && only !== null) return { kind: only, start, end }
    if (last && isCountry(words)) return { kind: 'country', start, end }
    if (index > 0 || isChineseProvince(words)) return { kind: 'province', start, end }
    return { kind: 'city', start, end }
  })
}

/** Where the line ends, or its field: what is longer than a place may be is none. */
function readLineEnd(reading: Reading, at: number): number | null {
  const line = matchAt(/[^\n;|]{1,81}/y, reading.text, at)?.[0]
  return line === undefined || line.length > 80 ? null : at + line.length
}
