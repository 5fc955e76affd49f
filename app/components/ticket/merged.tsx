import { Link } from '@remix-run/react'
import { useWords } from '#app/components/language.tsx'
import type { TicketPage } from '#app/tickets/ticket-page.ts'
import { caseWords } from './case-words.ts'
import { MailCard } from './mail-card.tsx'

/** Mails of the cases that are merged into this one: to read, weighed where they are. */
export function Merged({ ticket, sourceOpen, query }: { ticket: TicketPage; sourceOpen: boolean; query: string }) {
  const words = useWords(caseWords)
  return ticket.mergedMails.map(({ from, mails }) => (
    <section
      key={from}
      aria-labelledby={`merged-${from}`}
      className="mt-6 rounded-lg border border-line-2 border-dashed p-3"
    >
      <h2 id={`merged-${from}`} className="font-semibold">
        <Link to={`/tickets/${from}${query}`} className="hover:underline">
          {words.fromCase(from)}
        </Link>
      </h2>
      <p className="mb-3 text-ink-3 text-sm">{words.fromCaseHint}</p>
      <ul className="grid gap-3">
        {mails.map((mail) => (
          <li key={mail.id} className="min-w-0">
            <MailCard mail={mail} subjectShown sourceOpen={sourceOpen} />
          </li>
        ))}
      </ul>
    </section>
  ))
}
