import { anyOf } from '../any-of.ts'
import { findFlag } from '../flag.ts'
import type { Extractor } from '../reading.ts'

const somebody =
  '(?:someone|somebody|some ?one|a hacker|the hacker|hackers?|a thief|the thief|an attacker|the attacker|they|he|she|a stranger|a scammer|scammers?|some (?:guy|person|hacker|scammer))'
const details =
  "(?:(?:[a-z]{1,14}'?s? ){0,4}(?:password|e-?mail|mail|phone|number|credentials|details|recovery|username|2fa|info|information|everything)\\b)"

const ways = [
  new RegExp(
    `\\b${somebody}(?: else)? (?:was|is|has been|had been|must have been|might be|got|keeps?)(?: (?:logged|signed|still|also|now|probably))? (?:in|into|inside|on|using) (?:my|our|the) (?:[a-z]{2,8} )?(?:account|number|profile|qq)\\b`,
    'g',
  ),
  anyOf('g', [
    /\b(?:someone|somebody|a hacker|the hacker|a thief|a stranger)(?: else)? (?:(?:also|probably|must|may|might|now) )?(?:knows?|has|have|found out|guessed|got|stole|took) my (?:[a-z]{2,8} )?password\b/,
    /\b(?:messages?|posts?|mails?)\b[^\n.]{0,40}\b(?:from me|in my name|from my (?:account|number))\b[^\n.]{0,20}\bi (?:did not|didn't|never|have not|haven't) (?:write|wrote|written|send|sent|post)/,
    /(?:有人|别人|他人|陌生人|黑客)(?:在|已经|一直|偷偷|擅自|正在){0,2}(?:登录|登陆|登上|上|用|使用)(?:了|过|着)?我的?(?:账号|号|qq|账户)/,
    /(?:有人|别人|他人|陌生人|黑客)(?:已经|可能|好像){0,2}(?:知道|拿到|猜到|偷)了?我的?密码/,
  ]),
  new RegExp(
    `\\b${somebody}\\b[^\\n.]{0,60}\\band (?:then |also |has |have )?(?:changed|replaced|swapped|removed) ${details}`,
    'g',
  ),
  /\b(?:account|profile|number|qq|uin|icq|page|channel|steam|discord|login|[a-z0-9_]{3,20})(?: (?:[a-z0-9_.@-]{2,30}))? (?:(?:has|have|had|was|is|got|gets|been|being|just|also|recently|yesterday|today) ){1,4}(?:hacked|hijacked|stolen|compromised|taken over|taken from me|robbed|breached)\b/g,
  anyOf('g', [
    /\bi (?:(?:was|got|have been|had been|'ve been|am|been|just|recently|think) ){1,3}hacked\b/,
    /\b(?:hacked|hijacked|stolen|compromised) (?:[a-z]{2,10} )?(?:account|profile|number)\b/,
    /\bgot hacked\b/,
  ]),
  new RegExp(
    `\\b${somebody} (?:(?:has|have|had|then|also|just|must have|who|that|probably|immediately|even|already|managed to|was able to|could) ){0,3}(?:hack(?:ed)?|hijack(?:ed)?|stole|stolen|steal|took over|taken over|got into|broke into|logged into|gained access to|compromised?|took)\\b[^\\n.]{0,20}\\b(?:account|profile|number|it|login|qq|page|channel)\\b`,
    'g',
  ),
  new RegExp(
    `\\b${somebody} (?:(?:has|have|had|then|also|just|who|that|and|probably|immediately|even|already|managed to|was able to) ){0,3}(?:change[d]?|replaced?|swapped|switched|removed|updated|modified)\\b[^\\n.]{0,12}${details}`,
    'g',
  ),
  /\b(?:my|the|its|account's) (?:[a-z]{1,14} ){0,2}(?:password|e-?mail(?: address)?|mail|phone(?: number)?|recovery [a-z]{2,8})(?: (?:[a-z]{2,10}) (?:my|the|this) account)? (?:and (?:[a-z]{1,12} ){1,3})?(?:(?:has|have|had|was|were|is|been|got|also|just|already) ){1,3}(?:changed|replaced|swapped|removed|modified)(?! by me)\b/g,
  /\b(?:me (?:hackearon|robaron)(?! (?:mi|el) (?:correo|tel[eé]fono|celular|m[oó]vil))|(?:fue|ha sido|está) (?:hackead[ao]|robad[ao])|cambiaron (?:el|mi|la) (?:correo|contraseña) de (?:mi|la) cuenta|alguien (?:hacke[oó]|rob[oó]|entr[oó]|cambi[oó]))\b/g,
  /(?:账号|号|账户|qq|微信|它|号码|(?<![@.a-z0-9_-])[a-z0-9_]{3,20})[^\n。;,@]{0,12}被(?:人|别人|他人|黑客|骗子|坏人)?(?:给)?(?:盗|黑|偷|窃|骇)|被盗号|盗号了?|号被盗|盗了我的?(?:号|账号|qq)|账号失窃/g,
  anyOf('g', [
    /(?:密码|邮箱|信箱|手机号?|手机|绑定|密保|资料)[^\n。;,]{0,8}被(?:人|别人|他人|对方|黑客|盗号者|骗子)?(?:恶意|偷偷|擅自|都)?(?:给)?(?:改|换|修改|更改|更换|篡改|解绑)/,
    /(?:有人|对方|别人|黑客|盗号者|骗子|他人)[^\n。;,]{0,6}(?:改|换|修改|更换|篡改)(?:了|掉)?(?:我的?)?[^\n。;,]{0,6}(?:密码|邮箱|信箱|手机|绑定)/,
    /(?:有人|对方|黑客|盗号者)把[^\n。;,]{0,8}(?:密码|邮箱|信箱|手机|绑定)[^\n。;,]{0,6}(?:改|换)/,
  ]),
]

/** Somebody else has taken the account or changed what protects it. */
export const hijacked: Extractor = {
  name: 'hijacked',
  find: (reading) =>
    findFlag(
      reading,
      'hijacked',
      ways,
      /\b(?:my|our|the) (?:[a-z']{1,12} ){0,3}(?:e-?mail(?: account| address)?|gmail|hotmail|yahoo|mailbox|inbox)[^\n.]{0,24}(?:hacked|stolen|compromised|taken over)$|(?:邮箱|信箱)[^\n]{0,4}被(?:盗|黑)$/,
    ),
}
