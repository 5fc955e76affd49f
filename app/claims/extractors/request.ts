import { anyOf } from '../any-of.ts'
import { standsFor } from '../mentioned.ts'
import { isDenied } from '../ownership.ts'
import { type Extractor, type Finding, findPlaces, sentenceAfter, sentenceBefore } from '../reading.ts'
import { isSomebodysTalk } from '../reported.ts'

type Wish = { value: string; says: RegExp /** Says what is wished without a word of wishing. */; byItself: boolean }

const gap = '[^\\n.!?;。]{0,40}'
const wishes: readonly Wish[] = [
  {
    value: 'password',
    byItself: true,
    says: anyOf('g', [
      /\b(?:forgot(?:ten)?|lost|lose|losing|forget|can't remember|cannot remember|can not remember|don't remember|do not remember|didn't remember|no longer remember|don't know) (?:[a-z']{1,10} ){0,3}(?:pass ?words?|pw|pass|pwd|pin)\b/,
      /\b(?:pass ?word|account|profile) (?:recovery|reset|retrieval)\b|\b(?:forgotten|lost) password\b/,
      /\b(?:my|the|our) (?:[a-z]{2,10} ){0,2}pass ?word (?:is|was|has been|got) (?:gone|lost|forgotten|missing|deleted|erased|wiped)\b/,
      /\bolvid[eé] (?:mi |la )?contraseña\b|忘(?:记|了|掉)(?:了)?(?:我的?|qq|登录|登陆|账号)*(?:的)?密码/,
      /密码(?:也|都|又|真的|已经|给|我)*(?:忘|想不起|记不|不记得|丢|找不|没了|没有了|不见)|不记得密码|密码找回|找回密码/,
    ]),
  },
  {
    value: 'password',
    byItself: false,
    says: anyOf('g', [
      `\\b(?:reset|recover|retrieve|restore|change|send|give|get|find|need)(?:ting|ing)?\\b${gap}\\bpass ?words?\\b`,
      `\\b(?:recover|retrieve|restore|regain|reclaim|return|unhack)(?:ing)?\\b${gap}\\b(?:account|profile|access|number|it)\\b`,
      `\\bget(?:ting)?\\b${gap}\\bback\\b`,
      `\\b(?:get|gain|give|grant|have|need|want|like|allow)\\b[^\\n.!?;。]{0,20}\\baccess\\b[^\\n.!?;。]{0,20}\\b(?:account|profile|it|number)\\b`,
      `\\b(?:recuperar|restablecer|recuperación)\\b${gap}(?:cuenta|contraseña|acceso|perfil)`,
      /\breset(?:ting)? (?:it\b|(?:(?:the|my|this) )?(?:(?:account|number) )?(?=\d{5}))|\b(?:recover|retrieve|restore) (?=\d{5})/,
      /\bsend(?:ing)? (?:me |us )?(?:the|a|that|your|another) (?:[a-z]{2,12} )?(?:link|reset)\b(?! (?:to|for|of|about|with) (?!me\b|us\b|my\b|this\b|the address))/,
      /\b(?:give|send|want|need|set|make|choose|have|get) (?:me |us |myself )?a new one\b/,
      /发(?:送)?(?:给)?(?:我|一个|一下|个|一封){0,3}(?:(?:重置|重设|找回)(?:密码)?(?:用)?的?(?:链接|邮件|信)|链接)|(?:重置|重设)(?:一下)?[ ]?(?=\d{5})/,
      `(?:重置|重设|修改|改)(?:我的?|一下|他的?|她的?|的|这个|qq|原来的|账号的?|登录){0,3}密码`,
      `(?:找回|取回|恢复|要回|拿回|申诉)(?:我的?|一下|他的?|她的?|的|这个|qq|原来的|账号的?|登录){0,3}(?:密码|账号|号|qq|账户|使用权|微信)?`,
    ]),
  },
  {
    value: 'email_change',
    byItself: false,
    says: anyOf('g', [
      `\\b(?:change|update|replace|switch|swap|modify|set|move|transfer|edit|correct)(?:ing)?\\b(?! (?:my |the )?(?:password|pw|phone|number|nickname))${gap}\\b(?:e-?mail|mail|mailbox)\\b`,
      `\\b(?:change|update) (?:my|the) address\\b`,
      `\\b(?:add|link|attach|connect|use|put|register)(?:ing)? ${gap}\\b(?:new|different|another|other)(?: [a-z]{2,12})? (?:e-?mail|mail)\\b`,
      `\\bcambi(?:ar|en|o de)\\b${gap}\\bcorreo\\b`,
      `(?:更换|换绑|更改|修改|改|换|变更|重新绑定|更新|解绑|改绑)(?:一下|我的?|成|为|掉|绑定|注册|的|新|个|账号的?|qq的?|安全|密保){0,4}(?:电子|qq)?(?:邮箱|信箱|邮件)`,
      `(?:邮箱|信箱)[^\\n。;]{0,8}(?:改成|改为|换成|更换|变更|换绑)`,
    ]),
  },
  {
    value: 'phone_change',
    byItself: false,
    says: anyOf('g', [
      `\\b(?:change|update|replace|switch|modify|set|edit|remove)(?:ing)?\\b(?! (?:my |the )?(?:password|pw|e-?mail|mail))[^\\n.!?;。@]{0,30}\\b(?:phone|mobile|cell|sim|telephone)\\b`,
      `\\bcambiar\\b${gap}\\btel[eé]fono\\b`,
      `(?:更换|换绑|更改|修改|改|换|变更|重新绑定|更新|解绑|改绑)(?:一下|我的?|成|为|掉|绑定|注册|的|新|个|账号的?|密保){0,4}(?:手机|电话)`,
      `手机(?:号码?)?[^\\n。;]{0,40}(?:想|要|请|帮)[^\\n。;]{0,4}(?:换绑|更换绑定|改绑)`,
      `手机(?:号码?)?[^\\n。;]{0,8}(?:改成|改为|换成|更换|变更|换绑)`,
    ]),
  },
  {
    value: 'unlock',
    byItself: false,
    says: anyOf('g', [
      `\\b(?:unlock|unblock|unban|unsuspend|reactivate|reinstate|re-?enable|unfreeze|lift)(?:ing)?\\b${gap}(?:\\b(?:account|it|me|profile|ban|suspension|number|page)\\b)?`,
      `\\b(?:desbloquear|reactivar)\\b|解封|解锁|解冻|解除(?:封禁|冻结|限制|锁定)`,
    ]),
  },
  {
    value: 'find_number',
    byItself: true,
    says: anyOf('g', [
      /\b(?:forgot(?:ten)?|lost|(?:can't|cannot|can not|couldn't|could not|don't|do not|didn't) (?:remember|recall|know))(?: what)? (?:my|the|our) (?:[a-z-]{1,10} or (?:my |the )?)?(?:own )?(?:account |user |login |old |icq |qq |member )?(?:number|user ?name|uin|id|handle|login name|account name|qq)\b/,
      /\b(?:what is|find|tell me|look up|find out) my (?:account |user |old )?(?:number|user ?name|uin)\b/,
      /(?:忘记?了?|不记得|想不起|记不得|记不住)(?:了|来)?(?:我的?|自己的?)?(?:qq号?码?|账号|号码|用户名)(?!的?密码)/,
      /(?:找回|查(?:一?下|找)?)(?:我的?)?(?:qq号码?|号码|账号名|用户名)|(?:qq号码?|账号|号码|用户名)(?:也|都|给)?(?:忘|想不起|记不|不记得)/,
    ]),
  },
  {
    value: 'delete',
    byItself: false,
    says: anyOf('g', [
      `\\b(?:delete|deactivate|close|erase|terminate|cancel)\\b (?:[a-z]{1,9} ){0,3}(?:account|profile|data|number)\\b`,
      `\\b(?:eliminar|borrar|cerrar)\\b${gap}\\bcuenta\\b`,
      `(?:注销|删除|销户|删掉)(?:掉)?(?:我的?|这个|该)?(?:账号|账户|qq号?|号)|销户`,
    ]),
  },
]
const wishing = anyOf('', [
  /\b(?:please|pls|plz|plase|kindly|can|could|would|will you|want|wanted|wish|like|need|needs|help|request|requesting|try|trying|tried|how|let me|possible|hope|hoping|so that i|in order to|able|asking|ask|looking|unable|about|must|have to|can't|cannot|let's|to|way|i'd|any chance|subject|puedo|quiero|necesito|favor|ayuda|podr[ií]an|solicito)\b/,
  /请|帮|想|要|希望|能|可以|申请|麻烦|求|需要|拜托|怎么|如何|劳烦/,
])
const ofOthers = anyOf('', [
  /\b(?:hacker|thief|someone|somebody|they|he|she|who|attacker|stranger)(?: (?:has|have|had|was|is|did|managed|then|also|could|can|tried|wants?))*(?: to| able to)? ?$/,
  /(?:被(?:人|他|她|盗号者|对方)?|对方|别人|他人|有人|盗号者|骗子)[^\n,。]{0,6}$|(?:could|can) (?:they|he|she|someone) $/,
])

/** What the writer asks the desk for; each wish once. */
export const request: Extractor = {
  name: 'request',
  find({ folded, source }, others) {
    const found: Finding[] = []
    for (const wish of wishes) {
      if (found.some((other) => other.value === wish.value)) continue
      for (const place of findPlaces(folded, wish.says)) {
        const before = sentenceBefore(folded, place.start, 90)
        const words = folded.slice(place.start, place.end)
        if (
          ofOthers.test(before) ||
          /(?:不用|不需要|不要|无需|别|没有?|未) ?$|\b(?:don't|do not|never|no longer|didn't|did not|not)(?: (?:want|need|ask|wish|like|have))?(?: you)?(?: to)? ?$/.test(
            before,
          )
        )
          continue
        if (
          !wish.byItself &&
          source === 'text' &&
          !wishing.test(before + (/\p{Script=Han}/u.test(words) ? words : '')) &&
          !startsASentence(before, folded, place)
        )
          continue
        if (isSomebodysTalk(folded, place.start)) continue
        if (/ it$/.test(words) && standsFor(folded, place.start, /^(?:phone|mobile|computer|laptop|sim)$/)) continue
        if (/ new one$/.test(words) && !standsFor(folded, place.start, /^(?:pass ?words?|login)$/)) continue
        if (wish.value === 'delete' && /\b(?:that|his|her|their)\b/.test(words)) continue
        if (/\byour (?:account|password|profile|e-?mail|mail)/.test(words)) continue
        if (wish.byItself && isSupposed(folded, place.start)) continue
        found.push({ kind: 'request', value: wish.value, start: place.start, end: place.end })
        break
      }
    }
    if (found.length > 0 || source !== 'text') return found
    return findNewAddress(others) ?? findShutOut(folded)
  },
}

const shutOut = anyOf('g', [
  /\b(?:can't|cannot|can not|cant|could not|couldn't|unable to|not able to|don't|do not|no longer|lost)(?: [a-z]{2,9})? (?:log ?in|sign ?in|log ?on|log into|sign into|get in(?:to)?|access(?: to)?|enter|use)\b(?: (?!mail|e-?mail)[a-z']{2,14}){0,4}/,
  /\blocked out\b|(?:登录|登陆|登入)不(?:了|上|进)|登不(?:上|了|进去)|(?:上|进)不(?:去|来)了?|(?:无法|不能|没法)(?:登录|登陆|登入)/,
  /\bno puedo (?:entrar|acceder|iniciar sesi[oó]n)[^\n.]{0,20}cuenta\b/,
])

/** Who says that the old mailbox is lost and names another asks for the account to have that one. */
function findNewAddress(others: readonly Finding[]): Finding[] | null {
  const says = (kind: Finding['kind']) => others.find((finding) => finding.kind === kind)
  const fresh = says('contact_email')
  if (!fresh || !says('registered_email') || !says('mailbox_lost')) return null
  return [{ kind: 'request', value: 'email_change', start: fresh.start, end: fresh.end }]
}

/** Who only says that he is shut out asks to be let in again. */
function findShutOut(folded: string): Finding[] {
  for (const place of findPlaces(folded, shutOut)) {
    if (/\b(?:if|when|in case|he|she|they)\b[^,]{0,20}$/.test(sentenceBefore(folded, place.start, 40))) continue
    if (/mail|邮箱|信箱/.test(folded.slice(place.start, place.end) + sentenceAfter(folded, place.end, 20))) continue
    return [{ kind: 'request', value: 'password', start: place.start, end: place.end }]
  }
  return []
}

/** "Reset my password.", said as an order. */
function startsASentence(before: string, folded: string, place: { start: number; end: number }): boolean {
  return (
    /^[\s,]{0,3}(?:and |then |also |now )?$/.test(before) ||
    /^[ ]{0,2}(?:谢|please|pls|plz)/.test(folded.slice(place.end, place.end + 10))
  )
}

function isSupposed(folded: string, at: number): boolean {
  return (
    /\b(?:if|in case)\b|如果|假如|万一/.test(folded.slice(Math.max(0, at - 30), at)) ||
    (isDenied(folded, at) && /\bnot\b|n't\b|没有?$/.test(folded.slice(Math.max(0, at - 12), at)))
  )
}
