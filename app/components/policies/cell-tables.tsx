import type { Policy } from '#app/evidence/policy.ts'
import { cellsOf } from '#app/evidence/policy-cells.ts'
import { levelOf } from '#app/evidence/policy-form.ts'
import { CellSection, cellRow, cellRowName } from './cell-section.tsx'
import { layOut } from './policy-places.ts'

/** Every number of a policy, to be read. */
export function CellTables({ policy }: { policy: Policy }) {
  return (
    <div className="divide-y divide-line rounded-md border border-line">
      {layOut(cellsOf(policy)).map(({ section, rows }) => (
        <CellSection key={section} section={section}>
          {rows.map(({ row, cells }) => (
            <div key={row} className={cellRow}>
              <span className={cellRowName}>{row || section}</span>
              <dl className="flex flex-wrap gap-x-4 gap-y-2">
                {cells.map(({ place, label, value }) => (
                  <div key={place} className="grid w-20 gap-0.5">
                    <dt className="truncate text-ink-3 text-xs" title={place}>
                      {levelOf(policy, place) ?? label}
                    </dt>
                    <dd className="tabular-nums">{value}</dd>
                  </div>
                ))}
              </dl>
            </div>
          ))}
        </CellSection>
      ))}
    </div>
  )
}
