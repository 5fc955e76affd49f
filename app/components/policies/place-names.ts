import { kindWords } from '#app/components/words.ts'
import { type AttackerClass, attackerClasses } from '#app/evidence/assessment.ts'
import type { Policy } from '#app/evidence/policy.ts'
import { levelOf } from '#app/evidence/policy-form.ts'
import { labels as factNames } from '#app/evidence/words.ts'
import type { DeskLanguage } from '#app/staff/preferences.ts'
import { fieldWords } from './field-words.ts'
import { policiesWords } from './policies-words.ts'
import { partsOf } from './policy-places.ts'

/** What the places of a policy are called in one language. */
export type PlaceNames = {
  /** The last step of a place: "City" for `facts.city`, "exact" for `facts.city.m[0]`; null where it has no name. */
  step: (place: string) => string | null
  /** What follows in a place after another that it lies in: "Scraper, public page"; what has no name, as in the file. */
  within: (place: string, outer: string) => string
  /** Every step from the outermost: "Facts › City › Owner › exact". */
  whole: (place: string) => string
  /** What the field does, and its unit; null where its name says it. */
  does: (place: string) => string | null
}

type Words = Readonly<Record<string, string>>

/** Names places as a policy has them: which level a cell stands for, the policy says itself. */
export function namePlaces(language: DeskLanguage, policy: Pick<Policy, 'sender' | 'facts'>): PlaceNames {
  const words = policiesWords[language]
  const kinds = kindWords[language]
  const labels: Words = fieldWords[language].labels
  const sentences: Words = fieldWords[language].does

  const stepOf = (parts: readonly string[]): string | null => {
    const last = parts.at(-1) ?? ''
    if (last.startsWith('[')) return cellName(parts, Number(last.slice(1, -1)))
    if (isClass(last)) return kinds.attacker[last]
    if (isPage(parts)) return (words.pages as Words)[last] ?? null
    if (parts[0] === 'facts' && parts.length === 2) return factNames[language][last] ?? null
    if (parts[1] === 'scoredAs' && parts.length === 3) return (kinds.sender as Words)[last] ?? null
    return labels[fieldOf(parts)] ?? null
  }
  const cellName = (parts: readonly string[], index: number): string | null => {
    if (parts[1] === 'tables') {
      if (!parts.at(-2)?.startsWith('[')) return words.step(index + 1)
      return index === 0 ? words.points : words.bits
    }
    const level = levelOf(policy, placeOf(parts))
    if (level === null) return null
    const known: Words = parts[0] === 'sender' ? kinds.sender : words.levels
    return known[level] ?? level
  }
  const named = (parts: readonly string[], from: number, beforePage: string) =>
    parts
      .map((part, index) => ({ part, steps: parts.slice(0, index + 1) }))
      .slice(from)
      .filter(({ part }) => part !== 'points' && part !== 'k')
      .reduce((before, { part, steps }) => {
        const between = before === '' ? '' : isPage(steps) ? beforePage : ' › '
        return before + between + (stepOf(steps) ?? part)
      }, '')
  return {
    step: (place) => stepOf(partsOf(place)),
    within: (place, outer) => named(partsOf(place), partsOf(outer).length, language === 'zh' ? '，' : ', '),
    whole: (place) => named(partsOf(place), 0, ' › '),
    does: (place) => {
      const parts = partsOf(place)
      return sentences[parts[0] === 'attackers' ? place : fieldOf(parts)] ?? null
    },
  }
}

/** The field that a place is of, as the catalogue names it: `facts.*.k` for `facts.city.k`. */
function fieldOf(parts: readonly string[]): string {
  return parts.map((part, index) => (isClass(part) || (parts[0] === 'facts' && index === 1) ? '*' : part)).join('.')
}

function isPage(parts: readonly string[]): boolean {
  return isClass(parts.at(-2) ?? '') ? parts.at(-1) === 'public' || parts.at(-1) === 'private' : false
}

function isClass(part: string): part is AttackerClass {
  return (attackerClasses as readonly string[]).includes(part)
}

function placeOf(parts: readonly string[]): string {
  return parts.join('.').replaceAll('.[', '[')
}
