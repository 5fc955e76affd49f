/** A list as it is drawn while it must not move. */
export type CalmList<Row> = {
  rows: readonly Row[]
  /** Rows that are no longer in the list; they keep their place for now. */
  gone: ReadonlySet<number>
  /** Rows that wait to be let in: each would move one that is shown. */
  held: number
}

/** The list as it is. */
export function plainList<Row extends { id: number }>(rows: readonly Row[]): CalmList<Row> {
  return { rows, gone: new Set(), held: 0 }
}

/** The list as it is, but for new rows above others. What leaves above the eyes does not move what is before them. */
export function scrolledList<Row extends { id: number }>(shown: readonly Row[], latest: readonly Row[]): CalmList<Row> {
  const { rows, gone, held } = calmList(shown, latest)
  return { rows: rows.filter(({ id }) => !gone.has(id)), gone: new Set(), held }
}

/** The newest of a list without moving any row that is shown: rows change in place, and only at the end come new ones. */
export function calmList<Row extends { id: number }>(shown: readonly Row[], latest: readonly Row[]): CalmList<Row> {
  const known = new Set(shown.map(({ id }) => id))
  const now = new Map(latest.map((row) => [row.id, row]))
  const lastKnown = latest.findLastIndex(({ id }) => known.has(id))
  const after = latest.slice(lastKnown + 1)
  return {
    rows: [...shown.map((row) => now.get(row.id) ?? row), ...after],
    gone: new Set(shown.filter(({ id }) => !now.has(id)).map(({ id }) => id)),
    held: latest.slice(0, lastKnown + 1).filter(({ id }) => !known.has(id)).length,
  }
}
