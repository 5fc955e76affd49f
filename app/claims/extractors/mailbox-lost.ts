import { anyOf, behind } from '../any-of.ts'
import { findFlag } from '../flag.ts'
import type { Extractor } from '../reading.ts'

const mail =
  '(?:e-?mails?(?: (?:address|account|id|inbox))?|mail ?box|mail(?: account| address)?|inbox|gmail|hotmail|outlook|yahoo|[a-z0-9._%+-]{1,40}@[a-z0-9-]{1,40}(?:\\.[a-z0-9-]{2,40}){1,3})'
const mine = "(?:[a-z']{1,14} ){0,5}"
const near = '(?:[^\\n.]|\\.(?=\\S))'
const hanMail = '(?:邮箱|信箱|邮件|email|e-mail|[a-z0-9._%+-]{1,40}@[a-z0-9-]{1,40}(?:\\.[a-z0-9-]{2,40}){1,3})'

const ways = [
  new RegExp(
    `\\b(?:no longer|don't|do not|dont|not|doesn't|never|can't|cannot|can not|cant|couldn't|won't|unable to|lost|losing|without|no|no more)(?: (?:any ?more|longer|now|currently|even))? ?(?:have |had |got |get |gain )?(?:any |the )?(?:access|accessing|log ?in|sign ?in|open|reach|enter|use|get)(?: (?:in|to|into|on|any ?more|at|anymore to))* (?!it\\b)${mine}${mail}`,
    'g',
  ),
  new RegExp(`\\b(?:don't|do not|dont|no longer) (?:have|use|own|possess) ${mine}${mail}`, 'g'),
  new RegExp(`\\b(?:lost|losing|lose) (?:access to )?(?:my|the|that|this) ${mine}${mail}(?! you| from)`, 'g'),
  anyOf('g', [
    `${behind(/(?:^|[\n.;,:!?]) {0,3}(?:and )?/, /e-?mail|mail ?box|inbox/)}(?: (?:address|account))? (?:(?:is|was|has)(?: now| also| been)? )?(?:gone|lost|closed|deleted|dead|expired|shut down|no longer exists?)\\b`,
  ]),
  new RegExp(
    `\\b(?:my|the|that|this|old|registered|original) ${mine}${mail}(?: (?:i|we) (?:used|had|registered with|signed up with))?(?: (?:account|address|provider|service|company))?,? (?:(?:that|which) )?(?:i [a-z ]{1,20} )?(?:is|was|has|had|have|got|no longer|doesn't|does not|isn't|don't|can't|cannot|ceased|expired|died|shut|closed|stopped|went|just)(?: (?:been|now|also|already|since|long|being|is|was|got))*(?: (?:hacked|stolen|compromised|closed|deleted|deactivated|disabled|discontinued|gone|dead|expired|suspended|terminated|lost|inactive|inaccessible|exist(?:s|ing)?|works?|working|active|available|valid|mine|down|out|blocked|locked|shut down|removed|in use|accessible|cancelled|canceled|retired|using|defunct))\\b`,
    'g',
  ),
  /\b(?:mail|e-?mail) (?:provider|company|service|host|domain)[^\n.]{0,40}\b(?:closed|shut|bankrupt|gone|discontinued|ceased|ended|expired|went|no longer|stopped|died|deleted)\b/g,
  new RegExp(
    `\\b(?:school|university|college|work|company|student|employer)(?:'s)? ${mail}${near}{0,80}\\b(?:graduated|left|no longer|closed|deactivated|expired|deleted|lost|can't|cannot|gone|anymore|any more|quit|changed jobs|disabled)\\b`,
    'g',
  ),
  /\b(?:graduated|left (?:the|my|that) (?:company|school|job|university)|changed jobs|quit)\b[^\n.]{0,60}\b(?:access|mailbox|e-?mail|closed)\b/g,
  new RegExp(
    `\\b(?:forgot|forgotten|lost|don't (?:remember|know)) (?:the |my )?password (?:of|to|for) (?:my|the|that|this) ${mine}${mail}`,
    'g',
  ),
  new RegExp(`\\bdon'?t have (?:that|the|this|my) ${mine}${mail} any ?more`, 'g'),
  new RegExp(
    `\\b${mail} (?:that )?i (?:no longer (?:have|use|own|can)|don't (?:have|use)|can't (?:access|open|use)|cannot (?:access|open|use)|have lost|lost)\\b`,
    'g',
  ),
  new RegExp(
    `\\b(?:hacker|someone|somebody|they)[^\\n.]{0,20}\\b(?:hacked|took over|stole)\\b (?:into )?my ${mail}`,
    'g',
  ),
  new RegExp(
    `${hanMail}(?:地址|账号)?[^\\n。,;]{0,10}(?:停用|停止服务|关闭|关停|注销|不用了|不能用|没法用|无法使用|用不了|不再使用|登不(?:上|了|进)|无法登[录入陆]|登[录入陆]不了|进不去|打不开|被盗|没了|丢了|丢失|失效|过期|不存在|弃用|作废|忘了密码|密码忘|忘记密码|不能登[录入陆]|已经?没有?了|被黑|倒闭)`,
    'g',
  ),
  new RegExp(
    `(?:无法|不能|没法|进不了|登不上|登录不了|失去|丢失|丢了)(?:再)?(?:登录|登陆|登入|使用|访问|进入|打开)?(?:了)?(?:我的?|那个|原来的?|旧的?|注册的?|绑定的?|以前的?|当时的?){0,3}${hanMail}`,
    'g',
  ),
  new RegExp(`(?:不再|没有?再)(?:使用|用|有)(?:那个|原来的?|旧的?|这个|以前的?)${hanMail}`, 'g'),
  new RegExp(
    `\\bi (?:have |had |had to )?(?:deleted?|closed?|cancell?ed|shut down|got rid of) (?:my|the|that|those|all my) ${mine}${mail}(?: account| address| alias(?:es)?)?`,
    'g',
  ),
  /(?:学校|校园|大学|公司|企业|单位|工作|教育|学生)(?:的)?(?:邮箱|信箱)[^\n。;]{0,24}(?:毕业|离职|辞职|离开|退学|注销|停用|回收)|(?:毕业|离职|辞职)[^\n。;]{0,16}(?:邮箱|信箱)/g,
  anyOf('g', [
    /\b(?:me )?(?:robaron|hackearon) (?:mi|el) correo/,
    /\b(?:no tengo|perd[ií]|sin|ya no tengo)(?: el)? acceso (?:a|al) (?:mi |ese |aquel |la |el )?(?:cuenta de )?(?:antiguo |viejo )?correo\b/,
    /\b(?:mi|el) (?:antiguo )?correo[^\n.]{0,30}(?:ya no existe|fue hackead|cerrad|perd[ií]|no funciona)/,
  ]),
]

/** The mailbox on the account is out of the writer's reach. */
export const mailboxLost: Extractor = {
  name: 'mailbox_lost',
  find: (reading) => findFlag(reading, 'mailbox_lost', ways),
}
