import type { Cell } from '#app/evidence/policy-cells.ts'

/** The cells of one row: what they share, and each one's own last part. */
export type CellRow = { row: string; cells: { place: string; label: string; value: Cell['value'] }[] }
export type LaidOutSection = { section: string; rows: CellRow[] }

/** The cells as the editor lays them out: a section a table of the policy, a row for cells that stand together. */
export function layOut(cells: readonly Cell[]): LaidOutSection[] {
  const sections = new Map<string, Map<string, CellRow['cells']>>()
  for (const { place, value } of cells) {
    const parts = place.split(/\.|(?=\[)/)
    const [section = '', ...inner] = parts
    const label = (inner.at(-1) ?? section).replace(/^\[(\d+)\]$/, '$1')
    const row = inner.slice(0, -1).join('.').replaceAll('.[', '[')
    const rows = sections.get(section) ?? new Map<string, CellRow['cells']>()
    rows.set(row, [...(rows.get(row) ?? []), { place, label, value }])
    sections.set(section, rows)
  }
  return [...sections].map(([section, rows]) => ({
    section,
    rows: [...rows].map(([row, inRow]) => ({ row, cells: inRow })),
  }))
}
