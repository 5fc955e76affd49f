import { Link } from '@remix-run/react'
import { ArrowDown, ArrowUp } from 'lucide-react'
import type { MouseEvent, ReactNode } from 'react'
import { useWords } from '#app/components/language.tsx'
import { Others } from '#app/components/live/presence.tsx'
import { Marked } from '#app/components/search/marked.tsx'
import { Avatar } from '#app/components/ui/avatar.tsx'
import { Chip } from '#app/components/ui/chip.tsx'
import { classNames } from '#app/components/ui/class-names.ts'
import { kindWords, senderFaces, stateTones } from '#app/components/words.ts'
import { type QueueFilter, type QueueRow, type QueueSort, sortsOf } from '#app/tickets/queue.ts'
import type { TableColumn } from '#app/tickets/table-columns.ts'
import { useActs } from './acts.tsx'
import { Age, Due, useAge } from './age.tsx'
import { FoldButton, useLines } from './grouped.tsx'
import { Account, Beside, Bits, Flags, SelectBox } from './queue-row.tsx'
import { queueWords } from './queue-words.ts'
import { senderMark } from './sender-marks.tsx'

type Drawn = { row: QueueRow; to: string; now: Date; words: typeof queueWords.en; kinds: typeof kindWords.en }

const cells: Record<TableColumn, (drawn: Drawn) => ReactNode> = {
  number: ({ row }) => <span className="text-ink-3">#{row.id}</span>,
  account: ({ row }) => <Account row={row} />,
  subject: ({ row, to, now, words }) => (
    <>
      <span className="flex min-w-0 items-center gap-1.5">
        <a href={to} data-row={row.id} className="flex min-w-0 items-center gap-1.5 hover:underline">
          <Flags row={row} />
          <span className="truncate">
            {row.subject ? <Marked text={row.subject} marks={row.match?.subject ?? []} /> : words.noSubject}
          </span>
        </a>
        <Beside row={row} />
        <Others ticketId={row.id} now={now} />
      </span>
      {row.match && (
        <span className="block truncate pb-1 text-ink-2">
          <Marked {...row.match.excerpt} />
        </span>
      )}
    </>
  ),
  sender: ({ row }) => <span className="text-ink-2">{row.senderAddress}</span>,
  level: ({ row, kinds }) => {
    const { tone } = senderFaces[row.senderLevel]
    return (
      <Chip tone={tone} mark={senderMark(row.senderLevel)} title={kinds.senderLong[row.senderLevel]}>
        {kinds.sender[row.senderLevel]}
      </Chip>
    )
  },
  route: ({ row, kinds }) => (
    <span className="text-ink-2">{row.category === 'recovery' && kinds.route[row.route]}</span>
  ),
  advice: ({ row, kinds }) => (
    <span className="text-ink-2">{row.recommendation && kinds.recommendation[row.recommendation]}</span>
  ),
  score: ({ row }) => row.bits !== null && <Bits bits={row.bits} />,
  state: ({ row, kinds }) => <Chip tone={stateTones[row.state]}>{kinds.state[row.state]}</Chip>,
  owner: ({ row, words }) =>
    row.ownerName && (
      <span className="inline-flex items-center gap-1.5">
        <Avatar name={row.ownerName} label={words.withOwner(row.ownerName)} /> {row.ownerName}
      </span>
    ),
  tags: ({ row }) => (
    <span className="inline-flex gap-1">
      {row.tags.map((tag) => (
        <Chip key={tag}>{tag}</Chip>
      ))}
    </span>
  ),
  language: ({ row, words }) => <span className="text-ink-2">{words.languages[row.language]}</span>,
  age: ({ row, now }) => <AgeOf row={row} now={now} />,
  due: ({ row, now }) => <Due row={row} now={now} />,
}

function AgeOf({ row, now }: { row: QueueRow; now: Date }) {
  return <Age {...useAge(row, now)} />
}

/** Where the list is in an order. */
type ToOrder = (sort: QueueSort) => string

/** The orders that a click on a column's head asks for in turn, each as what it makes of the column's own figures. */
const orders: Partial<Record<TableColumn, readonly (readonly [QueueSort, 'ascending' | 'descending'])[]>> = {
  age: [
    ['oldest', 'descending'],
    ['newest', 'ascending'],
  ],
  due: [['due', 'ascending']],
  score: [['score', 'descending']],
}

/** Columns of figures; all others begin at the left. */
const figures: readonly TableColumn[] = ['score', 'age', 'due']

/** Columns that take what room is left. */
const wide: readonly TableColumn[] = ['subject', 'sender']

