import { anyOf, setOfWords } from './any-of.ts'
import { isUnfilled, type Labelled, type ReadValue } from './labelled.ts'
import { matchAt, type Reading, sentenceBefore } from './reading.ts'

const listed = /(?:^|[\n.,;:!?。、(]|\band\b|\bwith\b|\d)[ ]{0,3}(?:(?:my|the|and) ){0,2}$/
const ofThem =
  /\b(?:his|her|their|he|she|they|user|stranger|hacker|thief|scammer|somebody|someone|report|friends?)\b|他|好友|朋友|她|对方|举报/
const word = '[^\\s,;:.!?()"\'、。<>|]{1,24}'
const value = new RegExp(
  `${word}(?:[ ]${word}){0,2}?(?=[ ]{0,2}(?:$|[\\n,;)!?、。]|\\.(?:\\s|$)|(?:and|but|please|born)\\b))`,
  'y',
)
const startsAName = /^(?:\p{Lu}|[^\p{Ll}]|\p{Ll}\S{0,30}[\d_])/u
const ownWords = anyOf('u', [/^\p{Lu}/u, /[\d_]/, /[^\x20-\x7e]/])
const noValue = setOfWords(`
  please unknown forgotten forgot same none nothing city town country province name nickname nick number phone mobile
  mail e-mail email mailbox birthday birth born account password friends gender sex address i it is was the this that
  which who what when where my your and or but not no yes too also thanks thank you sorry help hello hi dear can
  could changed removed deleted missing lost gone hidden empty there here if as only real hall centre center somebody someone
  everything anything all both etc
`)

/**
 * A value that follows its label with nothing between, as in "Account 123, nickname River, city Perth.": only where
 * the label starts an item of a list or a sentence, and a name of its own fills the rest of the item.
 */
export function readBareValue({ text, folded }: Reading, named: Labelled): ReadValue | null {
  if (!listed.test(folded.slice(Math.max(0, named.labelStart - 12), named.labelStart))) return null
  if (ofThem.test(sentenceBefore(folded, named.labelStart, 80))) return null
  const said = matchAt(value, text, named.at)?.[0]
  if (said === undefined || isUnfilled(said) || !ownWords.test(said)) return null
  const names = said.split(' ').every((one) => startsAName.test(one) && !noValue.has(one.toLowerCase()))
  return names ? { start: named.at, end: named.at + said.length } : null
}
