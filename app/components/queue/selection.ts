import { useCallback, useMemo, useState } from 'react'
import type { ListedCase } from '#app/tickets/act.ts'
import { selectRange } from '#app/tickets/select-range.ts'

/** A case as the hands for it need it. */
export type Hand = ListedCase & { tags: readonly string[]; snoozed: boolean; undecided: boolean }

export type Selection = {
  ids: ReadonlySet<number>
  /** @param range from the last one that was chosen to this one */
  toggle: (id: number, range: boolean) => void
  /** Chooses every row of the list; where all are chosen, none. */
  toggleAll: () => void
  clear: () => void
}

/** The chosen rows of a list; a row that leaves the list is chosen no more. */
export function useSelection(rows: readonly { id: number }[]): Selection {
  const [chosen, choose] = useState<{ ids: ReadonlySet<number>; last: number | null }>({ ids: new Set(), last: null })
  const listed = rows.map(({ id }) => id)
  const key = listed.join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same numbers are the same list.
  const ids = useMemo(() => new Set(listed.filter((id) => chosen.ids.has(id))), [key, chosen.ids])
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above.
  const toggle = useCallback(
    (id: number, range: boolean) =>
      choose(({ ids, last }) => ({ ids: selectRange(listed, ids, id, range ? last : null), last: id })),
    [key],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above.
  const toggleAll = useCallback(
    () => choose(({ ids }) => ({ ids: new Set(listed.every((id) => ids.has(id)) ? [] : listed), last: null })),
    [key],
  )
  const clear = useCallback(() => choose({ ids: new Set(), last: null }), [])
  return useMemo(() => ({ ids, toggle, toggleAll, clear }), [ids, toggle, toggleAll, clear])
}
