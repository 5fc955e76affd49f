import { useLanguage, useWords } from '#app/components/language.tsx'
import { classNames } from '#app/components/ui/class-names.ts'
import type { Fault } from '#app/evidence/policy-faults.ts'
import type { FormCell } from '#app/evidence/policy-parts.ts'
import { sayFault } from './fault-words.ts'
import type { PlaceNames } from './place-names.ts'
import { policiesWords } from './policies-words.ts'

/** What was typed into the cells, by place. */
export type Filled = { typed: Readonly<Record<string, string>> }

/** What stands in a cell's field: what was typed, or the policy's number, or nothing where it has none. */
export function textOf(cell: FormCell, typed: Filled['typed']): string {
  return typed[cell.place] ?? ownText(cell)
}

export function wasChanged(cell: FormCell, typed: Filled['typed']): boolean {
  return textOf(cell, typed) !== ownText(cell)
}

/** The field of one number; a changed and a faulty one stand out. */
export function CellField({
  cell,
  text,
  faulty,
  told,
}: {
  cell: FormCell
  text: string
  faulty: boolean
  /** The ids of what says more of it. */
  told: readonly (string | null)[]
}) {
  const changed = text !== ownText(cell)
  const ids = told.filter(Boolean).join(' ')
  return (
    <input
      id={cell.place}
      name={cell.place}
      defaultValue={text}
      inputMode="decimal"
      autoComplete="off"
      aria-invalid={faulty}
      {...(ids && { 'aria-describedby': ids })}
      className={classNames(
        'w-full rounded-sm border px-2 py-1 text-touch tabular-nums md:text-md',
        faulty ? 'border-against bg-pane' : changed ? 'border-accent bg-accent-soft' : 'border-line-2 bg-pane',
      )}
    />
  )
}

/** What is wrong, after the name of the cell where it does not stand right beside it. */
export function FaultLine({ cell, fault, of, names }: Fault & { of: string | null; names: PlaceNames }) {
  const words = useWords(policiesWords)
  const said = sayFault(fault, useLanguage(), names)
  return (
    <p id={faultId(cell)} tabIndex={-1} role="alert" className="font-medium text-against text-sm">
      {of ? words.faultOf(of, said) : said}
    </p>
  )
}

/** Where the fault of a cell, or of a table, is told. */
export function faultId(cell: string): string {
  return `fault-${cell}`
}

function ownText({ value }: FormCell): string {
  return value === null ? '' : String(value)
}
