import { Link } from '@remix-run/react'
import { formatDuration } from '#app/components/figures.ts'
import { Chip } from '#app/components/ui/chip.tsx'
import { stateWords } from '#app/components/words.ts'
import type { RelatedTicket } from '#app/tickets/ticket-page.ts'

/** Other cases of the same account or the same sender, the newest first. */
export function Related({ related, now, query }: { related: readonly RelatedTicket[]; now: Date; query: string }) {
  if (related.length === 0) return <p className="text-ink-3 text-sm">None of this account or this sender.</p>
  return (
    <ul className="-mx-2 grid text-sm">
      {related.map((ticket) => (
        <li key={ticket.id}>
          <Link
            to={`/tickets/${ticket.id}${query}`}
            className="flex items-center gap-2 rounded-sm px-2 py-1 hover:bg-sunk"
          >
            <Chip tone={stateWords[ticket.state].tone}>{stateWords[ticket.state].text}</Chip>
            <span className="min-w-0 flex-1 truncate text-ink-2">
              #{ticket.id} {likeness(ticket)}
            </span>
            <span className="shrink-0 text-ink-3">{formatDuration(now.getTime() - ticket.openedAt.getTime())}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

function likeness({ sameAccount, sameSender }: RelatedTicket): string {
  if (sameAccount && sameSender) return 'same account, same sender'
  return sameAccount ? 'same account, other sender' : 'same sender, other account'
}
