import { anyOf, setOfWords } from '../any-of.ts'
import { findLabels, isUnfilled, type Labelled, type ReadValue } from '../labelled.ts'
import { readPlainNumbers } from '../plain-number.ts'
import { readProfileLinks } from '../profile-link.ts'
import { clauseBefore, type Extractor, type Finding, matchAt, type Reading } from '../reading.ts'
import { isReported } from '../reported.ts'
import { readNumber } from '../stated-number.ts'

const label = anyOf('g', [
  /\b(?:(?:account|user|member|player|customer|profile|login|screen|gamer|character|channel|steam|discord|game|display|qq|icq|apple)[ -]?(?:number|no\.?|nr\.?|#|id|name|tag)(?! (?:and|or|is wrong))|user ?names?|userid|uid|uin|icq(?: ?#| number| no\.?)?|qq(?: ?号码?| number| no\.?|#)?|handle|login|nick ?id|gamertag|(?:my|our|this|the|second|first|other|old|main|lost) (?:[a-z]{2,12} )?(?:account|acct|acc|profile|user|login|page|channel|id|number)(?: (?:user ?)?(?:name|number|no\.?|id)| #)?|(?:user|owner|holder|member) of(?: the)?(?: account| number| no\.?){1,2}|(?:the )?(?:owner|user|author|admin) of(?= ?@)|account|acct|user|id|usuario|nombre de usuario|(?:mi )?cuenta)(?![a-z])/,
  /(?:qq)?(?:账号|号码)(?:名)?|账户(?:名|号)?|用户名(?:称)?|用户(?:id|号|账号)|使用者(?:名称|代号|id)|登录名|登录账号|登入账号|会员(?:号|id|名)/,
  /(?:微信|抖音|微博|淘宝|游戏|角色)(?:号|id|名)|我的?号(?!码)|(?:qq)?号(?=[: ]{0,2}\d)/,
])
/** Labels that name one's account by themselves, so that a value may follow them directly. */
const namesAnAccount =
  /^(?:account|user|id|qq|uin|icq|uid|userid|user ?name|handle|login|(?:account|user|member|player|customer|profile|login|screen|discord|steam|qq|icq)[ -]?(?:number|no\.?|nr\.?|#|id|name)|(?:my|our|this|the|second|first|other|old|main|lost) .*|.* of .*|usuario|nombre de usuario|(?:mi )?cuenta|.*[号名户码id])$/
const notAnAccount =
  /\b(?:name|mail|phone|city|country|address) (?:on|for|of|in) (?:the |my |this )?$|\b(?:phone|mobile|cell|order|ticket|case|invoice|tracking|card|bank|serial|reference|ref|house|model|flight|room|lucky)\b|(?:手机|电话|订单|联系|身份证|银行卡?|门牌|快递|单|验证)$/
const handle = /@?[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,62}[A-Za-z0-9_])?(?:#\d{3,6})?/y
const wide = /[\p{L}\p{N}_.@-]{2,32}/uy
const commonWords = setOfWords(`
  no not now still being been gone lost locked blocked hacked disabled suspended banned closed deleted
  stolen compromised the a an my our your his her in on at is was it its and or but for from with of to by
  as that this which who what when where so too very about because since has have had does did do can
  cannot could would will won should may might must if then than there here please name names number
  password email e-mail mail mailbox phone page settings recovery access details info information
  verification security support team help problem issue reset login under using used linked associated
  registered created made called named correct wrong unknown same one only just also again until after
  before yesterday today back manually below above me i we you they he she any some all never got get into
  without holder owner esta está es fue ha por para con de que y se mi anymore ago activity suspension
  deletion lockout inaccessible unavailable permanently temporarily suddenly already currently recently
  well ok okay fine working old new history data balance manager yet
`)

/** The account the mail is about: its number, or a handle as written. */
export const accountIdentifier: Extractor = {
  name: 'account_identifier',
  find(reading, found) {
    const ofOthers = found.some((other) => other.kind === 'third_party')
    const findings: Finding[] = []
    const add = (read: ReadValue | null, own = false) => {
      if (!read || (!own && isReported(reading.folded, read.start, read.end))) return
      const taken = found.some((other) => other.start < read.end && read.start < other.end && !isFlag(other.kind))
      const twice = findings.some((other) => other.start < read.end && read.start < other.end)
      if (!taken && !twice) findings.push({ kind: 'account_identifier', ...read })
    }
    for (const named of findLabels(reading, label, { ofOthers })) {
      if (notAnAccount.test(clauseBefore(reading.folded, named.labelStart, 16)) || notAnAccount.test(named.label))
        continue
      if (/^number/.test(reading.folded.slice(named.labelEnd).slice(0, 8).trim())) continue
      add(readAfterLabel(reading, named), isOnes(reading.folded, named))
    }
    for (const read of [...readPlainNumbers(reading, { ofOthers }), ...readProfileLinks(reading)]) add(read)
    if (reading.source === 'subject' && findings.length === 0) add(readBareSubject(reading))
    return findings
  },
}

function isFlag(kind: Finding['kind']): boolean {
  return kind === 'third_party' || kind === 'request' || kind === 'mailbox_lost' || kind === 'hijacked'
}

/** "My account" stays one's own whatever is done with it. */
function isOnes(folded: string, { labelStart, label: named }: Labelled): boolean {
  return (
    /^(?:my|our|mi|我)/.test(named) ||
    /(?:\b(?:my|our)(?: [a-z]{2,12})? |我的?)$/.test(folded.slice(Math.max(0, labelStart - 20), labelStart))
  )
}

function readAfterLabel(reading: Reading, named: Labelled): ReadValue | null {
  const { folded } = reading
  if (named.tie === 'none' && !named.quoted && !namesAnAccount.test(named.label)) return null
  if (
    named.tie === 'none' &&
    /^(?:account|user|id|login|cuenta|usuario)$/.test(named.label) &&
    !isNamedAsOnes(folded, named)
  )
    return null
  const at =
    named.at +
    (matchAt(
      /(?:(?:is|was|called|named|(?:of|with|under)(?: the)? (?:number|user ?name|id)|number|no\.?|#|号|是|:)[ :]{0,2}){0,3}(?:u\/|@(?=\d))?/y,
      folded,
      named.at,
    )?.[0].length ?? 0)
  // "My number is +44 ..." is a telephone.
  if (folded[at] === '+') return null
  const number = readNumber(reading, at)
  if (number) return isMobile(number.value, named.label) ? null : number
  if (
    /^(?:我的?号|.*(?:number|no\.?|nr\.?|#|号码?))$/.test(named.label) &&
    named.tie !== 'colon' &&
    !/账号|用户/.test(named.label)
  )
    return null
  return readHandle(reading, at, named)
}

/** "My account 123", "for account 123", "(id 123)", or "Account 123" at the start of a line. "User 123" there is anybody. */
function isNamedAsOnes(folded: string, named: Labelled): boolean {
  const line =
    folded
      .slice(Math.max(0, named.labelStart - 30), named.labelStart)
      .split('\n')
      .at(-1) ?? ''
  if (named.label !== 'user' && /^[\s\d.*#)-]{0,6}$/.test(line)) return true
  if (/[.!?] $/.test(line)) return endsRight(folded, named.at)
  return /(?:\b(?:my|our|for|of|to|into|the|on|mi|su|this|old|main|account|from) (?:[a-z]{2,12} )?|[,(] ?)$/.test(line)
}

/** ". User oldchen58.": nothing is said of that user, so it is the writer's. */
function endsRight(folded: string, at: number): boolean {
  const said = matchAt(/[a-z0-9_.@-]{2,64}/y, folded, at)?.[0].replace(/\.$/, '') ?? ''
  return /^[ ]{0,2}(?:$|[\n.,;)])/.test(folded.slice(at + said.length, at + said.length + 3))
}

function readHandle(reading: Reading, at: number, named: Labelled): ReadValue | null {
  const { text } = reading
  const said = matchAt(handle, text, at)?.[0]
  if (said === undefined) return readWideHandle(reading, at, named)
  const end = at + said.length
  const next = text.slice(end, end + 2)
  const bare = said.replace(/^@/, '')
  if (/^[@\p{L}\p{N}/]/u.test(next) && !/^\p{Script=Han}/u.test(next)) return null
  if (
    /^\d+(?:[.-]\d+)*$/.test(bare) ||
    bare.length < 2 ||
    bare.length > 64 ||
    commonWords.has(bare.toLowerCase()) ||
    isUnfilled(bare)
  )
    return null
  const distinct = said.startsWith('@') || /[\d_#]|[a-z][.-][a-z]|[a-z][A-Z]/.test(bare)
  const ends =
    /^[ ]{0,2}(?:$|[\n.,;:!?)"'。、/(]|\p{Script=Han})|^ (?:and|but|or|y|pero|because|i|my|which|please|pass|password|pw|pwd|email|mail|with|since|on)\b/u.test(
      text.slice(end, end + 8).toLowerCase(),
    )
  const strong = named.tie !== 'none' || named.quoted
  const vague =
    /^(?:account|acct|acc|my account|our account|profile|my profile|user|id|login|cuenta|mi cuenta|.* (?:account|profile|page|channel|number|id|user|acc|acct))$/.test(
      named.label,
    )
  if (
    vague &&
    !(
      named.tie === 'colon' ||
      distinct ||
      named.quoted ||
      / (?:called|named|user) ?$|叫/.test(text.slice(named.labelEnd, at)) ||
      (/user|login|id$/.test(named.label) && named.tie === 'verb' && ends)
    )
  )
    return null
  if (
    !(distinct || (strong && ends) || (named.tie === 'none' && ends && /name|handle|tag|名|账号|号$/.test(named.label)))
  )
    return null
  return { start: at + (said.length - bare.length), end, value: bare }
}

/** A handle in another script stands in a form line or in quotes, else its end can't be told. */
function readWideHandle(reading: Reading, at: number, named: Labelled): ReadValue | null {
  if (named.tie !== 'colon' && !named.quoted) return null
  if (!/名|handle|name|usuario/.test(named.label)) return null
  const said = matchAt(wide, reading.text, at)?.[0]
  if (said === undefined || isUnfilled(said)) return null
  const end = at + said.length
  if (!/^[ ]{0,2}(?:$|[\n,;。"')\]])/.test(reading.text.slice(end, end + 3))) return null
  return { start: at, end, value: said.normalize('NFC') }
}

/** A subject of nothing but a plea and one number names the account. */
function readBareSubject(reading: Reading): ReadValue | null {
  const { folded } = reading
  if (!/password|recover|forgot|lost|locked|hacked|sign in|log ?in|密码|找回|申诉|被盗|登录|解封/.test(folded))
    return null
  if (/order|ticket|case|invoice|report|#|\[|订单|工单|举报|手机|电话|phone/.test(folded)) return null
  const numbers = [...folded.matchAll(/(?<![\w@+.-])\d{5,11}(?![\w@.-])/g)]
  const [only] = numbers
  if (only === undefined || numbers.length > 1) return null
  const number = readNumber(reading, only.index)
  return number && !isMobile(number.value, '') ? number : null
}

/** Eleven digits of a Chinese mobile number are an account only where they are called one. */
function isMobile(value: string | undefined, named: string): boolean {
  return value !== undefined && /^1[3-9]\d{9}$/.test(value) && !/账号|账户|account|user|id/.test(named)
}
