import { anyOf, behind, setOfWords } from '../any-of.ts'
import { readBareValue } from '../bare-value.ts'
import { findLabels, isUnfilled, type Labelled, readLineValue } from '../labelled.ts'
import { clauseBefore, type Extractor, type Finding, matchAt, type Reading } from '../reading.ts'

const nameLabel = anyOf('g', [
  /\b(?:my (?:real |full |legal |actual |complete )?name|(?:real|full|legal|given|actual|account holder'?s?) name|name on (?:the|my) account|mi nombre(?: completo)?|nombre(?: completo| y apellidos?)|me llamo|soy)(?![a-z])/,
  `${behind(/(?:^|[\n.;,])[ ]{0,4}(?:\d{1,2}[.)、][ ]?|[*-][ ]?)?/, /name|nombre/)}(?=[ ]{0,2}[:=])`,
  /(?:真实)?姓名|真名/,
  /本名|(?:我|本人)的?名字|我叫(?!做什么|什么)|本人叫/,
])
const nicknameLabel =
  /\b(?:nick ?names?|nick|display name|apodo)(?![a-z])|昵称|网名|网络名称?|qq名称?|显示名称?|外号|网络昵称/g
const westernName = /\p{L}[\p{L}'-]{0,30}(?:[ ](?:\p{L}\.(?=[ ]\p{L})|\p{L}[\p{L}'-]{0,30})){0,4}/uy
const hanName = /[\p{Script=Han}]{2,4}(?=[ ]{0,2}(?:$|[\n,.;。!?、"')]|\())/uy
const notPartOfAName = setOfWords(`
  and but or from i i'm im my is was on in at the a an to not it its with who which here this that has have
  still registered listed for live living born please can you y pero con de mi soy no forgot lost because
  so am also email e-mail phone as of under by correct wrong different spelled since about shown visible
  user username un una el la usuario changed deleted removed blocked banned stolen taken gone invalid
  missing
`)

/** The name that the writer gives as the real one; a signature gives none. */
export const realName: Extractor = {
  name: 'real_name',
  find(reading) {
    const found: Finding[] = []
    for (const named of findLabels(reading, nameLabel)) {
      if (/soy$/.test(named.label) && !/^\p{Lu}/u.test(reading.text.slice(named.at))) continue
      if (/(?:user|nick|screen|account|网|昵)[ -]?$/.test(clauseBefore(reading.folded, named.labelStart, 12))) continue
      if (named.tie === 'none' && !named.quoted && !/叫$|llamo$|soy$/.test(named.label)) {
        const capital = /^\p{Lu}/u.test(reading.text.slice(named.at, named.at + 2))
        if (!/姓名|真名|本名|名字/.test(named.label) && !(capital && /real|full|legal/.test(named.label))) continue
      }
      const read = readName(reading, named)
      if (read) found.push({ kind: 'real_name', ...read })
    }
    return found
  },
}

function readName(reading: Reading, named: Labelled): { start: number; end: number } | null {
  const { text } = reading
  const at = named.at
  const han = matchAt(hanName, text, at)?.[0]
  if (han !== undefined) return isUnfilled(han) ? null : { start: at, end: at + han.length }
  const words = matchAt(westernName, text, at)?.[0]
  if (words === undefined || /\p{Script=Han}/u.test(words)) return null
  const kept: string[] = []
  const capital = /^\p{Lu}/u.test(words)
  for (const word of words.split(' ')) {
    if (notPartOfAName.has(word.toLowerCase())) break
    // "Mei Lin and", "Mei Lin forgot": a name that starts with a capital goes on with capitals.
    if (capital && !/^\p{Lu}/u.test(word) && !/^(?:van|von|der|den|da|del|bin|al|ter|ibn|di)$/.test(word)) break
    kept.push(word)
  }
  const said = kept.join(' ').replace(/[.'-]{1,3}$/, '')
  if (kept.length === 0 || kept.length > 5 || said.length < 2 || isUnfilled(said)) return null
  const next = text.slice(at + said.length, at + said.length + 1)
  if (/[\d_@:]/.test(next)) return null
  return { start: at, end: at + said.length }
}

/** The nickname shown to others. */
export const nickname: Extractor = {
  name: 'nickname',
  find(reading) {
    const found: Finding[] = []
    for (const named of findLabels(reading, nicknameLabel)) {
      const direct = /[\p{Script=Han}]$/u.test(named.label)
      const bare = named.tie === 'none' && !named.quoted && !direct
      const read = bare
        ? readBareValue(reading, named)
        : named.quoted
          ? readQuoted(reading, named.at)
          : readPlain(reading, named)
      if (read && !isUnfilled(reading.text.slice(read.start, read.end))) found.push({ kind: 'nickname', ...read })
    }
    return found
  },
}

function readQuoted(reading: Reading, at: number): { start: number; end: number } | null {
  const said = matchAt(/[^"'\n<>()*`]{1,40}(?=["')*`])/y, reading.text, at)?.[0]
  return said === undefined ? null : { start: at, end: at + said.length }
}

function readPlain(reading: Reading, named: Labelled): { start: number; end: number } | null {
  const line = readLineValue(reading, named.at, 60)
  if (line === null) return null
  const words = reading.text.slice(line.start, line.end)
  if (named.tie === 'colon') return words.length > 40 ? null : line
  const stop = words.search(/ (?:and|but|or|my|i|which|since|because|y|pero|on|in|for|with|is|was)\b/)
  const said = (stop === -1 ? words : words.slice(0, stop)).trimEnd()
  if (notPartOfAName.has(said.split(' ')[0]?.toLowerCase() ?? '') || said.length > 30) return null
  // Words of a sentence, no nickname: "我的昵称被改了".
  if (/^(?:被|不|没|有|也|都|已|在|改|和|跟|我|了|的|记|忘|怎么|可以|能|别人|现在|原来|原先|以前|之前|突然)/.test(said))
    return null
  if (/^\p{Script=Han}{2,30}$/u.test(said) && /(?:的|了|吗|呢|过)$/.test(said)) return null
  return { start: line.start, end: line.start + said.length }
}
