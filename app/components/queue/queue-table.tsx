import type { ReactNode } from 'react'
import { useWords } from '#app/components/language.tsx'
import { Avatar } from '#app/components/ui/avatar.tsx'
import { Chip } from '#app/components/ui/chip.tsx'
import { classNames } from '#app/components/ui/class-names.ts'
import { kindWords, senderFaces, stateTones } from '#app/components/words.ts'
import type { QueueFilter, QueueRow } from '#app/tickets/queue.ts'
import type { TableColumn } from '#app/tickets/table-columns.ts'
import { useActs } from './acts.tsx'
import { Age, Due, useAge } from './age.tsx'
import { FoldButton, useLines } from './grouped.tsx'
import { Account, Bits, Flags, SelectBox } from './queue-row.tsx'
import { queueWords } from './queue-words.ts'
import { senderMark } from './sender-marks.tsx'

type Drawn = { row: QueueRow; to: string; now: Date; words: typeof queueWords.en; kinds: typeof kindWords.en }

const cells: Record<TableColumn, (drawn: Drawn) => ReactNode> = {
  number: ({ row }) => <span className="text-ink-3">#{row.id}</span>,
  account: ({ row }) => <Account row={row} />,
  subject: ({ row, to, words }) => (
    <a href={to} data-row={row.id} className="flex min-w-0 items-center gap-1.5 hover:underline">
      <Flags row={row} />
      <span className="truncate">{row.subject || words.noSubject}</span>
    </a>
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

/** Columns of figures; all others begin at the left. */
const figures: readonly TableColumn[] = ['score', 'age', 'due']

/** Columns that take what room is left. */
const wide: readonly TableColumn[] = ['subject', 'sender']

/** The queue over the whole width, a case a line. */
export function QueueTable({
  rows,
  gone,
  group,
  columns,
  toOf,
  now,
}: {
  rows: readonly QueueRow[]
  gone: ReadonlySet<number>
  group: QueueFilter['group']
  columns: readonly TableColumn[]
  toOf: (id: number) => string
  now: Date
}) {
  const words = useWords(queueWords)
  const kinds = useWords(kindWords)
  const { selection } = useActs()
  const lines = useLines(rows, group, null)
  // Without its subject a line would have no way into the case.
  const shown = columns.includes('subject') ? columns : [...columns, 'subject' as const]
  return (
    <table className="w-full border-separate border-spacing-0 text-sm">
      <thead>
        <tr className="text-left text-ink-3">
          <th scope="col" className="sticky top-0 z-[1] w-8 border-line border-b bg-bg py-2 pl-4">
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
          </th>
          {shown.map((column) => (
            <th
              key={column}
              scope="col"
              className={classNames(
                'sticky top-0 z-[1] whitespace-nowrap border-line border-b bg-bg px-2 py-2 font-medium last:pr-4',
                figures.includes(column) && 'text-right',
              )}
            >
              {words.column[column]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
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
                'focus-within:bg-accent-soft',
                selection.ids.has(row.id) ? 'bg-accent-soft' : 'hover:bg-sunk',
                gone.has(row.id) && 'text-ink-3 [&_*]:text-ink-3',
              )}
            >
              <td className="border-line border-b py-1 pl-4 [&>input]:block">
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
