import { groupDigits } from '#app/components/figures.ts'
import { useWords } from '#app/components/language.tsx'
import { Chip } from '#app/components/ui/chip.tsx'
import { kindWords, stateTones } from '#app/components/words.ts'
import type { FoundCase } from '#app/tickets/search-answer.ts'
import { Marked } from './marked.tsx'
import { paletteWords } from './palette-words.ts'

/** A found case in two lines: what it is, and where it says what was searched for. */
export function FoundCaseLines({ found: { id, state, account, subject, match } }: { found: FoundCase }) {
  const words = useWords(paletteWords)
  const kinds = useWords(kindWords)
  return (
    <span className="grid grid-cols-[minmax(0,1fr)] gap-0.5">
      <span className="flex items-center gap-2">
        <span className="min-w-0 truncate">
          <b className="font-semibold">{account ? groupDigits(account) : words.noAccount}</b>{' '}
          <span className="text-ink-3 text-sm">#{id}</span>{' '}
          <span className="text-ink-2">
            {subject ? <Marked text={subject} marks={match?.subject ?? []} /> : words.noSubject}
          </span>
        </span>
        <span className="ml-auto shrink-0">
          <Chip tone={stateTones[state]}>{kinds.state[state]}</Chip>
        </span>
      </span>
      {match && (
        <span className="line-clamp-2 text-ink-2 text-sm sm:line-clamp-1">
          <Marked text={match.excerpt.text} marks={match.excerpt.marks} />
        </span>
      )}
    </span>
  )
}
