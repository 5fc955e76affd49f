import { type ReactNode, useId } from 'react'
import { useLanguage, useWords } from '#app/components/language.tsx'
import { type BarColumn, placeBars } from './bars.ts'
import { overviewWords } from './overview-words.ts'

/** How a part is filled; one colour, or one a meaning. */
export type PartFill = 'accent' | 'for' | 'against' | 'warn' | 'plain'

const fills: Record<PartFill, string> = {
  accent: 'fill-accent',
  for: 'fill-for',
  against: 'fill-against',
  warn: 'fill-warn',
  plain: 'fill-ink-3',
}

type Part = { name: string; text: string; fill: PartFill }

type Picture = {
  title: string
  hint: string
  columns: readonly BarColumn[]
  /** What a column may consist of, from the bottom up; more than one draws a legend. */
  parts: readonly Part[]
  /** The heads of the table's first column and of its numbers. */
  heads: { label: string; value: string }
  /** Labels below the bars: every so many. */
  labelEvery?: number
  wide?: boolean
}

const frame = { height: 132, gap: 4 }
const margin = { left: 34, right: 6, top: 16, bottom: 22 }

/** Bars drawn on the server, and the same numbers as a table behind them. */
export function BarPicture({ title, hint, columns, parts, heads, labelEvery = 1, wide = false }: Picture) {
  const words = useWords(overviewWords)
  const id = useId()
  const empty = columns.every((column) => column.parts.every(({ value }) => value === 0))
  return (
    <section aria-labelledby={id} className="min-w-0 rounded-md border border-line bg-pane p-4">
      <h3 id={id} className="font-semibold">
        {title}
      </h3>
      <p className="text-ink-3 text-sm">{hint}</p>
      {parts.length > 1 && <Legend parts={parts} />}
      {empty ? (
        <p className="py-10 text-center text-ink-3">{words.none}</p>
      ) : (
        <>
          <Bars
            columns={columns}
            parts={parts}
            labelEvery={labelEvery}
            width={wide ? 960 : 460}
            className="hidden sm:block"
          />
          <Bars
            columns={columns}
            parts={parts}
            labelEvery={Math.ceil(columns.length / 5)}
            width={330}
            className="sm:hidden"
          />
        </>
      )}
      <details className="mt-2">
        <summary className="w-fit rounded-sm text-accent text-sm">{words.table}</summary>
        <Table title={title} columns={columns} parts={parts} heads={heads} />
      </details>
    </section>
  )
}

function Legend({ parts }: { parts: readonly Part[] }) {
  return (
    <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-ink-2 text-sm">
      {parts.map(({ name, text, fill }) => (
        <li key={name} className="inline-flex items-center gap-1.5">
          <svg aria-hidden="true" viewBox="0 0 10 10" className="size-2.5">
            <rect width="10" height="10" rx="2" className={fills[fill]} />
          </svg>
          {text}
        </li>
      ))}
    </ul>
  )
}

/** The picture says to a screen reader only that the table holds its numbers. */
function Bars({
  columns,
  parts,
  labelEvery,
  width,
  className,
}: Pick<Picture, 'columns' | 'parts'> & { labelEvery: number; width: number; className: string }) {
  const language = useLanguage()
  const number = new Intl.NumberFormat(language)
  const inner = width - margin.left - margin.right
  const placed = placeBars(columns, { width: inner, ...frame })
  const fillOf = (name: string) => fills[parts.find((part) => part.name === name)?.fill ?? 'accent']
  const textOf = (name: string) => (parts.length > 1 ? `${parts.find((part) => part.name === name)?.text}: ` : '')
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${width} ${frame.height + margin.top + margin.bottom}`}
      className={`mt-3 w-full ${className}`}
    >
      <g transform={`translate(${margin.left} ${margin.top})`}>
        {placed.lines.map(({ value, y }) => (
          <g key={value}>
            <line x1="0" x2={inner} y1={y} y2={y} strokeWidth="1" className="stroke-line" />
            <Text x={-6} y={y + 4} anchor="end">
              {number.format(value)}
            </Text>
          </g>
        ))}
        {placed.columns.map(({ label, total, middle, top, parts: stacked }, index) => (
          <g key={label}>
            {stacked.map(({ name, value, ...place }) => (
              <rect key={name} {...place} rx="1.5" strokeWidth="1" className={`stroke-pane ${fillOf(name)}`}>
                <title>{`${label}: ${textOf(name)}${number.format(value)}`}</title>
              </rect>
            ))}
            {total > 0 && columns.length <= 12 && (
              <Text x={middle} y={top - 4} anchor="middle" strong>
                {number.format(total)}
              </Text>
            )}
            {index % labelEvery === 0 && (
              <Text x={middle} y={frame.height + 15} anchor="middle">
                {label}
              </Text>
            )}
          </g>
        ))}
      </g>
    </svg>
  )
}

function Text(given: { x: number; y: number; anchor: 'end' | 'middle'; strong?: boolean; children: ReactNode }) {
  const { x, y, anchor, strong = false, children } = given
  return (
    <text x={x} y={y} textAnchor={anchor} fontSize="11" className={strong ? 'fill-ink font-semibold' : 'fill-ink-3'}>
      {children}
    </text>
  )
}

function Table({ title, columns, parts, heads }: Pick<Picture, 'title' | 'columns' | 'parts' | 'heads'>) {
  const words = useWords(overviewWords)
  const number = new Intl.NumberFormat(useLanguage())
  const several = parts.length > 1
  const cell = 'border-line border-b px-2 py-1 text-right first:pl-0 first:text-left'
  return (
    <div className="mt-2 overflow-x-auto">
      <table className="w-full text-sm">
        <caption className="sr-only">{title}</caption>
        <thead>
          <tr className="text-ink-3">
            {[heads.label, ...(several ? [...parts.map(({ text }) => text), words.total] : [heads.value])].map(
              (head) => (
                <th key={head} scope="col" className={`${cell} font-medium`}>
                  {head}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {columns.map(({ label, long, parts: given }) => {
            const countOf = (name: string) => given.find((part) => part.name === name)?.value ?? 0
            const total = given.reduce((sum, { value }) => sum + value, 0)
            return (
              <tr key={label}>
                <th scope="row" className={`${cell} whitespace-nowrap font-normal`}>
                  {long ?? label}
                </th>
                {several &&
                  parts.map(({ name }) => (
                    <td key={name} className={cell}>
                      {number.format(countOf(name))}
                    </td>
                  ))}
                <td className={`${cell} font-semibold`}>{number.format(total)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
