import { useState } from 'react'
import { useWords } from '#app/components/language.tsx'
import { useOffers } from '#app/components/offers.ts'
import { useActs } from '#app/components/queue/acts.tsx'
import { useRetold } from '#app/components/retold/use-retold.ts'
import { Button } from '#app/components/ui/button.tsx'
import type { TicketPage } from '#app/tickets/ticket-page.ts'
import { type TriageVerb, triageVerbs } from '#app/tickets/triage.ts'
import { ActFrame, OnlyRefusal, RefusalLine } from './act-frame.tsx'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { type Refusals, useRefusal } from './refusals.ts'
import { triageKeys, triageWords } from './triage-words.ts'

type Sorting = {
  ticket: TicketPage
  refusals: Refusals
  /** The case below it in the list. */
  next: number | null
  query: string
}

/** The hands for a case that is no request for recovery: there is nothing to approve or refuse. */
export function TriageBar({ ticket, refusals, next, query }: Sorting) {
  const words = useWords(triageWords)
  const retold = useRetold()
  const { selection } = useActs()
  const [asked, ask] = useState<TriageVerb | null>(null)
  const [refusal, tell] = useRefusal(refusals, ['approve', 'ask', 'deny', 'freeze'])
  const open = (verb: TriageVerb) => () => {
    const isOpen = refusals[verb] === null
    ask(isOpen ? verb : null)
    tell(isOpen ? null : verb)
  }
  // With cases chosen in the list, a key is meant for those.
  useOffers(
    selection.ids.size === 0
      ? triageVerbs.map((verb) => ({
          name: verb,
          keys: triageKeys[verb],
          closed: refusals[verb],
          act: open(verb),
        }))
      : [],
  )
  const onlyRefusal = refusals.close === refusals.recover ? refusals.close : null
  return (
    <ActFrame>
      <RefusalLine refusal={refusal === onlyRefusal ? null : refusal} />
      {onlyRefusal ? (
        <OnlyRefusal refusal={onlyRefusal} />
      ) : (
        triageVerbs.map((verb) => (
          <Button
            key={verb}
            kind={verb === 'close' ? 'go' : 'plain'}
            keys={triageKeys[verb].toUpperCase()}
            onClick={open(verb)}
            onRefused={open(verb)}
            disabledBecause={retold(refusals[verb])}
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
