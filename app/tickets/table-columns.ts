/** What the wide table can show, in its usual order. */
export const tableColumns = [
  'number',
  'account',
  'subject',
  'sender',
  'level',
  'route',
  'advice',
  'score',
  'state',
  'owner',
  'tags',
  'language',
  'age',
  'due',
] as const
export type TableColumn = (typeof tableColumns)[number]

/** Shown until somebody chooses. */
export const usualColumns: readonly TableColumn[] = [
  'number',
  'account',
  'subject',
  'level',
  'route',
  'advice',
  'score',
  'state',
  'owner',
  'tags',
  'age',
  'due',
]

/** Reads columns in their order, each once; the usual ones where nothing can be read. */
export function readColumns(names: readonly string[] | null | undefined): readonly TableColumn[] {
  const known = [...new Set(names ?? [])].filter((name): name is TableColumn =>
    (tableColumns as readonly string[]).includes(name),
  )
  return known.length > 0 ? known : usualColumns
}

/** A column one place further to the left (-1) or right (1). */
export function moveColumn(columns: readonly TableColumn[], name: TableColumn, by: -1 | 1): readonly TableColumn[] {
  const at = columns.indexOf(name)
  const to = at + by
  if (at < 0 || to < 0 || to >= columns.length) return columns
  const rest = columns.filter((column) => column !== name)
  return [...rest.slice(0, to), name, ...rest.slice(to)]
}
