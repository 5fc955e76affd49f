import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from '#app/components/ui/class-names.ts'
import type { PlaceNames } from './place-names.ts'

/** One table of a policy, folded under its name. */
export function CellSection({
  section,
  names,
  open = false,
  mark = null,
  children,
}: {
  section: string
  names: PlaceNames
  open?: boolean
  /** Beside the name, like how many of its cells were changed. */
  mark?: ReactNode
  children: ReactNode
}) {
  const does = names.does(section)
  return (
    <details open={open} className="group">
      <summary className="grid list-none grid-cols-[auto_minmax(0,1fr)] items-center gap-x-2 px-3 py-2 hover:bg-sunk [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden="true" className="size-4 text-ink-3 transition-transform group-open:rotate-90" />
        <span className="flex flex-wrap items-center gap-2 font-semibold">
          {names.step(section) ?? section}
          {mark}
        </span>
        {does && (
          <span className="col-start-2 truncate text-ink-3 text-sm group-open:max-w-prose group-open:whitespace-normal">
            {does}
          </span>
        )}
      </summary>
      <div className="grid gap-5 px-3 pt-2 pb-4 md:pl-9">{children}</div>
    </details>
  )
}

/** Rows that belong together, under their name where the table has several such groups. */
export function CellGroup({
  group,
  section,
  names,
  children,
}: {
  group: string
  section: string
  names: PlaceNames
  children: ReactNode
}) {
  const does = names.does(group)
  const headed = group !== section
  return (
    <section className="grid gap-2">
      {headed && (
        <div className="border-line border-b pb-1">
          <h3 className="font-semibold text-ink-2" title={group}>
            {names.within(group, section)}
          </h3>
          {does && <p className="max-w-prose text-ink-3 text-sm">{does}</p>}
        </div>
      )}
      {children}
    </section>
  )
}

/** What a row is called and does; its place as in the file stands behind the name. */
export function RowName({
  row,
  group,
  names,
  fieldId,
  className,
}: {
  row: string
  group: string
  names: PlaceNames
  /** The field that the row's only cell is typed in. */
  fieldId?: string
  className?: string
}) {
  // A table that is a single number has said what it does under its name.
  const does = row === group ? null : names.does(row)
  const name = names.within(row, row === group ? '' : group)
  return (
    <div className={classNames('min-w-0', className)}>
      {fieldId ? (
        <label htmlFor={fieldId} className="text-ink-2" title={row}>
          {name}
        </label>
      ) : (
        <span id={nameId(row)} className="text-ink-2" title={row}>
          {name}
        </span>
      )}
      {does && (
        <p id={doesId(row)} className="max-w-prose text-ink-3 text-sm">
          {does}
        </p>
      )}
    </div>
  )
}

/** Where a row's name stands, for what is named by it. */
export function nameId(row: string): string {
  return `name-${row}`
}

/** Where it says what a row does. */
export function doesId(row: string): string {
  return `does-${row}`
}

/** What a cell stands for, over it; a row under one with the same columns needs it only where the two are far apart. */
export const cellHead = 'text-ink-3 text-xs'
export const repeatedHead = 'md:sr-only'

/** A row of several cells: its name at the left, its cells beside it. */
export const cellRow = 'grid gap-1 md:grid-cols-[11rem_minmax(0,1fr)] md:items-end md:gap-x-4'
/** What is wrong with a row, under its cells. */
export const underCells = 'grid gap-0.5 md:col-start-2'
/** A row of one cell: the number stands at the right of what it does. */
export const onlyCellRow = 'grid grid-cols-[minmax(0,1fr)_6rem] items-start gap-4 md:grid-cols-[minmax(0,36rem)_6rem]'
