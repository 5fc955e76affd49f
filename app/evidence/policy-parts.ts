import { z } from 'zod'
import type { Policy } from './policy.ts'
import { type Cell, cellsOf, numberIn } from './policy-cells.ts'
import type { Fault } from './policy-faults.ts'
import { policyTables } from './policy-tables.ts'

/** What a policy may lack, e.g. `guesses`, with the places of its cells: all of them are given, or none. */
export type OptionalPart = { part: string; places: readonly string[] }

/** A cell as the editor has it; null where the policy lacks it and may have it. */
export type FormCell = { place: string; value: Cell['value'] | null }

/** Every part that a policy may lack, as its schema says. */
export const optionalParts: readonly OptionalPart[] = optionalsIn(policyTables, '')

const order = Object.keys(policyTables.shape)

/** Every cell that a policy has or may have, table by table. */
export function formCells(policy: Policy): FormCell[] {
  const cells: FormCell[] = cellsOf(policy)
  const had = new Set(cells.map(({ place }) => place))
  const lacking = optionalParts.flatMap(({ places }) => places.filter((place) => !had.has(place)))
  const all = [...cells, ...lacking.map((place) => ({ place, value: null }))]
  const tableOf = ({ place }: FormCell) => order.indexOf(/^\w+/.exec(place)?.[0] ?? '')
  return all.sort((one, other) => tableOf(one) - tableOf(other))
}

/** The policy with the parts that were filled in, and without those that were left empty. Their numbers come later. */
export function withParts(policy: Policy, typed: ReadonlyMap<string, string>): Policy {
  const had = new Set(cellsOf(policy).map(({ place }) => place))
  return optionalParts.reduce<Policy>((drawn, { part, places }) => {
    if (!places.some((place) => typed.has(place))) return drawn
    const given = places.filter((place) => (typed.has(place) ? typed.get(place) !== '' : had.has(place)))
    if (given.length === 0) return put(drawn, part.split('.'), undefined) as Policy
    if (had.has(places[0] as string)) return drawn
    return places.reduce<Policy>((one, place) => put(one, place.split('.'), 0) as Policy, drawn)
  }, policy)
}

/** Cells that hold no number at all, each at its own place, which a table of several shapes cannot name. */
export function unreadable(policy: Policy, typed: ReadonlyMap<string, string>): Fault[] {
  const cells = new Set(cellsOf(withParts(policy, typed)).map(({ place }) => place))
  return [...typed].flatMap(([cell, text]) => {
    if (!cells.has(cell) || isReadable(cell, text)) return []
    const together = text === '' && optionalParts.some(({ places }) => places.length > 1 && places.includes(cell))
    return [{ cell, fault: together ? 'must be given with its neighbour, or both left empty' : 'must be a number' }]
  })
}

function isReadable(cell: string, text: string): boolean {
  if (text.trim() === 'frequency') return /^facts\.[a-z_]+\.k\./.test(cell)
  return Number.isFinite(numberIn(text))
}

function optionalsIn(schema: unknown, place: string): OptionalPart[] {
  if (schema instanceof z.ZodOptional) return [{ part: place, places: leavesIn(schema.unwrap(), place) }]
  if (schema instanceof z.ZodObject) return childrenOf(schema, place).flatMap(([inner, at]) => optionalsIn(inner, at))
  if (schema instanceof z.ZodRecord && schema.keyType instanceof z.ZodEnum && schema.safeParse({}).success) {
    return schema.keyType.options.map((name) => ({ part: `${place}.${name}`, places: [`${place}.${name}`] }))
  }
  return []
}

function leavesIn(schema: unknown, place: string): string[] {
  if (!(schema instanceof z.ZodObject)) return [place]
  return childrenOf(schema, place).flatMap(([inner, at]) => leavesIn(inner, at))
}

function childrenOf(schema: z.ZodObject, place: string): [unknown, string][] {
  return Object.entries(schema.shape).map(([name, inner]) => [inner, place === '' ? name : `${place}.${name}`])
}

type Tree = { readonly [name: string]: unknown }

function put(tree: unknown, [name = '', ...inner]: readonly string[], value: number | undefined): Tree {
  const { [name]: old, ...others } = (tree ?? {}) as Tree
  if (inner.length > 0) return { ...others, [name]: put(old, inner, value) }
  return value === undefined ? others : { ...others, [name]: value }
}
