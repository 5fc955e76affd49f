import { useState } from 'react'
import { useWords } from '#app/components/language.tsx'
import { useOffers } from '#app/components/offers.ts'
import { Button } from '#app/components/ui/button.tsx'
import type { TicketPage } from '#app/tickets/ticket-page.ts'
import { ActFrame, RefusalLine } from './act-frame.tsx'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { type Refusals, useRefusal } from './refusals.ts'
import { settleWords } from './settle-words.ts'

/** A supervisor's hand for a frozen case: to let it go on after he has looked into it. */
export function SettleBar({ ticket, refusals, query }: { ticket: TicketPage; refusals: Refusals; query: string }) {
  const words = useWords(settleWords)
  const [asked, ask] = useState(false)
  const [refusal, tell] = useRefusal(refusals, ['approve', 'ask', 'deny', 'freeze', 'close', 'recover'])
  const open = () => {
    tell(null)
    ask(true)
  }
  useOffers([{ name: 'settle', keys: 's', act: open }])
  return (
    <ActFrame>
      <RefusalLine refusal={refusal} />
      <Button kind="go" keys="S" onClick={open}>
        {words.settle}
      </Button>
      <p className="text-ink-3 text-sm">{words.hint}</p>
      {asked && (
        <ConfirmDialog
          title={words.title}
          effect={[words.effect, words.heard]}
          reason={words.found}
          submit={words.submit}
          ticketId={ticket.id}
          query={query}
          fields={{ intent: 'settle', version: ticket.version }}
          onClose={() => ask(false)}
        />
      )}
    </ActFrame>
  )
}
