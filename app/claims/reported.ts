import { anyOf } from './any-of.ts'
import { sentenceAfter, sentenceBefore } from './reading.ts'

/** Words of somebody who reports what others do. */
export const reportWords = anyOf('g', [
  /\b(?:report(?:ing)?|harass\w{0,6}|bull(?:y|ies|ied|ying)|threat\w{0,6}|stalk\w{0,4}|insult\w{0,4}|abus(?:e|es|ed|ive|ing)|scam\w{0,4}|fraud\w{0,6}|impersonat\w{0,5}|pretend\w{0,3} to be|fake (?:account|profile)|offensive|obscene|blackmail\w{0,3})\b/,
  /举报|骚扰|诈骗|骗子|骗钱|骗我|冒充|假冒|辱骂|威胁|恐吓|勒索|色情|投诉/,
])

const reportsIt = anyOf('', [
  /\b(?:report(?:s|ed|ing)?|complain(?:s|ed|ing|t)? (?:about|of|against)|accus(?:e|ing) )(?![^\n]{0,50}\b(?:my|mine|our|i)\b)[^\n]{0,40}$/,
  /(?:举报|投诉)(?![^\n]{0,12}我的)[^\n]{0,12}$|被(?:号码|账号|用户|qq号?)?[ ]?$/,
])
const doesHarm = anyOf('', [
  /^["')]{0,2},?(?: (?:who|that|which|has|have|had|is|was|been|keeps?|kept|still|always|now|again|constantly)){0,4} (?:send(?:s|ing)|sent|harass|insult|threat|scam|pretend|cheat|bull(?:y|ies)|stalk|spam|asks|asking (?:me|people|my)|abus|impersonat|offend|annoy|an? (?:[a-z]{2,9} )?(?:scam|thief|fraud|fake|bot|spammer|swindler|liar)|fake|leads?|steals?|stole|blackmail|keeps?|writes|calls)/,
  /^[^\n。;被]{0,12}(?:冒充|骗|骚扰|辱骂|骂|威胁|恐吓|勒索|诈|发(?:广告|垃圾)|刷屏)/,
])

const talk =
  /\b(?:he|she|they|who|scam\w{0,4}|pretend\w{0,3}|claim\w{0,3}|report\w{0,3}|fraud)\b|冒充|骗|举报|投诉|对方|他|她|诈/

/** What stands there is in quotation marks, in a sentence about somebody else: his words, not the writer's. */
export function isSomebodysTalk(folded: string, start: number): boolean {
  const before = sentenceBefore(folded, start, 160)
  const marks = before.split('"').length - 1
  return marks % 2 === 1 && sentenceAfter(folded, start + 1, 120).includes('"') && talk.test(before)
}

/** The number between `start` and `end` is one whose holder the mail complains of, not the writer's. */
export function isReported(folded: string, start: number, end: number): boolean {
  return reportsIt.test(sentenceBefore(folded, start, 80)) || doesHarm.test(sentenceAfter(folded, end, 60))
}
