import { useState } from 'react'
import { Button } from '#app/components/ui/button.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import type { MailView, TicketPage } from '#app/tickets/ticket-page.ts'
import { type BesideVerb, besideVerbs, type OpenTriage } from '#app/tickets/triage.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { MailCard } from './mail-card.tsx'
import type { Lit } from './marked-text.tsx'
import { besideEffect, besideWords } from './triage-words.ts'

type Beside = { ticket: TicketPage; triage: OpenTriage; sourceOpen: boolean; query: string } & Lit

/** Mails that came in the same thread from somebody else: to read, not to believe, until an agent settles them. */
export function Quarantined({ ticket, triage, sourceOpen, query, lit }: Beside) {
  const [asked, ask] = useState<{ verb: BesideVerb; mail: MailView } | null>(null)
  if (ticket.quarantined.length === 0) return null
  return (
    <section aria-labelledby="quarantined" className="mt-6 rounded-lg border-2 border-warn border-dashed p-3">
      <h2 id="quarantined" className="mb-2 font-semibold text-warn">
        {ticket.quarantined.length === 1 ? 'A mail set beside this case' : 'Mails set beside this case'}
      </h2>
      <div className="mb-3">
        <Notice tone="warn">
          It answers in the same thread, but from another sender. Nothing in it was weighed, and no letter goes to it.
        </Notice>
      </div>
      <ul className="grid gap-3">
        {ticket.quarantined.map((mail) => (
          <li key={mail.id} className="min-w-0">
            <MailCard mail={mail} lit={lit} subjectShown sourceOpen={sourceOpen}>
              <fieldset className="flex flex-wrap gap-2 border-line border-t px-4 py-3">
                <legend className="sr-only">What becomes of this mail</legend>
                {besideVerbs.map((verb) => (
                  <Button key={verb} onClick={() => ask({ verb, mail })} disabledBecause={triage[verb]}>
                    {besideWords[verb].button}
                  </Button>
                ))}
              </fieldset>
            </MailCard>
          </li>
        ))}
      </ul>
      {asked && (
        <ConfirmDialog
          title={besideWords[asked.verb].title}
          effect={besideEffect(asked.verb, asked.mail, ticket)}
          submit={besideWords[asked.verb].submit}
          ticketId={ticket.id}
          query={query}
          fields={{ intent: 'beside', verb: asked.verb, mail: asked.mail.id, version: ticket.version }}
          onClose={() => ask(null)}
        />
      )}
    </section>
  )
}
