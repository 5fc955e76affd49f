import { Link } from '@remix-run/react'
import type { ListedRead } from '#app/audit/reads.ts'
import { groupDigits } from '#app/components/figures.ts'
import { useWords } from '#app/components/language.tsx'
import { readsWords } from './reads-words.ts'
import { Stamp } from './stamp.tsx'

/** One look: what, who, at which case and account, why, when. */
export function ReadItem({ read }: { read: ListedRead }) {
  const words = useWords(readsWords)
  const { kind, person, ticketId, accountNumber, subject, reason, at } = read
  return (
    <li className="grid gap-x-4 gap-y-0.5 border-line border-b px-4 py-2.5 md:grid-cols-[11rem_8rem_minmax(0,1fr)_auto]">
      <span className="font-semibold">{words.kinds[kind]}</span>
      <span className="truncate text-ink-2">{person}</span>
      <span className="flex min-w-0 flex-wrap gap-x-3">
        {ticketId !== null && (
          <Link to={`/tickets/${ticketId}`} className="text-accent underline-offset-2 hover:underline">
            #{ticketId}
          </Link>
        )}
        {accountNumber !== null && <span>{groupDigits(accountNumber)}</span>}
        {kind !== 'ticket_viewed' && (
          <span className="min-w-0 break-words text-ink-2 [overflow-wrap:anywhere]">{subject}</span>
        )}
        {reason && (
          <span className="min-w-0 basis-full break-words text-ink-2 text-sm [overflow-wrap:anywhere]">
            <span className="text-ink-3">{words.reason}</span> {reason}
          </span>
        )}
      </span>
      <span className="text-ink-3 text-sm md:text-right">
        <Stamp at={at} />
      </span>
    </li>
  )
}
