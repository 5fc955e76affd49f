import { useLanguage, useWords } from '#app/components/language.tsx'
import { Chip } from '#app/components/ui/chip.tsx'
import { classNames } from '#app/components/ui/class-names.ts'
import type { Policy } from '#app/evidence/policy.ts'
import type { Fault } from '#app/evidence/policy-faults.ts'
import { CellField, FaultLine, type Filled, textOf, wasChanged } from './cell-field.tsx'
import {
  CellGroup,
  CellSection,
  cellHead,
  cellRow,
  doesId,
  nameId,
  onlyCellRow,
  RowName,
  repeatedHead,
  underCells,
} from './cell-section.tsx'
import { namePlaces, type PlaceNames } from './place-names.ts'
import { policiesWords } from './policies-words.ts'
import { type CellRow, type LaidOutSection, liesIn, repeatsColumns, togetherIn } from './policy-places.ts'

type Given = {
  sections: readonly LaidOutSection[]
  /** What was typed before the form came back, by place. */
  typed: Filled['typed']
  faults: readonly Fault[]
  /** Says which level a cell stands for. */
  policy: Pick<Policy, 'sender' | 'facts'>
}

/** Every number of a policy in a field of its own; a section with a fault or a change is open. */
export function CellEditor({ sections, typed, faults, policy }: Given) {
  const words = useWords(policiesWords)
  const names = namePlaces(useLanguage(), policy)
  return (
    <div className="divide-y divide-line rounded-md border border-line">
      {sections.map(({ section, groups }) => {
        const rows = groups.flatMap((group) => group.rows)
        const changed = rows.flatMap(({ cells }) => cells).filter((cell) => wasChanged(cell, typed)).length
        const inSection = faults.filter(({ cell }) => liesIn(cell, section))
        const ofRow = ({ row }: CellRow) => inSection.filter(({ cell }) => liesIn(cell, row))
        const ofRows = rows.flatMap(ofRow)
        return (
          <CellSection
            key={section}
            section={section}
            names={names}
            open={changed > 0 || inSection.length > 0}
            mark={changed > 0 && <Chip tone="accent">{words.changedCells(changed)}</Chip>}
          >
            {inSection
              .filter((fault) => !ofRows.includes(fault))
              .map(({ cell, fault }) => (
                <FaultLine
                  key={cell + fault}
                  cell={cell}
                  fault={fault}
                  of={cell === section ? null : names.within(cell, section)}
                  names={names}
                />
              ))}
            {groups.map(({ group, rows: inGroup }) => (
              <CellGroup key={group} group={group} section={section} names={names}>
                {inGroup.map((row) => (
                  <EditorRow
                    key={row.row}
                    {...row}
                    group={group}
                    under={repeatsColumns(row, inGroup[0])}
                    typed={typed}
                    faults={ofRow(row)}
                    names={names}
                  />
                ))}
              </CellGroup>
            ))}
          </CellSection>
        )
      })}
    </div>
  )
}

type Row = CellRow & {
  group: string
  under: boolean
  typed: Filled['typed']
  faults: readonly Fault[]
  names: PlaceNames
}

function EditorRow({ row, cells, group, under, typed, faults, names }: Row) {
  const [only] = cells
  const told = faults.length > 0 ? `faults-${row}` : null
  const lines = told && (
    <div id={told} className={only?.place === row ? 'grid gap-0.5 text-right md:max-w-[43rem]' : underCells}>
      {faults.map(({ cell, fault }) => (
        <FaultLine
          key={cell + fault}
          cell={cell}
          fault={fault}
          of={liesIn(row, cell) ? null : names.within(cell, row)}
          names={names}
        />
      ))}
    </div>
  )
  if (only?.place === row) {
    return (
      <div className="grid gap-1">
        <div className={onlyCellRow}>
          <RowName row={row} group={group} names={names} fieldId={row} />
          <CellField
            cell={only}
            text={textOf(only, typed)}
            faulty={faults.length > 0}
            told={[row !== group && names.does(row) ? doesId(row) : null, told]}
          />
        </div>
        {lines}
      </div>
    )
  }
  return (
    <fieldset className={cellRow} aria-labelledby={nameId(row)}>
      <RowName row={row} group={group} names={names} className="md:pb-1.5" />
      <div className="flex flex-wrap gap-x-2 gap-y-1">
        {togetherIn({ row, cells }).map((step) => (
          <div key={step[0]?.place} className={classNames('flex', step.length > 1 ? 'gap-1 pr-1' : 'gap-2')}>
            {step.map((cell) => (
              <div key={cell.place} className={classNames('grid content-end', step.length > 1 ? 'w-12' : 'w-24')}>
                <label htmlFor={cell.place} className={classNames(cellHead, under && repeatedHead)} title={cell.place}>
                  {names.step(cell.place) ?? cell.place}
                </label>
                <CellField
                  cell={cell}
                  text={textOf(cell, typed)}
                  faulty={faults.some((fault) => liesIn(cell.place, fault.cell))}
                  told={[told]}
                />
              </div>
            ))}
          </div>
        ))}
      </div>
      {lines}
    </fieldset>
  )
}
