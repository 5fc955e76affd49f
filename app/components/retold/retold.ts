import type { DeskLanguage } from '#app/staff/preferences.ts'
import { checkPhrases } from './check-phrases.ts'
import { clausePhrases } from './clause-phrases.ts'
import { intakePhrases } from './intake-phrases.ts'
import type { Phrases } from './phrases.ts'
import { refusalPhrases } from './refusal-phrases.ts'
import { valueNames } from './value-names.ts'

/** Every sentence of the rules that the desk can retell. */
export const allPhrases: Phrases = [...refusalPhrases, ...clausePhrases, ...checkPhrases, ...intakePhrases]

const exact = new Map(allPhrases.filter(([english]) => !english.includes('{}')))
const patterns = allPhrases
  .filter(([english]) => english.includes('{}'))
  .map(([english, chinese]) => ({ pieces: english.split('{}'), chinese }))

/**
 * A sentence of a rule in the reader's language. The rules say, and the database keeps, why something is so as an
 * English sentence; one that is not known here stays as it is.
 */
export function retold(sentence: string, language: DeskLanguage): string {
  if (language === 'en') return sentence
  const known = exact.get(sentence)
  if (known !== undefined) return known
  for (const { pieces, chinese } of patterns) {
    const values = valuesBetween(sentence, pieces)
    if (values) return chinese.replace(/\{(\d)\}/g, (_, place) => nameOf(values[Number(place) - 1] ?? ''))
  }
  return sentence
}

/** What stands between the pieces, each taken at its first place after the one before; null where one is missing. */
function valuesBetween(sentence: string, pieces: readonly string[]): string[] | null {
  const [head = '', ...rest] = pieces
  const tail = rest.pop() ?? ''
  if (!sentence.startsWith(head)) return null
  const end = sentence.length - tail.length
  let at = head.length
  const values: string[] = []
  for (const piece of rest) {
    const found = sentence.indexOf(piece, at)
    if (found < 0) return null
    values.push(sentence.slice(at, found))
    at = found + piece.length
  }
  if (at > end || !sentence.endsWith(tail)) return null
  return [...values, sentence.slice(at, end)]
}

/** A value may be clauses of its own, one after a comma. */
function nameOf(value: string): string {
  return value
    .split(', ')
    .map((part) => valueNames[part] ?? exact.get(part) ?? part)
    .join('，')
}
