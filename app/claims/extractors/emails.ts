import { anyOf } from '../any-of.ts'
import { standsFor } from '../mentioned.ts'
import { type Extractor, everyMatch, type Finding, type Reading, sentenceAfter, sentenceBefore } from '../reading.ts'
import { findAddresses, type Place } from '../stated-address.ts'

type Use = 'registered' | 'contact' | 'plain' | 'nobody'

/** What the words before an address say of it; the last one to end wins. */
const cuesBefore: readonly { use: Use; says: RegExp }[] = [
  {
    use: 'registered',
    says: anyOf('g', [
      /\b(?:registered|register|signed up|sign(?:ed)?-?up|created|opened|made|joined|set up|started)\b[^\n]{0,50}\b(?:with|using|under|through|via|by|to|on|from|e-?mail|mail|address)\b/,
      /\bregistered (?:e-?mail|mail|address)/,
      /\b(?:registration|sign-?up|login|log-?in|recovery|account|linked|associated|original|old|previous|former|first|primary|school|university|college|work|company|current account|existing) (?:e-?mails?|mail|mailbox)\b/,
      /\b(?:e-?mail|mail|address)\b[^\n]{0,30}\b(?:on|of|for|in|linked (?:to|with)|associated with|attached to|tied to|connected (?:to|with)|behind|used for|registered (?:to|with|for|on))\b[^\n]{0,25}\b(?:account|profile|it|number|user ?name)\b/,
      /\b(?:account|profile|number|it|user ?name)\b[^\n]{0,30}\b(?:linked|tied|connected|associated|attached|bound|under|registered|belongs)\b[^\n]{0,30}\b(?:to|with|under|e-?mail|mail|on)\b/,
      /\baccount's (?:e-?mail|mail)\b/,
      /\b(?:access to|log ?in to|get into|lost|use)(?: (?:my|that|the|this|an|old))?\b[^\n]{0,25}\b(?:e-?mail|mail|mailbox|inbox|address)\b/,
      /\b(?:no longer|don't|do not|can't|cannot)[^\n]{0,20}\b(?:have|use|access|open)\b/,
      /\b(?:mail|e-?mail|address|login|log-?in) (?:was|used to be)\b|\bi used\b/,
      /\b(?:e-?mail|mail)(?: address)? (?:i |was |is )?(?:used|registered|on file|on record|associated|linked|attached)\b/,
      /\b(?:original|former|previous|old|registered)(?: one)?(?: (?:is|was)|:)|\bwas using\b/,
      /\b(?:login|log-?in|sign-?in) (?:is|was)\b|\bchang(?:e|ing) [^\n]{0,30}\bfrom\b/,
      /\bcorreo (?:registrado|asociado|de registro|anterior|antiguo|original)\b/,
      /\b(?:registr[eéoó]|registrad[ao]|cre[eé]|asociad[ao]|vinculad[ao])\b[^\n]{0,30}\b(?:con|a|al|en|correo)\b/,
    ]),
  },
  {
    use: 'registered',
    says: anyOf('g', [
      /(?:注册|绑定|登记|密保|原来?|旧|以前|之前|当时|老|账号|账户|登录|登陆|预留|安全|备用|申请|关联)(?:的|时|用|时用|时用的|用的|时的|所用|时填的|时候|时候用)*(?:的)?[ ]?(?:电子|qq)?(?:邮箱|信箱|邮件|email|e-mail|mail|邮件地址)/,
      /注册(?:的|时)?[^\n]{0,6}(?:邮箱|信箱|email)|绑定(?:了|的|在|到)[^\n]{0,8}$/,
    ]),
  },
  {
    use: 'contact',
    says: anyOf('g', [
      /\b(?:new|current|present|contact|different|another|alternat(?:e|ive)|other|personal|private|working) (?:contact )?(?:e-?mail|mail|mailbox|address|one)\b/,
      /\b(?:reply|respond|answer|write|contact|reach|(?:e-?mail|mail|message)(?= me| us)|send|get back|forward|notify)(?: me| us| it| them| the (?:link|mail|reset|instructions|code|e-?mail|answer)| to)?(?: back)?[^\n]{0,25}\b(?:at|to|on|via|through|using|under|here)\b/,
      /\b(?:change|update|switch|replace|move|set|modify|transfer|link|add)\b[^\n]{0,60}\b(?:to|with|for|into)\b/,
      /\b(?:please|pls|kindly|(?:you|to) (?:can|may|could|should|better)|rather|just|instead|only)(?: (?:please|only|rather|just))? use(?: (?:this|that|the following|my (?:other|new|current|present|private|personal|own|second))(?: (?:one|e-?mail|mail|mailbox|address)\b){0,2})?/,
      /\b(?:you|to) (?:can|may|could|should) use\b/,
      /\bcontact(?: e-?mail| address)?\b|\b(?:nuevo|mi nuevo|otro) correo\b/,
      /\bcorreo (?:nuevo|de contacto|actual)\b/,
      /\b(?:contacten?me|escr[ií]ban?me|responder?|enviar?|env[ií]en(?:me)?|cambiar)\b[^\n]{0,40}\b(?:a|al|en|por)\b/,
    ]),
  },
  {
    use: 'contact',
    says: anyOf('g', [
      /(?:现在|目前|改)(?:在)?(?:使)?用(?:的(?:是)?)?[ ]?$/,
      /(?:请|以后|今后|直接|改)(?:您|你们?|都|就|改|直接|以后|今后|请)*(?:使?用|发(?:送)?(?:到|至))(?:这个|这一个|以下|下面的?|本)(?:新的?)?(?:邮箱|信箱|地址|邮件地址)?/,
      /(?:新|联系|联络|现在|目前|现用|常用|接收|收件|回复|其他|另一个)(?:的|用的|使用的|在用的|人)*(?:的)?[ ]?(?:电子|qq)?(?:邮箱|信箱|邮件|email|e-mail|mail|地址)/,
      /(?:回复|发送?|寄|联系|发邮件|回信|回)(?:到|至|给|我)+(?:这个|我的|的)?(?:邮箱|信箱|邮件)?/,
      /(?:改|换|变更|更换|修改|更新|绑定|换绑|改绑)(?:成|为|到|至)[^\n]{0,12}/,
    ]),
  },
  {
    use: 'plain',
    says: anyOf('g', [
      /\b(?:my|our) (?:real |own |main |only )?(?:e-?mail|mail)(?: address| id)?\b/,
      /(?:^|[\n*#.)-])[ ]{0,3}(?:e-?mail|mail)(?: address| id)?[ ]{0,2}[:=-]/,
      /\b(?:e-?mail|mail)(?: address)?[ ]{0,2}(?:[:=]|is\b)|\bmi correo\b/,
      /\bcorreo(?: electr[oó]nico)?[ ]{0,2}(?::|es\b)|(?:邮箱|信箱|电子邮件|邮件地址)/,
    ]),
  },
  {
    use: 'nobody',
    says: anyOf('g', [
      /\b(?:changed|switched|replaced|swapped|set|modified|updated)\b[^\n]{0,60}\b(?:to|with|by)\b/,
      /\b(?:hacker|thief|attacker|scammer|someone|somebody|stranger|they|he|she|his|her|their|spammer|changed)\b/,
      /\bfrom\b|\b(?!account|company|school|work|site|today)[a-z]{3,20}'s e-?mail/,
      /\b(?:wrote|written|writing|emailed|mailed|contacted|sent|asked|tried)(?: an? (?:e-?mail|mail|message))?[^\n]{0,12}(?:to|by|from)?\b/,
      /\bnot\b|\bnever\b|n't (?:use |used |register(?:ed)? |sign(?:ed)? up )[^\n]{0,10}(?:with|to|at)?/,
      /\b(?:support|desk|help|service) (?:e-?mail|mail|at|address)/,
      /(?:他|她|对方|骗子|盗号者|黑客|别人|朋友|被[^\n]{0,10})(?:的|改)?[^\n]{0,6}(?:邮箱|信箱|成|为)|不是|没有?用|并非|客服|收到(?:了|来自)?/,
      /\bno (?:es|era)\b|\bdesde\b/,
    ]),
  },
]

const cuesAfter: readonly { use: Use; says: RegExp }[] = [
  // The head of a quoted mail that was not told apart as one.
  { use: 'nobody', says: /^["')>\]]{0,2}[;:]?[ ]?(?:wrote|schrieb|escribi[oó]|a [eé]crit|写道|寫道|说|于)/ },
  {
    use: 'registered',
    says: /^["')\]>]{0,2}[ ]?(?:,? ?(?:is|was|which is|which was)[^\n]{0,30}\b(?:registered|regist|used|linked|account|old|original|sign|attached|associated)|\((?:registered|old|original|account|no longer|closed|lost|dead)|(?:\(|就?是|为)[^\n]{0,4}(?:注册|绑定|原来?|旧|当时|账号)(?:的|时)*[^\n]{0,5}(?:邮箱|信箱|用的|注册)|(?:注册|绑定|申请)的|[ ]?(?:已经?|早就|现在)?(?:被盗|停用|注销|不用了|不能用|登不上|登录不了|丢了|失效)|,? ?(?:which |that |but )?(?:i |it )?(?:is |was |has been |have |had )?(?:no longer|closed|gone|dead|lost|shut down|doesn't exist|deleted|disabled|expired|hacked))/,
  },
  {
    use: 'contact',
    says: /^["')\]>]{0,2}[ ]?(?:,? ?(?:is|which is)[^\n]{0,20}\b(?:new|current|contact|where|reach)|\((?:new|current|contact)|(?:\(|就?是|为)(?:我)?(?:的)?(?:新|联系|现在|常用)[^\n]{0,5}(?:邮箱|信箱))/,
  },
]

/** Addresses that the mail names as the one on the account, or as where the person wants to be reached. */
export const emails: Extractor = {
  name: 'registered_email and contact_email',
  find(reading, found) {
    const used: { place: Place; use: Use }[] = []
    let previous: { end: number; use: Use } | null = null
    for (const place of findAddresses(reading)) {
      if (found.some((other) => other.kind === 'secret_sent' && other.start < place.end && place.start < other.end))
        continue
      const use: Use = place.value === reading.deskAddress.toLowerCase() ? 'nobody' : judgeUse(reading, place, previous)
      previous = { end: place.end, use }
      used.push({ place, use })
    }
    const named = used.some(({ use }) => use === 'registered') || neverOne.test(reading.folded)
    return used.flatMap(({ place, use }): Finding[] => {
      if (use === 'nobody') return []
      // "My e-mail is" names the account's address; beside another that is named so, or from that very address, it
      // says where to answer.
      const contact = use === 'contact' || (use === 'plain' && (named || place.value === reading.senderAddress))
      return [{ kind: contact ? 'contact_email' : 'registered_email', ...place }]
    })
  },
}

/** Nothing was ever registered: the only address is one to answer to. */
const neverOne = anyOf('', [
  /\bnever (?:registered|gave|had|set|added|entered|linked|put)\b[^\n.!?]{0,20}\b(?:e-?mail|mail|address)\b|\bno (?:e-?mail|mail|address)[^\n.!?]{0,16}\b(?:registered|on (?:it|file|the account))\b/,
  /(?:没有?|未|从未|从没)(?:登记|注册|绑定|填写?|留|设置?)(?:过|了)?(?:任何)?(?:电子)?(?:邮箱|信箱|邮件)/,
])

function judgeUse(reading: Reading, place: Place, previous: { end: number; use: Use } | null): Use {
  const { folded } = reading
  const after = sentenceAfter(folded, place.end, 60)
  for (const cue of cuesAfter) if (cue.says.test(after)) return cue.use
  const line =
    folded
      .slice(Math.max(0, place.start - 120), place.start)
      .split('\n')
      .at(-1) ?? ''
  if (/^[ ]{0,3}(?:from|to|cc|bcc|sent|reply-to|发件人|收件人|抄送|寄件者) ?:/.test(line)) return 'nobody'
  let before = sentenceBefore(folded, place.start, 120)
  const gap = previous === null ? before.length : place.start - previous.end
  if (previous !== null && gap <= before.length) {
    before = before.slice(before.length - gap)
    if (/^[ ,/]{0,3}(?:or|and|\/|或者?|和|以及|o|y)?[ ]{0,2}$/.test(before)) return previous.use
    if (previous.use === 'registered' && fromOneToAnother.test(before)) {
      return wantsChange.test(sentenceBefore(folded, place.start, 200)) ? 'contact' : 'nobody'
    }
  }
  if (/\bit (?:was|used to be)[ :"'<(]{1,4}$/.test(before)) {
    return standsFor(folded, place.start, /^(?:e-?mail|mail|mailbox|inbox|address)$/) ? 'registered' : 'nobody'
  }
  // A label on the line above: "Registered e-mail:" and then the address.
  if (before.trim() === '')
    before =
      folded
        .slice(Math.max(0, place.start - 40), place.start)
        .trimEnd()
        .split('\n')
        .at(-1) ?? ''
  return chooseUse(before)
}

/** The cue nearest to the address decides, unless words right before it say more than it does. */
function chooseUse(before: string): Use {
  const cues = cuesBefore.flatMap(({ use, says }) =>
    [...everyMatch(before, says)].map((match) => ({ use, start: match.index, end: match.index + match[0].length })),
  )
  let last = { use: 'nobody' as Use, start: -1, end: -1 }
  for (const cue of cues) if (cue.end > last.end || (cue.end === last.end && cue.start < last.start)) last = cue
  // Words that say nothing of the address stand between: too far to be its label.
  if (last.end === -1 || before.length - last.end > 45) return 'nobody'
  const touching = cues.filter((cue) => cue !== last && cue.end >= last.start - 1 && cue.use !== 'plain')
  if (touching.some((cue) => cue.use === 'nobody' && cue.start < last.start)) return 'nobody'
  if (notDone.test(before.slice(0, last.start)) && doing.test(before.slice(last.start))) return 'nobody'
  return last.use === 'plain' ? (touching.at(-1)?.use ?? 'plain') : last.use
}

const fromOneToAnother =
  /^["')\]>]{0,2}[ ]{0,2}(?:to|into|with|by|改成|改为|换成|换为|成|为|到|->|=>|a|por)[ ]{0,2}["'(<[]{0,2}$/
const wantsChange = /\b(?:change|changing|update|switch|replace|move|set|modify|transfer|cambiar)\b|改|换|更/

const notDone = /(?:\bnot|n't|\bnever|没有?|不是|并非|从未)[ ]?$/
const doing = /^(?:regist|sign|creat|open|made|make|join|set|start|use|用|使用|注册|绑定)/
