import { useLanguage, useWords } from '#app/components/language.tsx'
import { classNames } from '#app/components/ui/class-names.ts'
import type { Policy } from '#app/evidence/policy.ts'
import { cellsOf } from '#app/evidence/policy-cells.ts'
import type { FormCell } from '#app/evidence/policy-parts.ts'
import { CellGroup, CellSection, cellHead, cellRow, onlyCellRow, RowName, repeatedHead } from './cell-section.tsx'
import { namePlaces, type PlaceNames } from './place-names.ts'
import { policiesWords } from './policies-words.ts'
import { choicesOf, nameValue, type PolicyChoice } from './policy-choices.ts'
import { type CellRow, layOut, liesIn, repeatsColumns, togetherIn } from './policy-places.ts'

/** Every number of a policy, and what it chooses by name, to be read. */
export function CellTables({ policy }: { policy: Policy }) {
  const names = namePlaces(useLanguage(), policy)
  const laidOut = layOut(cellsOf(policy))
  const choices = choicesOf(policy)
  const sections = Object.keys(policy).map((section) => ({
    section,
    groups: laidOut.find((one) => one.section === section)?.groups ?? [],
    chosen: choices.filter(({ place }) => liesIn(place, section)),
  }))
  return (
    <div className="divide-y divide-line rounded-md border border-line">
      {sections
        .filter(({ groups, chosen }) => groups.length + chosen.length > 0)
        .map(({ section, groups, chosen }) => (
          <CellSection key={section} section={section} names={names}>
            {groups.map(({ group, rows }) => (
              <CellGroup key={group} group={group} section={section} names={names}>
                {rows.map((row) => (
                  <ReadRow key={row.row} {...row} group={group} under={repeatsColumns(row, rows[0])} names={names} />
                ))}
              </CellGroup>
            ))}
            {chosen.length > 0 && <Choices chosen={chosen} section={section} names={names} />}
          </CellSection>
        ))}
    </div>
  )
}

/** What stands in words; it comes with a version and is not typed in. */
function Choices({ chosen, section, names }: { chosen: readonly PolicyChoice[]; section: string; names: PlaceNames }) {
  const language = useLanguage()
  const list = new Intl.ListFormat(language, { type: 'conjunction' })
  return (
    <dl className="grid gap-2">
      {chosen.map(({ place, values }) => (
        <div key={place} className="grid gap-x-4 md:grid-cols-[20rem_minmax(0,1fr)]">
          <dt className="text-ink-2" title={place}>
            {names.within(place, section)}
          </dt>
          <dd>{list.format(values.map((value) => nameValue(value, place, language)))}</dd>
        </div>
      ))}
    </dl>
  )
}

type Row = CellRow & { group: string; under: boolean; names: PlaceNames }

function ReadRow({ row, cells, group, under, names }: Row) {
  const drawn = useFigure()
  const [only] = cells
  if (only?.place === row) {
    return (
      <div className={onlyCellRow}>
        <RowName row={row} group={group} names={names} />
        <span className="text-right font-semibold tabular-nums">{drawn(only.value)}</span>
      </div>
    )
  }
  return (
    <div className={cellRow}>
      <RowName row={row} group={group} names={names} />
      <dl className="flex flex-wrap gap-x-2 gap-y-1">
        {togetherIn({ row, cells }).map((step) => (
          <div key={step[0]?.place} className={classNames('flex', step.length > 1 ? 'gap-1 pr-1' : 'gap-2')}>
            {step.map(({ place, value }) => (
              <div key={place} className={step.length > 1 ? 'w-12' : 'w-24'}>
                <dt className={classNames(cellHead, under && repeatedHead)} title={place}>
                  {names.step(place) ?? place}
                </dt>
                <dd className="tabular-nums">{drawn(value)}</dd>
              </div>
            ))}
          </div>
        ))}
      </dl>
    </div>
  )
}

/** Draws a cell's number as the reader's language writes it. */
export function useFigure(): (value: FormCell['value']) => string {
  const words = useWords(policiesWords)
  const figure = new Intl.NumberFormat(useLanguage(), { maximumSignificantDigits: 8 })
  return (value) => {
    if (value === null) return words.missing
    return value === 'frequency' ? words.frequency : figure.format(value)
  }
}
