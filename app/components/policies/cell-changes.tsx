import { Fragment } from 'react'
import { joins } from '#app/components/joins.ts'
import { useLanguage, useWords } from '#app/components/language.tsx'
import { kindWords } from '#app/components/words.ts'
import type { Policy } from '#app/evidence/policy.ts'
import type { CellChange } from '#app/evidence/policy-cells.ts'
import type { ListChange } from '#app/evidence/policy-lists.ts'
import { labels as factNames } from '#app/evidence/words.ts'
import { useFigure } from './cell-tables.tsx'
import { namePlaces } from './place-names.ts'
import { policiesWords } from './policies-words.ts'

/** What differs between two policies, a row a number or a list; under each name the place as the policy's file has it. */
export function CellChanges({
  changes,
  lists,
  policy,
}: {
  changes: readonly CellChange[]
  lists: readonly ListChange[]
  policy: Pick<Policy, 'sender' | 'facts'>
}) {
  const words = useWords(policiesWords)
  const names = namePlaces(useLanguage(), policy)
  const drawn = useFigure()
  if (changes.length === 0 && lists.length === 0) return <p className="text-ink-3">{words.noChanges}</p>
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
          {lists.map(({ place, before, after }) => (
            <tr key={place} className="border-line border-t align-top">
              <Place name={names.whole(place)} place={place} />
              <td className="py-1.5 pr-4 text-right text-ink-3">
                <Words of={before} beside={after} />
              </td>
              <td className="py-1.5 text-right">
                <Words of={after} beside={before} fresh />
              </td>
            </tr>
          ))}
          {changes.map(({ place, before, after }) => (
            <tr key={place} className="border-line border-t align-top">
              <Place name={names.whole(place)} place={place} />
              <td className="py-1.5 pr-4 text-right text-ink-3 tabular-nums md:whitespace-nowrap">{drawn(before)}</td>
              <td className="py-1.5 text-right font-semibold tabular-nums md:whitespace-nowrap">{drawn(after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Place({ name, place }: { name: string; place: string }) {
  return (
    <td className="py-1.5 pr-4">
      <span className="block">{name}</span>
      <span className="block break-all font-mono text-ink-3 text-xs">{place}</span>
    </td>
  )
}

type List = {
  of: readonly string[] | null
  /** What the other policy has there. */
  beside: readonly string[] | null
  fresh?: boolean
}

/** A list of words by their names; what only this one has stands out. */
function Words({ of, beside, fresh = false }: List) {
  const words = useWords(policiesWords)
  const kinds = useWords(kindWords)
  const { comma } = useWords(joins)
  const language = useLanguage()
  if (of === null || of.length === 0) return words.missing
  const known: readonly Readonly<Record<string, string>>[] = [
    kinds.sender,
    kinds.attacker,
    factNames[language],
    words.levels,
  ]
  const nameOf = (word: string) => known.find((names) => Object.hasOwn(names, word))?.[word] ?? word
  const Only = fresh ? 'ins' : 'del'
  return of.map((word, at) => (
    <Fragment key={word}>
      {at > 0 && comma}
      {beside?.includes(word) ? (
        nameOf(word)
      ) : (
        <Only className={fresh ? 'font-semibold no-underline' : 'line-through'}>{nameOf(word)}</Only>
      )}
    </Fragment>
  ))
}
