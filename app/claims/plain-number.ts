import { anyOf, behind } from './any-of.ts'
import type { ReadValue } from './labelled.ts'
import { isDenied, isSomebodyElses } from './ownership.ts'
import { findPlaces, matchesIn, type Reading, sentenceAfter, sentenceBefore } from './reading.ts'
import { reportWords } from './reported.ts'
import { readNumber } from './stated-number.ts'

const called =
  '(?:(?:the |my |this )?(?:account|number|no\\.?|nr\\.?|user|uin|icq|qq|id)(?: (?:number|no\\.?))?[ :#]{0,2})?'

/** What is lost, or can't be used: the loss is denied by its nature, the number is not. */
const lostOnes = anyOf('g', [
  `\\bpass ?words? (?:of|for|to|on|from) ${called}(?=\\d)`,
  `\\b(?:get|log|sign)(?:ging|ting|ing)? ?(?:in ?to|in with|on ?to) ${called}(?=\\d)`,
  /忘(?:记了?|了|掉了?)(?:我的?)?[ ]?(?=\d{5,12}[ ]?的密码)/,
])
/** What is asked for it, or who says to be its owner. */
const claimedOnes = anyOf('g', [
  `\\b(?:reset(?:ting)?|unlock|unblock|unfreeze|recover|restore|reactivate|retrieve)(?: (?:it|this|the password|my password|access))?(?: (?:for|of|on|to))? ${called}(?=\\d)`,
  `\\b(?:help|problems?|trouble|issue) with ${called}(?=\\d)`,
  `\\bi own ${called}(?=\\d)`,
  `\\bi(?:'m| am) (?:the |a )?(?:[a-z]{2,10} )?(?:owner|holder|user) of ${called}(?=\\d)`,
  /\b(?:this|that|the) (?:account|number|one) is (?:also )?mine(?: (?:as well|too|also))?[:,]? ?(?=\d)/,
  /\bi (?:still )?(?:have|had|use) (?:the )?(?:account |user |qq |icq )?number (?=\d)/,
  /\bnumber (?:that |which )?(?:(?:was|is) missing|i (?:forgot|left out|did(?: not|n't) (?:mention|write|say|give|include)|should have (?:given|written|mentioned|said)|own|lost|want back|am (?:writing|asking) about)|you (?:asked|need|wanted|want|requested)|in question)[^\n.!?;:]{0,40}(?::| is| was)[ ]{0,2}(?=\d)/,
  /(?:重置|重设|找回|解封|解冻|解锁|恢复|申诉|取回)(?:一下)?(?:我的?)?(?:账号|号码|密码|qq号?)?[: ]{0,2}(?=\d)/,
  /我(?:就|便)?是[ ]?(?=\d{5,12}[ ]?的(?:主人|号主|机主|用户|使用者))/,
])
/** Ways that name a number of one's own only where nothing more is said of it. */
const aloneOnes = anyOf('g', [
  `\\b(?:it(?:'s| is)|this is) (?:me|i)(?: again| here)?[,:]? ${called}(?=\\d)`,
  `\\b(?:it(?:'s| is)|this is) [a-z]{2,15}(?: [a-z]{2,15})?(?: again| here| speaking)?, ${called}(?=\\d)`,
  `${behind(/^|[\n.!?;][ ]{0,3}/, /number|no\.|nr\.?/)} ?(?=\\d)`,
  /\b(?:hi|hello|hey|team|good (?:morning|evening|afternoon|day))[ ,]{1,3}(?:number|no\.|nr\.?) ?(?=\d)/,
  `${behind(/[,;] ?(?:and )?/, /(?:my )?number /)}(?=\\d)`,
  /我(?:就|便)?是[ ]?(?=\d{5,12}[ ]?(?:[,。;!\n]|$))/,
])
const ofThem =
  /\b(?:she|he|they) (?:has|have|had|uses?) (?:the )?(?:account |user |qq |icq )?number (?=\d)|\b(?:his|her|their) (?:account |user |qq |icq )?number(?: is| was|:) (?=\d)/g

const ownedBehind =
  /(?<![\d@.\w+-])(\d(?:[ .-]?\d){4,14})[")]?[ ]?(?:,[ ])?(?:(?:is|was|this is) my (?:old |own |main )?(?:account|number|qq|icq|uin|user|id)|(?:is|was) (?:also )?mine\b|belongs? to me\b|(?:就)?是我的?(?:qq)?(?:号|账号|qq)|是我的(?=[\n,。;!]|$)|这个?(?:号码?|账号)(?:就|也)?是我的|(?:的登录)?的密码(?:也|都|我)?(?:忘|丢|不记|记不|想不起|没)|(?:[ ]?(?:昨天|今天|昨晚|突然|已经?|刚刚?|又|现在|好像|可能)){0,2}[ ]?(?:被(?:人)?(?:盗|锁|封|冻结)|登不(?:上|了|进)|登录不(?:上|了)|无法登录|进不去))/g

const otherThing =
  /\b(?:phone|mobile|cell|order|ticket|case|invoice|tracking|card|bank|serial|reference|ref|friends?|contacts?|blocked) $|(?:手机|电话|订单|工单|好友|朋友)$/
const byOthers =
  /\b(?:he|she|they|somebody|someone|hacker|thief|scammer|stranger|his|her|their)\b(?! (?:me|my)\b)[^\n]{0,40}$/
/** What follows a number that is not the count of things. */
const isNoCount =
  /^[ ]{0,2}(?:$|[\n.,;:!?)"'-]|(?:and|but|please|pls|since|because|for|with|as|so|to|which|it|i|my|today|now|again|asap|soon|thanks|thank|by|in|on|at|from|is|was|that|this|if|when|after|before|without|any|or|has|have|there|here|immediately|quickly|urgently)\b|[^ -~])/
const inOtherList =
  /\b(?:friends?|his|her|he|she|user|phone|mobile|order|invoice|house|street|road|room|flat|ticket|case|address|live)\b|好友|朋友/
const endsThere = /^[ ]{0,2}(?:$|[\n.,;:!?)])/
const saysOfOthers = /\b(?:he|she|they|his|her|who)\b|他|她|对方/

/**
 * Numbers without a label that are the writer's by what is said of them: asked to be reset, owned, lost, or given
 * with his name.
 */
export function readPlainNumbers(reading: Reading, { ofOthers }: { ofOthers: boolean }): ReadValue[] {
  const { folded } = reading
  const read: ReadValue[] = []
  const add = (start: number, at: number) => {
    const number = readNumber(reading, at)
    if (!number || otherThing.test(folded.slice(Math.max(0, start - 12), start))) return
    if (!ofOthers && isSomebodyElses(folded, start)) return
    read.push(number)
  }
  for (const place of findPlaces(folded, lostOnes)) {
    if (ofOthers || !byOthers.test(sentenceBefore(folded, place.start, 60))) add(place.start, place.end)
  }
  for (const place of findPlaces(folded, claimedOnes)) {
    const end = readNumber(reading, place.end)?.end ?? place.end
    if (!isDenied(folded, place.start) && isNoCount.test(folded.slice(end, end + 14))) add(place.start, place.end)
  }
  const reports = matchesIn(folded, reportWords)
  for (const place of reports ? [] : findPlaces(folded, aloneOnes)) {
    const end = readNumber(reading, place.end)?.end ?? place.end
    if (
      /[,;] ?(?:and )?$/.test(folded.slice(Math.max(0, place.start - 6), place.start)) &&
      inOtherList.test(sentenceBefore(folded, place.start, 80))
    )
      continue
    if (isDenied(folded, place.start) || !endsThere.test(folded.slice(end, end + 3))) continue
    if (ofOthers || !saysOfOthers.test(sentenceAfter(folded, end, 60))) add(place.start, place.end)
  }
  for (const place of ofOthers ? findPlaces(folded, ofThem) : []) add(place.start, place.end)
  for (const place of findPlaces(folded, ownedBehind)) if (!isDenied(folded, place.start)) add(place.start, place.start)
  return read
}
