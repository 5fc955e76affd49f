import { attackerClasses, evidenceKinds } from '#app/evidence/assessment.ts'
import type { FormCell } from '#app/evidence/policy-parts.ts'
import { routeFieldWords } from './route-field-words.ts'

const signals = Object.keys(routeFieldWords.en.labels)

/** Cells that stand side by side: one number, or what one list holds. */
export type CellRow = { row: string; cells: FormCell[] }
/** Rows under one heading, e.g. `facts.city`; where the group is the table itself it needs none. */
export type CellGroup = { group: string; rows: CellRow[] }
export type LaidOutSection = { section: string; groups: CellGroup[] }

/** The cells as they are laid out: a section a table of the policy, in it groups, in these rows. */
export function layOut(cells: readonly FormCell[]): LaidOutSection[] {
  const sections = new Map<string, Map<string, Map<string, FormCell[]>>>()
  for (const cell of cells) {
    const row = cell.place.replace(/(\[\d+\])+$/, '')
    const parts = partsOf(row)
    const section = parts[0] ?? ''
    const groups = of(sections, section, () => new Map<string, Map<string, FormCell[]>>())
    const rows = of(groups, groupOf(parts), () => new Map<string, FormCell[]>())
    of(rows, row, () => [] as FormCell[]).push(cell)
  }
  return [...sections].map(([section, groups]) => ({
    section,
    groups: [...groups]
      .sort(([one], [other]) => groupOrder(one, section) - groupOrder(other, section))
      .map(([group, rows]) => ({
        group,
        rows: [...rows]
          .map(([row, inRow]) => ({ row, cells: inRow }))
          .sort((one, other) => signalOrder(one.row) - signalOrder(other.row)),
      })),
  }))
}

/** The steps of a place: `facts.city.m[0]` has four. */
export function partsOf(place: string): string[] {
  return place === '' ? [] : place.split(/\.|(?=\[)/)
}

/** Does a place lie in another, or is it the same? */
export function liesIn(place: string, outer: string): boolean {
  return place === outer || place.startsWith(`${outer}.`) || place.startsWith(`${outer}[`)
}

/** Do the cells of a row stand under those of the group's first, each under one of its kind? */
export function repeatsColumns({ row, cells }: CellRow, first: CellRow | undefined): boolean {
  if (first === undefined || first.row === row || row.startsWith('friends.tables.')) return false
  return cells.length <= first.cells.length
}

/** The cells of a row, those of one step of a table together: `points[1][0]` and `points[1][1]`. */
export function togetherIn({ row, cells }: CellRow): FormCell[][] {
  const steps = new Map<string, FormCell[]>()
  for (const cell of cells) {
    const step = cell.place.replace(/\[\d+\]$/, '')
    of(steps, step === row ? cell.place : step, () => [] as FormCell[]).push(cell)
  }
  return [...steps.values()]
}

/** The owner's row and those of the classes stand together. */
function groupOf(row: readonly string[]): string {
  const classAt = row.findIndex((part) => (attackerClasses as readonly string[]).includes(part))
  const group = row.slice(0, classAt > 0 ? classAt : Math.max(1, row.length - 1))
  return (group[0] === 'facts' ? group.slice(0, 2) : group).join('.')
}

/**
 * What stands right under the table's own name comes first. A kept policy has its facts in the database's order; here
 * they stand as in the waterfall, a kind of one's own last.
 */
function groupOrder(group: string, section: string): number {
  if (group === section || group === '') return -1
  if (section !== 'facts') return 0
  const at = (evidenceKinds as readonly string[]).indexOf(group.slice('facts.'.length))
  return at < 0 ? evidenceKinds.length : at
}

/** Signals likewise, as they are listed with their names; other rows stay as they are. */
function signalOrder(row: string): number {
  if (!row.startsWith('context.signals.')) return 0
  const at = signals.indexOf(row)
  return at < 0 ? signals.length : at
}

function of<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const had = map.get(key)
  if (had !== undefined) return had
  const made = make()
  map.set(key, made)
  return made
}