/** The queue over the whole width, a case a line. */
export function QueueTable({
  rows,
  gone,
  filter,
  columns,
  toOf,
  toOrder,
  now,
}: {
  rows: readonly QueueRow[]
  gone: ReadonlySet<number>
  filter: QueueFilter
  columns: readonly TableColumn[]
  toOf: (id: number) => string
  toOrder: ToOrder
  now: Date
}) {
  const words = useWords(queueWords)
  const kinds = useWords(kindWords)
  const { mayAct, selection } = useActs()
  const lines = useLines(rows, filter.group, null)
  // Without its subject a line would have no way into the case.
  const shown = columns.includes('subject') ? columns : [...columns, 'subject' as const]
  return (
    <table className="w-full border-separate border-spacing-0 text-sm">
      <thead>
        <tr className="text-left text-ink-3">
          <th scope="col" className="sticky top-0 z-[1] w-8 border-line border-b bg-bg py-2 pl-4">
            {mayAct && (
              <input
                type="checkbox"
                title={words.selectAll}
                aria-label={words.selectAll}
                checked={selection.ids.size === rows.length}
                ref={(box) => {
                  if (box) box.indeterminate = selection.ids.size > 0 && selection.ids.size < rows.length
                }}
                onChange={selection.toggleAll}
                className="size-4 align-middle accent-accent"
              />
            )}
          </th>
          {shown.map((column) => (
            <Head key={column} column={column} filter={filter} toOrder={toOrder} />
          ))}
        </tr>
      </thead>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: by the keyboard a case is opened by its link. */}
      <tbody onClick={openRow}>
        {lines.map((row) =>
          'many' in row ? (
            <tr key={`more ${row.first}`} className="bg-sunk">
              <td colSpan={shown.length + 1} className="border-line border-b pl-4">
                <FoldButton fold={row} />
              </td>
            </tr>
          ) : (
            <tr
              key={row.id}
              className={classNames(
                'cursor-pointer focus-within:bg-accent-soft',
                selection.ids.has(row.id) ? 'bg-accent-soft' : 'hover:bg-sunk',
                gone.has(row.id) && 'text-ink-3 [&_*]:text-ink-3',
              )}
            >
              <td className="cursor-auto border-line border-b py-1 pl-4 [&>input]:block">
                <SelectBox id={row.id} />
              </td>
              {shown.map((column) => (
                <td
                  key={column}
                  className={classNames(
                    'h-9 border-line border-b px-2 last:pr-4',
                    wide.includes(column) ? 'w-[40%] min-w-40 max-w-0 truncate' : 'whitespace-nowrap',
                    figures.includes(column) && 'text-right',
                  )}
                >
                  {cells[column]({ row, to: toOf(row.id), now, words, kinds })}
                </td>
              ))}
            </tr>
          ),
        )}
      </tbody>
    </table>
  )
}

/** The head of a column, by which the list is put in the order of it where an index has that order. */
function Head({ column, filter, toOrder }: { column: TableColumn; filter: QueueFilter; toOrder: ToOrder }) {
  const words = useWords(queueWords)
  // A search has its own order.
  const ways = filter.search ? [] : (orders[column]?.filter(([sort]) => sortsOf(filter.view).includes(sort)) ?? [])
  const at = ways.findIndex(([sort]) => sort === filter.sort)
  const sort = ways[(at + 1) % ways.length]?.[0]
  const direction = ways[at]?.[1]
  const Arrow = direction === 'ascending' ? ArrowUp : ArrowDown
  return (
    <th
      scope="col"
      {...(ways.length > 0 ? { 'aria-sort': direction ?? 'none' } : {})}
      className={classNames(
        'sticky top-0 z-[1] whitespace-nowrap border-line border-b bg-bg px-2 py-2 font-medium last:pr-4',
        figures.includes(column) && 'text-right',
      )}
    >
      {sort ? (
        <Link
          to={toOrder(sort)}
          title={words.sorts[sort]}
          className={classNames('inline-flex items-center gap-1 hover:text-ink', direction && 'text-ink')}
        >
          <Arrow aria-hidden="true" className={classNames('size-3', !direction && 'invisible')} />
          {words.column[column]}
        </Link>
      ) : (
        words.column[column]
      )}
    </th>
  )
}

/** A click anywhere on a row is one on its link; not where it chose words, and not on what is there for itself. */
function openRow(event: MouseEvent<HTMLElement>): void {
  const { target, ctrlKey, metaKey, shiftKey, detail } = event
  if (!(target instanceof Element) || shiftKey || target.closest('a, button, input, td:first-child')) return
  const link = target.closest('tr')?.querySelector('a[data-row]')
  if (!link || document.getSelection()?.isCollapsed === false) return
  link.dispatchEvent(new window.MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey, metaKey, detail }))
}
