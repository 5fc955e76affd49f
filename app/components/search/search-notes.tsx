import { useWords } from '#app/components/language.tsx'
import { useMoments } from '#app/components/moments.ts'
import type { SearchFault } from '#app/tickets/search-query.ts'
import { FaultLine } from './fault-line.tsx'
import { searchWords } from './search-words.ts'

/** What the search could not read of what was typed, and how far back it has looked. */
export type SearchNotesShown = { faults: readonly SearchFault[]; reached: Date | null }

export function SearchNotes({ faults, reached }: SearchNotesShown) {
  const words = useWords(searchWords)
  const moments = useMoments()
  if (faults.length === 0 && !reached) return null
  return (
    <div className="grid gap-1 border-line border-b px-4 py-1.5 text-sm">
      <FaultLine faults={faults} />
      {reached && <p className="text-ink-3">{words.lookedBack(moments.zoned(reached))}</p>}
    </div>
  )
}
