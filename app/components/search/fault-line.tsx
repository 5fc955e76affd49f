import { useWords } from '#app/components/language.tsx'
import type { SearchFault } from '#app/tickets/search-query.ts'
import { searchWords } from './search-words.ts'

/** What a search could not read, and what may stand there instead. */
export function FaultLine({ faults }: { faults: readonly SearchFault[] }) {
  const words = useWords(searchWords)
  const [fault] = faults
  if (!fault) return null
  const { word, filter, values } = fault
  return (
    <p className="text-warn">
      {filter === null ? words.noFilter(word) : words.noValue(word, values.join(' '))}{' '}
      {filter === null && <span className="text-ink-3">{values.join(' ')}</span>}
    </p>
  )
}
