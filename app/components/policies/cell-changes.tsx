import { useLanguage, useWords } from '#app/components/language.tsx'
import type { CellChange } from '#app/evidence/policy-cells.ts'
import { policiesWords } from './policies-words.ts'

/** What differs between two policies, a row a number. */
export function CellChanges({ changes }: { changes: readonly CellChange[] }) {
  const words = useWords(policiesWords)
  const figure = new Intl.NumberFormat(useLanguage(), { maximumSignificantDigits: 8 })
  const drawn = (value: CellChange['before']) =>
    value === null ? words.missing : typeof value === 'number' ? figure.format(value) : value
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
            <tr key={place} className="border-line border-t">
              <td className="break-all py-1 pr-4 font-mono text-sm">{place}</td>
              <td className="whitespace-nowrap py-1 pr-4 text-right text-ink-3">{drawn(before)}</td>
              <td className="whitespace-nowrap py-1 text-right font-semibold">{drawn(after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
