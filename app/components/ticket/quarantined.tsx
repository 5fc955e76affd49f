import { useState } from 'react'
import { useLanguage, useWords } from '#app/components/language.tsx'
import { useRetold } from '#app/components/retold/use-retold.ts'
import { Button } from '#app/components/ui/button.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import type { MailView, TicketPage } from '#app/tickets/ticket-page.ts'
import { type BesideVerb, besideVerbs, type OpenTriage } from '#app/tickets/triage.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { MailCard } from './mail-card.tsx'
import { besideEffect, triageWords } from './triage-words.ts'

type Beside = { ticket: TicketPage; triage: OpenTriage; sourceOpen: boolean; query: string }

/** Mails that came in the same thread from somebody else: to read, not to believe, until an agent settles them. */
export function Quarantined({ ticket, triage, sourceOpen, query }: Beside) {
  const words = useWords(triageWords)
  const language = useLanguage()
  const retold = useRetold()
  const [asked, ask] = useState<{ verb: BesideVerb; mail: MailView } | null>(null)
  if (ticket.quarantined.length === 0) return null
  return (
    <section aria-labelledby="quarantined" className="mt-6 rounded-lg border-2 border-warn border-dashed p-3">
      <h2 id="quarantined" className="mb-2 font-semibold text-warn">
        {ticket.quarantined.length === 1 ? words.besideOne : words.besideMany}
      </h2>
      <div className="mb-3">
        <Notice tone="warn">{words.besideHint}</Notice>
      </div>
      <ul className="grid gap-3">
        {ticket.quarantined.map((mail) => (
          <li key={mail.id} className="min-w-0">
            <MailCard mail={mail} subjectShown sourceOpen={sourceOpen}>
              <fieldset className="flex flex-wrap gap-2 border-line border-t px-4 py-3">
                <legend className="sr-only">{words.besideChoice}</legend>
                {besideVerbs.map((verb) => (
                  <Button key={verb} onClick={() => ask({ verb, mail })} disabledBecause={retold(triage[verb])}>
                    {words.besideButtons[verb]}
                  </Button>
                ))}
              </fieldset>
            </MailCard>
          </li>
        ))}
      </ul>
      {asked && (
        <ConfirmDialog
          title={words.besideTitles[asked.verb]}
          effect={besideEffect(asked.verb, asked.mail, ticket, language)}
          submit={words.besideSubmits[asked.verb]}
          ticketId={ticket.id}
          query={query}
          fields={{ intent: 'beside', verb: asked.verb, mail: asked.mail.id, version: ticket.version }}
          onClose={() => ask(null)}
        />
      )}
    </section>
  )
}
