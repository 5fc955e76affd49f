import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { useWords } from '#app/components/language.tsx'
import { groupByAccount } from '#app/tickets/group.ts'
import type { QueueFilter, QueueRow } from '#app/tickets/queue.ts'
import { queueWords } from './queue-words.ts'

/** The later cases of an account, which unfold below its first. */
type Fold = { first: number; many: number; unfolded: boolean; toggle: () => void }

/** The lines of a list or a table: grouped, the later cases of an account are one line that unfolds. */
export function useLines(
  rows: readonly QueueRow[],
  group: QueueFilter['group'],
  current: number | null,
): readonly (QueueRow | Fold)[] {
  const [open, unfold] = useState<ReadonlySet<number>>(new Set())
  if (group !== 'account') return rows
  return groupByAccount(rows).flatMap(({ first: row, others }): (QueueRow | Fold)[] => {
    if (others.length === 0) return [row]
    const first = row.id
    const unfolded = open.has(first) || others.some(({ id }) => id === current)
    const toggle = () => {
      const next = new Set(open)
      if (!next.delete(first)) next.add(first)
      unfold(next)
    }
    return [row, { first, many: others.length, unfolded, toggle }, ...(unfolded ? others : [])]
  })
}

/** "+3 of this account". */
export function FoldButton({ fold: { many, unfolded, toggle } }: { fold: Fold }) {
  const words = useWords(queueWords)
  return (
    <button
      type="button"
      aria-expanded={unfolded}
      onClick={toggle}
      className="flex w-full items-center gap-1.5 py-1 pr-4 pl-8 text-left text-ink-2 text-sm hover:text-ink"
    >
      <ChevronDown aria-hidden="true" className={unfolded ? 'size-3.5 rotate-180' : 'size-3.5'} />
      {words.moreOfAccount(many)}
    </button>
  )
}
