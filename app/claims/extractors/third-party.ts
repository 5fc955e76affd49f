import { isDenied } from '../ownership.ts'
import type { Extractor } from '../reading.ts'
import { findPlaces } from '../reading.ts'

const relation =
  '(?:best |old |little |older |younger |elder |ex-?)?(?:friend|son|daughter|child|kid|mother|mom|mum|father|dad|parent|grandmother|grandma|grandfather|grandpa|wife|husband|partner|brother|sister|cousin|uncle|aunt|nephew|niece|girlfriend|boyfriend|boss|client|customer|colleague|coworker|co-worker|student|neighbou?r|roommate)'
const thing =
  "(?:[a-z'-]{1,16} ){0,2}(?:account|profile|number|user ?name|password|qq|uin|icq|e-?mail|login|page|channel)\\b"
const hanRelation =
  '(?:朋友|好友|同学|同事|家人|老婆|老公|妻子|丈夫|儿子|女儿|孩子|爸爸?|妈妈?|父亲|母亲|爷爷|奶奶|外公|外婆|哥哥?|弟弟?|姐姐?|妹妹?|男朋友|女朋友|女友|男友|客户|老板|学生|亲戚)'

const ways = [
  new RegExp(`\\bmy ${relation}(?:'s|s')? ${thing}`, 'g'),
  new RegExp(`\\b(?:for|of|from) (?:a|my|our) ${relation}\\b`, 'g'),
  /\bon behalf of (?:my|a|our|another)\b/g,
  new RegExp(`\\b(?:account|profile|number) (?:of|belongs to|belonging to) (?:a|my) ${relation}\\b`, 'g'),
  new RegExp(
    `\\bmy ${relation} (?:(?:has|have|had|just) )?(?:lost|forgot|forgotten|can't|cannot|got|was|is)\\b[^\\n.]{0,40}(?:account|password|locked|log ?in|hacked)`,
    'g',
  ),
  new RegExp(
    `(?:帮|替|代|给)(?:我的?|一个|一位)?${hanRelation}(?:们)?[^\\n。,]{0,12}(?:找回|恢复|重置|申诉|解封|解冻|问|申请|改密|取回|账号|号)`,
    'g',
  ),
  new RegExp(`我(?:的)?${hanRelation}的?(?:qq|账号|号码?|账户|密码|微信|用户名)`, 'g'),
  new RegExp(`我(?:的)?${hanRelation}(?:把)?(?:忘|丢)[^\\n。,]{0,6}(?:密码|账号|号)`, 'g'),
  /\b(?:la|el) (?:cuenta|perfil|contraseña|numero|número) de mi [a-zñ]{3,12}\b/g,
]

const ofOneself = /\b(?:message|mail|e-?mail|gift|help|request|invitation|because|numbers?|list|news|hear|one)s? ?$/

/** The writer asks for somebody else's account. */
export const thirdParty: Extractor = {
  name: 'third_party',
  find({ folded }) {
    for (const way of ways) {
      for (const place of findPlaces(folded, way)) {
        if (isDenied(folded, place.start)) continue
        const before = folded.slice(Math.max(0, place.start - 60), place.start)
        const after = folded.slice(place.end, place.end + 60)
        if (/^\b(?:for|of|from) /.test(folded.slice(place.start, place.end))) {
          if (ofOneself.test(before)) continue
          if (!/(?:account|recover|reset|password|writ(?:e|ing)|asking|help)/.test(before + after)) continue
        }
        return [{ kind: 'third_party', value: 'yes', start: place.start, end: place.end }]
      }
    }
    return []
  },
}
