import { useWords } from '#app/components/language.tsx'
import { Chip } from '#app/components/ui/chip.tsx'
import { classNames } from '#app/components/ui/class-names.ts'
import type { Fault } from '#app/evidence/policy-faults.ts'
import { CellSection, cellRow, cellRowName } from './cell-section.tsx'
import { policiesWords } from './policies-words.ts'
import type { CellRow, LaidOutSection } from './policy-places.ts'

type Given = {
  sections: readonly LaidOutSection[]
  /** What was typed before the form came back, by place. */
  typed: Readonly<Record<string, string>>
  faults: readonly Fault[]
  /** The level that a cell stands for, e.g. "exact" for `facts.city.m[0]`; its own last part where it has none. */
  nameOf: (place: string, label: string) => string
}

/** Every number of a policy in a field of its own; a section with a fault or a change is open. */
export function CellEditor({ sections, typed, faults, nameOf }: Given) {
  const words = useWords(policiesWords)
  return (
    <div className="divide-y divide-line rounded-md border border-line">
      {sections.map(({ section, rows }) => {
        const cells = rows.flatMap((row) => row.cells)
        const changed = cells.filter(({ place, value }) => (typed[place] ?? String(value)) !== String(value)).length
        const faulty = faults.some(({ cell }) => cell.startsWith(section))
        return (
          <CellSection
            key={section}
            section={section}
            open={changed > 0 || faulty}
            mark={changed > 0 && <Chip tone="accent">{words.changedCells(changed)}</Chip>}
          >
            {faults
              .filter(({ cell }) => cell.startsWith(section) && !cells.some(({ place }) => place === cell))
              .map(({ cell, fault }) => (
                <FaultLine key={cell} fault={`${cell} ${fault}`} />
              ))}
            {rows.map((row) => (
              <Row key={row.row} row={row} typed={typed} faults={faults} nameOf={nameOf} section={section} />
            ))}
          </CellSection>
        )
      })}
    </div>
  )
}

function Row({ row, typed, faults, nameOf, section }: Omit<Given, 'sections'> & { row: CellRow; section: string }) {
  const own = faults.filter(({ cell }) => row.cells.some(({ place }) => place === cell))
  return (
    <fieldset className={cellRow}>
      <legend className="sr-only">{row.row || section}</legend>
      <span aria-hidden="true" className={cellRowName}>
        {row.row || section}
      </span>
      <div className="grid gap-1">
        <div className="flex flex-wrap gap-2">
          {row.cells.map(({ place, label, value }) => {
            const text = typed[place] ?? String(value)
            const fault = own.some(({ cell }) => cell === place)
            return (
              <label key={place} className="grid w-24 gap-0.5">
                <span className="truncate text-ink-3 text-xs" title={place}>
                  {nameOf(place, label)}
                </span>
                <input
                  name={place}
                  defaultValue={text}
                  inputMode="decimal"
                  autoComplete="off"
                  aria-invalid={fault}
                  className={classNames(
                    'w-full rounded-sm border bg-pane px-2 py-1 text-touch md:text-md',
                    fault
                      ? 'border-against'
                      : text === String(value)
                        ? 'border-line-2'
                        : 'border-accent bg-accent-soft',
                  )}
                />
              </label>
            )
          })}
        </div>
        {own.map(({ cell, fault }) => (
          <FaultLine key={cell} fault={`${cell} ${fault}`} />
        ))}
      </div>
    </fieldset>
  )
}

function FaultLine({ fault }: { fault: string }) {
  return (
    <p role="alert" className="font-medium text-against text-sm">
      {fault}
    </p>
  )
}
