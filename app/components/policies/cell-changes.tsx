import { useLanguage, useWords } from '#app/components/language.tsx'
import type { Policy } from '#app/evidence/policy.ts'
import type { CellChange } from '#app/evidence/policy-cells.ts'
import { useFigure } from './cell-tables.tsx'
import { namePlaces } from './place-names.ts'
import { policiesWords } from './policies-words.ts'

/** What differs between two policies, a row a number; under each name the place as the policy's file has it. */
export function CellChanges({
  changes,
  policy,
}: {
  changes: readonly CellChange[]
  policy: Pick<Policy, 'sender' | 'facts'>
}) {
  const words = useWords(policiesWords)
  const names = namePlaces(useLanguage(), policy)
  const drawn = useFigure()
  if (changes.length === 0) return <p className="text-ink-3">{words.noChanges}</p>
  return (
    <div className="overflow-x-auto">
      <table className="w-full text-left">
        <thead className="text-ink-3 text-sm">
          <tr>
            <th className="py-1 pr-4 font-medium">{words.place}</th>
            <th className="py-1 pr-4 text-right font-medium">{words.before}</th>
            <th className="py-1 text-right font-medium">{words.after}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ place, before, after }) => (
            <tr key={place} className="border-line border-t align-top">
              <td className="py-1.5 pr-4">
                <span className="block">{names.whole(place)}</span>
                <span className="block break-all font-mono text-ink-3 text-xs">{place}</span>
              </td>
              <td className="py-1.5 pr-4 text-right text-ink-3 tabular-nums md:whitespace-nowrap">{drawn(before)}</td>
              <td className="py-1.5 text-right font-semibold tabular-nums md:whitespace-nowrap">{drawn(after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
