import { Link } from '@remix-run/react'
import { useState } from 'react'
import { useWords } from '#app/components/language.tsx'
import { useMoments } from '#app/components/moments.ts'
import { Notice } from '#app/components/ui/notice.tsx'
import { may } from '#app/staff/permissions.ts'
import type { Person } from '#app/staff/person.ts'
import type { TicketPage } from '#app/tickets/ticket-page.ts'
import { caseWords } from './case-words.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { HeadButton } from './head-button.tsx'

/** Where the case went, and where it came from. */
export function Ties({ ticket, person, query }: { ticket: TicketPage; person: Person; query: string }) {
  const words = useWords(caseWords)
  const moments = useMoments()
  const [asked, ask] = useState(false)
  const { mergedInto, splitFrom, splitOff, linked } = ticket.links
  const to = (id: number) => `/tickets/${id}${query}`
  return (
    <>
      {mergedInto && (
        <Notice
          tone="accent"
          action={
            <span className="flex shrink-0 gap-3">
              <Link to={to(mergedInto.id)} className="font-semibold underline underline-offset-2">
                {words.open}
              </Link>
              {may(person.role, 'decide') && <HeadButton onClick={() => ask(true)}>{words.undoMerge}</HeadButton>}
            </span>
          }
        >
          {words.mergedInto(mergedInto.id, mergedInto.by, moments.zoned(mergedInto.at))}
        </Notice>
      )}
      {splitFrom !== null && (
        <p className="text-ink-2 text-sm">
          <Link to={to(splitFrom)} className="text-accent hover:underline">
            {words.splitFrom(splitFrom)}
          </Link>
        </p>
      )}
      {linked.length > 0 && (
        <p className="flex flex-wrap gap-x-2 text-ink-2 text-sm">
          {words.linked}
          {linked.map((id) => (
            <Link key={id} to={to(id)} className="text-accent hover:underline">
              #{id}
            </Link>
          ))}
        </p>
      )}
      {splitOff.length > 0 && (
        <p className="flex flex-wrap gap-x-2 text-ink-2 text-sm">
          {words.splitOff('')}
          {splitOff.map((id) => (
            <Link key={id} to={to(id)} className="text-accent hover:underline">
              #{id}
            </Link>
          ))}
        </p>
      )}
      {asked && (
        <ConfirmDialog
          title={words.undoMergeTitle}
          effect={[words.undoMergeEffect]}
          submit={words.undoMerge}
          ticketId={ticket.id}
          query={query}
          fields={{ intent: 'undo merge', version: ticket.version }}
          onClose={() => ask(false)}
        />
      )}
    </>
  )
}
