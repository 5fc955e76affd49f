import type { Policy } from './policy.ts'

/** One number of a policy by its place, e.g. `facts.city.m[0]`; "frequency" stands where the value's own counts. */
export type Cell = { place: string; value: number | 'frequency' }

/** A cell that two policies hold differently; null where one of them has no such cell. */
export type CellChange = { place: string; before: Cell['value'] | null; after: Cell['value'] | null }

type Json = number | string | boolean | null | undefined | readonly Json[] | { readonly [name: string]: Json }

/** Every number of a policy, in the order of its file. */
export function cellsOf(policy: Policy): Cell[] {
  return leaves(policy as Json, '')
}

/** What differs between two policies, number by number. */
export function compareCells(before: Policy, after: Policy): CellChange[] {
  const old = new Map(cellsOf(before).map(({ place, value }) => [place, value]))
  const fresh = new Map(cellsOf(after).map(({ place, value }) => [place, value]))
  return [...new Set([...old.keys(), ...fresh.keys()])]
    .map((place) => ({ place, before: old.get(place) ?? null, after: fresh.get(place) ?? null }))
    .filter(({ before: one, after: other }) => one !== other)
}

/**
 * The policy with other numbers in some cells. What was typed and is no number stays as it was typed, so that reading
 * the policy names the cell; a place that the policy does not have is passed over.
 */
export function withCells(policy: Policy, typed: ReadonlyMap<string, string>): unknown {
  return replaced(policy as Json, '', typed)
}

/** The number that was typed, NaN where it is none. */
export function numberIn(text: string): number {
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i.test(text.trim()) ? Number(text) : Number.NaN
}

function leaves(value: Json, place: string): Cell[] {
  if (typeof value === 'number' || value === 'frequency') return [{ place, value }]
  return entriesOf(value, place).flatMap(({ value: inner, place: where }) => leaves(inner, where))
}

function replaced(value: Json, place: string, typed: ReadonlyMap<string, string>): Json {
  if (typeof value === 'number' || value === 'frequency') {
    const text = typed.get(place)?.trim()
    if (text === undefined) return value
    const number = numberIn(text)
    return Number.isNaN(number) ? text : number
  }
  if (isList(value)) return value.map((inner, index) => replaced(inner, `${place}[${index}]`, typed))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, replaced(inner, inside(place, name), typed)]),
  )
}

function entriesOf(value: Json, place: string): { value: Json; place: string }[] {
  if (isList(value)) return value.map((inner, index) => ({ value: inner, place: `${place}[${index}]` }))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).map(([name, inner]) => ({ value: inner, place: inside(place, name) }))
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

function inside(place: string, name: string): string {
  return place === '' ? name : `${place}.${name}`
}
