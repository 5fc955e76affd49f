import { anyOf } from './any-of.ts'
import { clauseBefore, lastPart, sentenceBefore } from './reading.ts'

const others =
  /(?:\b(?:his|her|their|your|su|sus|another|other|others|someone else|the (?:hacker|thief|scammer)|(?!(?:it|that|here|what|there|where|who|how|let|account|name|today|yesterday|everyone|everybody)')[a-z]{2,20}'s|friends')|(?:他|她|它|他们|她们|对方|别人|人家|你们?|您|贵司|骗子|盗号者|黑客|朋友|同学|好友|儿子|女儿|老公|老婆|爸爸|妈妈|爸|妈|父亲|母亲|哥哥|弟弟|姐姐|妹妹)的?)[ ]{0,2}(?:[a-z-]{1,14} ){0,2}$/

/** The thing named at `at` is said to be somebody else's. */
export function isSomebodyElses(folded: string, at: number): boolean {
  return others.test(clauseBefore(folded, at, 40))
}

const denied = anyOf('', [
  /(?:\b(?:is|was|are|were|did|do|does|have|had|has)(?:n't|nt| not| never)|\bnever|\bwrong|\bnot (?:my|the|sure)|\b(?:can't|cannot|can not|couldn't) (?:remember|recall|find|think)|\bno (?:recuerdo|es|era|tengo)|\bdon't (?:remember|recall|know)|不是|并非|不记得|记不得|记不清|想不起|不知道|没有?(?:用|填|绑|设)|从未|从没)[^\n]{0,30}$/,
  /\bforg[eo]t(?:ten)?(?: (?:my|the|what|which|exact|old|own|is|was|it)){0,3} ?$/,
  /(?:忘了|忘记了?)(?:我的?|自己的?|当时的?)?$/,
])
const supposed =
  /(?:\bif |\bin case |\bsuppos|\bfor example|\be\.g\.|\bfor instance|\bsuch as|\bexample:|\blike ["']|\byou (?:wrote|said|write|say|asked)|\bif$|如果|假如|假设|要是|比如|例如|譬如|举例|你们?说|您说|por ejemplo|si mi)[^\n]{0,60}$/

const upToBut = /.*(?:\bbut\b|但是?)/sy

/** What is named at `at` is denied, forgotten or only supposed in the clause that names it. */
export function isDenied(folded: string, at: number): boolean {
  return denied.test(clauseBefore(folded, at, 60)) || supposed.test(lastPart(sentenceBefore(folded, at, 90), upToBut))
}
