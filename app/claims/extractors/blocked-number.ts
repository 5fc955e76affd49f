import { anyOf } from '../any-of.ts'
import { readNumberList } from '../number-list.ts'
import { isDenied, isSomebodyElses } from '../ownership.ts'
import { type Extractor, type Finding, findPlaces, matchAt } from '../reading.ts'

const label = anyOf('g', [
  /\b(?:i(?:'ve| have| had)? (?:blocked|blacklisted)|(?:my |the )?(?:black ?list(?:ed)?|block(?:ed)? ?list|blocked (?:numbers?|users?|contacts?)))\b/,
  /我?(?:拉黑|屏蔽)(?:了|过|的)?|黑名单/,
])
const lead =
  /(?:[ ]?(?:number|numbers|user|users|account|accounts|the|is|are|was|were|has|have|contains?|includes?|there|i|put|on it|in it|里面?|中|上|有|是|包括|的|人|号码?|了|过|:|=|-)[ ]?){0,6}[ ]{0,2}/y
const listBefore =
  /(?<![\w@.+-])\d{5,12}(?=[ ]?(?:is|are|was|were)? ?(?:on|in) my (?:black ?list|block list)|在我?的?黑名单|被我拉黑)/g

/** Numbers that the writer says to have blocked. */
export const blockedNumber: Extractor = {
  name: 'blocked_number',
  find(reading) {
    const { folded } = reading
    const findings: Finding[] = []
    const add = (at: number) => {
      for (const number of readNumberList(reading, at, { named: false, handles: false })) {
        if (!findings.some((other) => other.start === number.start))
          findings.push({ kind: 'blocked_number', ...number })
      }
    }
    for (const place of findPlaces(folded, label)) {
      if (isSomebodyElses(folded, place.start) || isDenied(folded, place.start)) continue
      add(place.end + (matchAt(lead, folded, place.end)?.[0].length ?? 0))
    }
    for (const place of findPlaces(folded, listBefore)) if (!isDenied(folded, place.start)) add(place.start)
    return findings
  },
}
