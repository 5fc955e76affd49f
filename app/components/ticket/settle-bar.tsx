import { useState } from 'react'
import { useKeys } from '#app/components/keys.ts'
import { Button } from '#app/components/ui/button.tsx'
import type { TicketPage } from '#app/tickets/ticket-page.ts'
import { ActFrame } from './act-frame.tsx'
import { ConfirmDialog } from './confirm-dialog.tsx'

/** A supervisor's hand for a frozen case: to let it go on after he has looked into it. */
export function SettleBar({ ticket, query }: { ticket: TicketPage; query: string }) {
  const [asked, ask] = useState(false)
  useKeys({ s: () => ask(true) })
  return (
    <ActFrame>
      <Button kind="go" keys="S" onClick={() => ask(true)}>
        Settle the freeze
      </Button>
      <p className="text-ink-3 text-sm">Nothing moves on this case until you have looked into it.</p>
      {asked && (
        <ConfirmDialog
          title="Settle the freeze?"
          effect={[
            'The case is weighed anew and waits for an agent. Nothing is approved or refused by it.',
            'Whoever said “this was not me” for this account counts as heard.',
          ]}
          reason="What did you find?"
          submit="Settle"
          ticketId={ticket.id}
          query={query}
          fields={{ intent: 'settle', version: ticket.version }}
          onClose={() => ask(false)}
        />
      )}
    </ActFrame>
  )
}
