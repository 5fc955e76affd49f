import { useState } from 'react'
import { useKeys } from '#app/components/keys.ts'
import { useWords } from '#app/components/language.tsx'
import { useRetold } from '#app/components/retold/use-retold.ts'
import { Button } from '#app/components/ui/button.tsx'
import type { TicketPage } from '#app/tickets/ticket-page.ts'
import { type OpenTriage, type TriageVerb, triageVerbs } from '#app/tickets/triage.ts'
import { ActFrame, OnlyRefusal } from './act-frame.tsx'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { triageKeys, triageWords } from './triage-words.ts'

type Sorting = {
  ticket: TicketPage
  triage: OpenTriage
  /** The case below it in the list. */
  next: number | null
  query: string
}

/** The hands for a case that is no request for recovery: there is nothing to approve or refuse. */
export function TriageBar({ ticket, triage, next, query }: Sorting) {
  const words = useWords(triageWords)
  const retold = useRetold()
  const [asked, ask] = useState<TriageVerb | null>(null)
  const open = (verb: TriageVerb) => () => {
    if (triage[verb] === null) ask(verb)
  }
  useKeys({ [triageKeys.close]: open('close'), [triageKeys.recover]: open('recover') })
  const onlyRefusal = triage.close === triage.recover ? triage.close : null
  return (
    <ActFrame>
      {onlyRefusal ? (
        <OnlyRefusal refusal={onlyRefusal} />
      ) : (
        triageVerbs.map((verb) => (
          <Button
            key={verb}
            kind={verb === 'close' ? 'go' : 'plain'}
            keys={triageKeys[verb].toUpperCase()}
            onClick={open(verb)}
            disabledBecause={retold(triage[verb])}
          >
            {words.buttons[verb]}
          </Button>
        ))
      )}
      {asked && (
        <ConfirmDialog
          title={words.titles[asked]}
          effect={[words.effects[asked]]}
          submit={words.buttons[asked]}
          ticketId={ticket.id}
          query={query}
          fields={{
            intent: 'triage',
            verb: asked,
            version: ticket.version,
            ...(next === null ? {} : { next }),
          }}
          andNext={asked === 'close'}
          onClose={() => ask(null)}
        />
      )}
    </ActFrame>
  )
}
