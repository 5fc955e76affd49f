/** Rows of one account under the first of them; a row that names none stands alone. */
export type RowGroup<Row> = { first: Row; others: readonly Row[] }

export function groupByAccount<Row extends { id: number; claimedAccount: string | null }>(
  rows: readonly Row[],
): RowGroup<Row>[] {
  const groups = new Map<string, { first: Row; others: Row[] }>()
  for (const row of rows) {
    const key = row.claimedAccount ?? `case ${row.id}`
    const group = groups.get(key)
    if (group) group.others.push(row)
    else groups.set(key, { first: row, others: [] })
  }
  return [...groups.values()]
}
