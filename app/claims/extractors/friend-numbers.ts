import { anyOf } from '../any-of.ts'
import { readNumberList } from '../number-list.ts'
import { isDenied, isSomebodyElses } from '../ownership.ts'
import { clauseBefore, type Extractor, type Finding, findPlaces, matchAt, type Reading } from '../reading.ts'

const label = anyOf('g', [
  /\bpeople (?:who are |that are )?(?:on|in|from) my (?:friends? |contacts? |buddy )?list\b/,
  /\b(?:friend(?:s'?)?(?: list)?|friendlist|contacts?(?: list)|contacts|budd(?:y|ies)(?: list)?|amigos|contactos)\b(?!(?:'s)? (?:account|number\b|profile|password|login|e-?mail|mail))/,
  /(?:qq)?好友(?:列表|名单)?|朋友(?:们)?(?!圈)|联系人(?:列表)?|网友/,
])
const lead =
  /(?:[ ]?(?:numbers?|qq|icq|uins?|号码?|账号|ids?|user ?names?|handles?|are|is|were|was|include[sd]?|including|includes|like|namely|such as|have|with|on|in|from|at|to|of|my|the|list|account|old|those|these|some|few|for example|e\.g\.|work|school|university|home|can be checked|you can check|who|know|i|remember|there|there are|would be|listed|below|follow(?:s|ing)?|here|as|are these|numbers are|有|包括|是|如下|分别|为|我|记得|的|里|中|上|名单|列表|几个|一些|部分|都|还|比如|例如|等|son|de|mis|los|números)[ ,]?){0,12}[ ]?[:=-]{0,2}[ ]{0,2}\n{0,2}[ ]{0,4}/y
/** Other words up to a colon: what is said of the friends before their numbers are listed. */
const toAColon = /[^\n:.!?。;]{1,60}:[ ]{0,2}\n{0,2}[ ]{0,4}/y
const ofOtherMatter = anyOf('', [
  /\b(?:my (?:[a-z]{2,9} )?(?:accounts?|numbers?|ids?|qq|phones?)|told|tells?|say|says|said|asks?|asked|paid|pay|sends?|sent|rob\w{0,4}|scam\w{0,5}|cheat\w{0,3}|stole\w{0,1}|hack\w{0,3}|block\w{0,3}|orders?|invoices?|phones?|tel|strangers?|report\w{0,3}|not|never|n't)\b/,
  /我的?(?:账号|号码?|qq|手机|电话)(?!里|上)|骗|盗|举报|订单|手机|电话|陌生|转账|说|让|问|拉黑|屏蔽|不是|加了|被|订/,
])
const follows =
  /(?:are|is|were) (?:all )?(?:(?:some|a few|two|three|four|five|six) )?(?:of )?(?:on |in |among )?my (?:old |best |good |close )?(?:friends?|contacts|friend list|contact list|buddy list|buddies)\b|(?:都|全|全都)?(?:是|在)我(?:的)?(?:qq)?(?:好友|朋友|联系人)/y
const notFriends =
  /\b(?:add|added|adding|reject|no|not|fake|unknown|hacker's)(?: [a-z]{1,10})? ?$|(?:(?:加|添加|不是|删除|骗|帮)(?:了|我的?)?|假)$/

/** The numbers that the mail lists as friends, each one a claim, in the order of the list. */
export const friendNumbers: Extractor = {
  name: 'friend_numbers',
  find(reading, found) {
    const { folded } = reading
    const findings: Finding[] = []
    const add = (numbers: ReturnType<typeof readNumberList>) => {
      for (const number of numbers) {
        const taken = [...found, ...findings].some(
          (other) => other.start < number.end && number.start < other.end && other.kind !== 'third_party',
        )
        if (!taken) findings.push({ kind: 'friend_numbers', ...number })
      }
    }
    for (const place of findPlaces(folded, label)) {
      if (isSomebodyElses(folded, place.start) || isDenied(folded, place.start)) continue
      if (notFriends.test(clauseBefore(folded, place.start, 20))) continue
      // One friend named alone may be the person whom the mail is about.
      const at = place.end + (matchAt(lead, folded, place.end)?.[0].length ?? 0)
      const numbers = readNumberList(reading, at, {
        named: true,
        handles: /user ?names?|handles?|ids?|号码|账号|:/.test(folded.slice(place.end, at)),
      })
      add(numbers.length > 0 ? numbers : readAfterColon(reading, place.end))
    }
    for (const number of readListsBefore(reading)) add(number)
    return findings
  },
}

/** "Friends that I remember, from school and work:" and the list: one number there may be anything. */
function readAfterColon(reading: Reading, from: number) {
  const said = matchAt(toAColon, reading.folded, from)?.[0]
  if (said === undefined || ofOtherMatter.test(said)) return []
  const numbers = readNumberList(reading, from + said.length, { named: true, handles: false })
  return numbers.length > 1 ? numbers : []
}

const listBefore =
  /(?<![\w@.+-])\d{5,12}(?:(?:[ ]?(?:[,、;/&]|and|和|与|y|跟)[ ]?|[ ])\d{5,12}){0,40}[ ,]{0,2}(?=(?:are|is|were|都|全|是|在))/g

/** "10422871 and 33108254 are friends of mine." */
function readListsBefore(reading: Reading) {
  const lists: ReturnType<typeof readNumberList>[] = []
  for (const place of findPlaces(reading.folded, listBefore)) {
    if (matchAt(follows, reading.folded, place.end))
      lists.push(readNumberList(reading, place.start, { named: false, handles: false }))
  }
  return lists
}
