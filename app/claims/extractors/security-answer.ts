import { isUnfilled } from '../labelled.ts'
import { isDenied, isSomebodyElses } from '../ownership.ts'
import { type Extractor, type Finding, findPlaces, matchAt } from '../reading.ts'

const pair =
  /(?:\b(?:my |the )?(?:security|secret)? ?question(?: ?(?:no\.?|#)? ?\d)?|(?:密保|安全|提示)?问题[ ]?[一二三四五1-5]?)[ ]{0,2}(?:is|was|是|为)?[ ]{0,2}[:=)]?[ ]{0,2}["']?([^\n"']{2,120}?)["']?[ ]{0,2}[,;。.]?[ ]{0,2}\n{0,2}[ ]{0,2}(?:\b(?:my |the )?(?:security )?answer(?: ?(?:no\.?|#)? ?\d)?|(?:密保|安全)?(?:问题)?(?:的)?(?:答案|回答)[ ]?[一二三四五1-5]?)[ ]{0,2}(?:is|was|[:=]|是|为)[ ]{0,2}["']?/g
const named =
  /\b(?:answer to|security question|secret question)(?: (?:my|the))?(?: (?:security |secret )?question)?[ :]{0,2}["']([^\n"']{3,120})["'][ ,]{0,2}(?:the answer )?(?:is|was|:|->|=)[ ]{0,2}["']?/g
const answer = /[^\n"'。;,.]{1,80}/y

/** A security question with its answer, where the mail gives both. */
export const securityAnswer: Extractor = {
  name: 'security_answer',
  find(reading) {
    const { text, folded } = reading
    const found: Finding[] = []
    for (const pattern of [pair, named]) {
      for (const place of findPlaces(folded, pattern)) {
        if (isSomebodyElses(folded, place.start) || isDenied(folded, place.start)) continue
        const asked = place.groups[1]?.trim() ?? ''
        const said = matchAt(answer, text, place.end)?.[0].trimEnd()
        if (said === undefined || isUnfilled(said) || /^[_[\]<>(){}.*? -]*$/.test(asked) || asked.length < 2) continue
        const start = folded.indexOf(asked, place.start)
        const end = place.end + said.length
        if (found.some((other) => other.start < end && start < other.end)) continue
        const question = reading.quote(start, start + asked.length)
        const value = `${question}\n${reading.quote(place.end, end)}`
        found.push({ kind: 'security_answer', value, start, end })
      }
    }
    return found
  },
}
