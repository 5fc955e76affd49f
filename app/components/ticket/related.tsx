import { Link } from '@remix-run/react'
import { formatDuration } from '#app/components/figures.ts'
import { useLanguage, useWords } from '#app/components/language.tsx'
import { Chip } from '#app/components/ui/chip.tsx'
import { kindWords, stateTones } from '#app/components/words.ts'
import type { RelatedTicket } from '#app/tickets/ticket-page.ts'
import { evidenceWords } from './evidence-words.ts'

type Around = {
  related: readonly RelatedTicket[]
  /** Whether an account is known for the case itself. */
  accountKnown: boolean
  now: Date
  query: string
}

/** Other cases of the same account or the same sender, the newest first. */
export function Related({ related, accountKnown, now, query }: Around) {
  const words = useWords(evidenceWords)
  const kinds = useWords(kindWords)
  const language = useLanguage()
  if (related.length === 0) return <p className="text-ink-3 text-sm">{words.noneRelated}</p>
  return (
    <ul className="-mx-2 grid text-sm">
      {related.map((ticket) => (
        <li key={ticket.id}>
          <Link
            to={`/tickets/${ticket.id}${query}`}
            className="flex items-center gap-2 rounded-sm px-2 py-1 hover:bg-sunk"
          >
            <Chip tone={stateTones[ticket.state]}>{kinds.state[ticket.state]}</Chip>
            <span className="min-w-0 flex-1 truncate text-ink-2">
              #{ticket.id} {words.likeness[likeness(ticket, accountKnown)]}
            </span>
            <span className="shrink-0 text-ink-3">
              {formatDuration(now.getTime() - ticket.openedAt.getTime(), language)}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

function likeness(
  { sameAccount, sameSender, accountKnown }: RelatedTicket,
  knownHere: boolean,
): keyof (typeof evidenceWords.en)['likeness'] {
  if (sameAccount) return sameSender ? 'both' : 'account'
  if (!accountKnown) return 'none'
  return knownHere ? 'sender' : 'known'
}
