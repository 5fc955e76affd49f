import { Link, useRouteLoaderData } from '@remix-run/react'
import { Siren } from 'lucide-react'
import { type RefObject, useCallback, useEffect, useRef } from 'react'
import { useWords } from '#app/components/language.tsx'
import { defaultFilter, type QueueCounts, type QueueFilter, writeFilter } from '#app/tickets/queue.ts'
import { queueWords } from './queue-words.ts'

const inDanger = `/queue${writeFilter({ ...defaultFilter, view: 'difficult', difficulty: 'danger' })}`

/** Lists in which somebody in danger would stand behind whoever wrote before. */
const views: readonly QueueFilter['view'][] = ['new', 'undecided', 'waiting']

/** That somebody is in danger, above a list that has the oldest first, and the way to those cases. */
export function DangerLine({ filter, pane }: { filter: QueueFilter; pane: RefObject<HTMLElement> }) {
  const words = useWords(queueWords)
  const many = useRouteLoaderData<{ counts: QueueCounts }>('routes/_desk')?.counts.danger ?? 0
  const shown = many > 0 && views.includes(filter.view) && filter.sort === 'oldest' && !filter.search
  const hold = useHeldStill(pane)
  if (!shown) return null
  return (
    <Link
      ref={hold}
      to={inDanger}
      className="flex shrink-0 items-center gap-1.5 border-line border-b px-4 py-1.5 font-semibold text-against text-sm hover:underline"
    >
      <Siren aria-hidden="true" className="size-3.5 shrink-0" />
      <span className="truncate">{words.inDanger(many)}</span>
    </Link>
  )
}

/** While the list is in use its rows stay where they are when this comes or goes above them. */
function useHeldStill(pane: RefObject<HTMLElement>) {
  const drawn = useRef(false)
  const height = useRef(0)
  useEffect(() => {
    drawn.current = true
  }, [])
  return useCallback(
    (line: HTMLElement | null) => {
      const by = line ? line.offsetHeight : -height.current
      height.current = line ? by : 0
      const list = pane.current
      if (!drawn.current || !list) return
      if (list.scrollTop > 0 || list.matches(':hover') || list.contains(document.activeElement)) list.scrollTop += by
    },
    [pane],
  )
}
