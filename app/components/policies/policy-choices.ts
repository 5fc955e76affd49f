import { kindWords } from '#app/components/words.ts'
import type { Policy } from '#app/evidence/policy.ts'
import { labels as factNames } from '#app/evidence/words.ts'
import type { DeskLanguage } from '#app/staff/preferences.ts'
import { fieldWords } from './field-words.ts'
import { policiesWords } from './policies-words.ts'

/** What a policy says in words instead of numbers, e.g. which senders are barred. */
export type PolicyChoice = { place: string; values: readonly string[] }

/** Every choice of a policy in the order of its file, but the levels, which head their columns. */
export function choicesOf(policy: Policy): PolicyChoice[] {
  const { version: _, ...tables } = policy
  return choicesIn(tables, '').filter(({ place }) => !/^sender\.levels$|^facts\./.test(place))
}

/** What a value is called in one language; one that has no name, as in the file. */
export function nameValue(value: string, place: string, language: DeskLanguage): string {
  const { sender, attacker } = kindWords[language]
  const signal = (fieldWords[language].labels as Words)[`context.signals.${value}`]
  const names: Words = place.startsWith('sender') || place.includes('senders') ? sender : factNames[language]
  const ways: Words = policiesWords[language].ways
  return names[value] ?? ways[value] ?? (attacker as Words)[value] ?? signal?.replace(unit, '') ?? value
}

type Words = Readonly<Record<string, string>>

/** "(bits)" behind a name says what its number is counted in. */
const unit = / ?[(（][^()（）]*[)）]$/

function choicesIn(value: unknown, place: string): PolicyChoice[] {
  if (typeof value === 'string') return value === 'frequency' ? [] : [{ place, values: [value] }]
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.every((one) => typeof one === 'string') ? [{ place, values: value }] : []
  return Object.entries(value).flatMap(([name, inner]) => choicesIn(inner, place === '' ? name : `${place}.${name}`))
}
