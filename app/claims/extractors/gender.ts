import { anyOf } from '../any-of.ts'
import { findLabels } from '../labelled.ts'
import { isDenied } from '../ownership.ts'
import { type Extractor, type Finding, findPlaces, matchAt } from '../reading.ts'

const label = /\b(?:gender|sex|sexo|g[eé]nero)(?![a-z])|性别/g
const answer = anyOf('y', [
  /(?<male>male\b|man\b|boy\b|m\b|hombre\b|masculino\b|男)/,
  /(?<female>female\b|woman\b|girl\b|f\b|mujer\b|femenino\b|女)/,
  /(?<other>other\b|non-?binary\b|diverse\b|otro\b|其他)/,
])
const plain = anyOf('g', [
  /\bi(?:'m| am) (?:an? )?(?:[a-z]{3,10} )?(?:(male|man|boy|guy|gentleman)|(female|woman|girl|lady))(?=[ ]?(?:$|[\n.,;!)]|from\b|and\b|who\b|in\b|of\b|aged?\b))/,
  /(?:我是|本人(?:是)?)(?:个|一个|一名|一位)?(?:(男)|(女))(?:生|的|性|人|士|孩)?(?=[\n,。;. !]|$)/,
  /[,、;。][ ]?(?:(男)|(女))(?:性)?(?=[,、;。])/,
])

/** The writer's gender, as stated. */
export const gender: Extractor = {
  name: 'gender',
  find(reading) {
    const { folded } = reading
    const found: Finding[] = []
    for (const named of findLabels(reading, label)) {
      const said = matchAt(answer, folded, named.at)
      const value = said?.groups?.male ? 'male' : said?.groups?.female ? 'female' : said?.groups?.other ? 'other' : null
      if (
        !said ||
        value === null ||
        /^ ?\/ ?(?:f|m|女|男|female|male)/.test(folded.slice(named.at + said[0].length, named.at + said[0].length + 9))
      )
        continue
      found.push({ kind: 'gender', value, start: named.at, end: named.at + said[0].length })
    }
    for (const place of findPlaces(folded, plain)) {
      if (isDenied(folded, place.start)) continue
      const [, man, woman, maleHan, femaleHan, maleListed, femaleListed] = place.groups
      const word = man || woman || maleHan || femaleHan || maleListed || femaleListed || ''
      const start = place.start + folded.slice(place.start, place.end).lastIndexOf(word)
      if (found.some((other) => other.start === start)) continue
      found.push({
        kind: 'gender',
        value: man || maleHan || maleListed ? 'male' : 'female',
        start,
        end: start + word.length,
      })
    }
    return found
  },
}
