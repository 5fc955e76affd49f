import type { Policy } from './policy.ts'

/** A list of words of a policy that another holds differently; null where one of them has no such list. */
export type ListChange = { place: string; before: readonly string[] | null; after: readonly string[] | null }

/** What differs between two policies beside their numbers: which levels, facts and signals a rule names. */
export function compareLists(before: Policy, after: Policy): ListChange[] {
  const old = new Map(listsOf(before, ''))
  const fresh = new Map(listsOf(after, ''))
  return [...new Set([...old.keys(), ...fresh.keys()])]
    .filter((place) => place !== 'version' && old.get(place)?.join('\n') !== fresh.get(place)?.join('\n'))
    .map((place) => ({ place, before: old.get(place) ?? null, after: fresh.get(place) ?? null }))
}

/** Every list of words by its place; one word by itself is a list of one. "frequency" stands for a number. */
function listsOf(value: unknown, place: string): [place: string, words: readonly string[]][] {
  if (typeof value === 'string') return value === 'frequency' ? [] : [[place, [value]]]
  if (typeof value === 'boolean') return [[place, [String(value)]]]
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) {
    const numbers = value.some((one) => typeof one !== 'string' || one === 'frequency')
    return numbers ? value.flatMap((inner, index) => listsOf(inner, `${place}[${index}]`)) : [[place, value]]
  }
  return Object.entries(value).flatMap(([name, inner]) => listsOf(inner, place === '' ? name : `${place}.${name}`))
}
