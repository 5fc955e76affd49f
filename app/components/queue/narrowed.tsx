import { Link } from '@remix-run/react'
import { ListFilter, X } from 'lucide-react'
import { useWords } from '#app/components/language.tsx'
import { later } from '#app/components/later.tsx'
import { Menu } from '#app/components/ui/menu.tsx'
import { canNarrow, type QueueFilter, writeFilter } from '#app/tickets/queue.ts'
import { narrowings } from '#app/tickets/queue-narrowing.ts'
import { useNarrowingNames } from './narrowing-names.ts'
import { queueWords } from './queue-words.ts'

const NarrowChoices = later(() => import('./narrow-choices.tsx').then(({ NarrowChoices }) => NarrowChoices))

/** The filters that are wanted now and then, behind one button. */
export function NarrowMenu({ filter }: { filter: QueueFilter }) {
  const words = useWords(queueWords)
  if (!canNarrow(filter.view)) return null
  return (
    <Menu label={words.narrow} icon={ListFilter}>
      <NarrowChoices filter={filter} />
    </Menu>
  )
}

/** What narrows the list besides what its fields show; each goes by a click. */
export function Narrowed({ filter }: { filter: QueueFilter }) {
  const { titles, names } = useNarrowingNames()
  const words = useWords(queueWords)
  const without = (change: Partial<QueueFilter>) => `/queue${writeFilter({ ...filter, ...change })}`
  const chips = [
    ...narrowings.flatMap((by) => {
      const value = filter[by]
      return value === null
        ? []
        : [{ by, text: `${titles[by]}: ${names[by][value] ?? value}`, to: without({ [by]: null }) }]
    }),
    ...(filter.tag ? [{ by: 'tag', text: `${words.column.tags}: ${filter.tag}`, to: without({ tag: '' }) }] : []),
  ]
  if (chips.length === 0 || filter.search) return null
  return (
    <ul className="flex shrink-0 flex-wrap gap-1.5 border-line border-b px-4 py-2">
      {chips.map(({ by, text, to }) => (
        <li key={by} className="min-w-0">
          <Link
            to={to}
            title={words.without(text)}
            aria-label={words.without(text)}
            className="chip bg-accent-soft text-accent hover:underline"
          >
            <span className="truncate">{text}</span>
            <X aria-hidden="true" className="size-3 shrink-0" strokeWidth={2.5} />
          </Link>
        </li>
      ))}
    </ul>
  )
}
