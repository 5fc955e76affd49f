import { type Policy, tryPolicy } from './policy.ts'
import { type CellChange, compareCells, withCells } from './policy-cells.ts'
import type { Fault } from './policy-faults.ts'
import { formCells, unreadable, withParts } from './policy-parts.ts'

/** What a supervisor typed into the editor, as it came. */
export type TypedPolicy = { version: string; reason: string; cells: Readonly<Record<string, string>> }

/** What is wrong with it, cell by cell; `version` and "nothing changed" have places of their own. */
export type TypedFaults = { cells: Fault[]; version: boolean; unchanged: boolean }

const versionForm = /^[a-z0-9][a-z0-9.-]{0,63}$/
/** Longer than any number; what is longer is somebody's mistake, or spite. */
const longestCell = 40

/** Takes the editor's fields that belong to the policy; everything else in the form is left alone. */
export function readTyped(form: FormData, active: Policy): TypedPolicy {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const cells = formCells(active).flatMap(({ place }) => {
    const value = form.get(place)
    return typeof value === 'string' ? [[place, value.trim().slice(0, longestCell)] as const] : []
  })
  return {
    version: text('version').slice(0, 100),
    reason: text('reason').slice(0, 2000),
    cells: Object.fromEntries(cells),
  }
}

/** The policy that was typed, with what differs; or every fault at once. */
export function judgeTyped(
  typed: TypedPolicy,
  active: Policy,
): { policy: Policy; changes: CellChange[] } | { faults: TypedFaults } {
  const version = versionForm.test(typed.version)
  const cells = new Map(Object.entries(typed.cells))
  const unread = unreadable(active, cells)
  for (const { cell } of unread) cells.delete(cell)
  const named = { ...active, version: version ? typed.version : 'unnamed' }
  const read = tryPolicy(withCells(withParts(named, cells), cells))
  const seen = 'faults' in read ? read.faults.filter(({ cell }) => !unread.some((one) => one.cell === cell)) : []
  const faults = inOrder([...unread, ...seen], active)
  if ('faults' in read || faults.length > 0) return { faults: { cells: faults, version: !version, unchanged: false } }
  const changes = compareCells(active, read.policy)
  if (!version || changes.length === 0)
    return { faults: { cells: [], version: !version, unchanged: changes.length === 0 } }
  return { policy: read.policy, changes }
}

/** As the cells stand in the form; a fault of a whole row at its first cell. */
function inOrder(faults: readonly Fault[], active: Policy): Fault[] {
  const places = formCells(active).map(({ place }) => place)
  const at = ({ cell }: Fault) => places.findIndex((place) => place.startsWith(cell))
  return faults.toSorted((one, other) => at(one) - at(other))
}

/** The levels of the cells of a row, where the policy names them: `facts.city.m[0]` is "exact". */
export function levelOf(policy: Pick<Policy, 'sender' | 'facts'>, place: string): string | null {
  const found = /^(facts\.([a-z_]+)|sender)\..*\[(\d+)\]$/.exec(place)
  if (!found) return null
  const [, table = '', kind = '', index = ''] = found
  const levels = table === 'sender' ? policy.sender.levels : policy.facts[kind]?.levels
  return levels?.[Number(index)] ?? null
}

/** The name that a proposal gets if nobody names it: the next number of the active one. */
export function nextVersion(version: string, taken: readonly string[]): string {
  const [, stem = version, number = '1'] = /^(.*?-v)(\d+)$/.exec(version) ?? [null, `${version}-v`, '1']
  let next = Number(number) + 1
  while (taken.includes(`${stem}${next}`)) next += 1
  return `${stem}${next}`
}
