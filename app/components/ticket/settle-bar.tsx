import { useState } from 'react'
import { useKeys } from '#app/components/keys.ts'
import { useWords } from '#app/components/language.tsx'
import { Button } from '#app/components/ui/button.tsx'
import type { TicketPage } from '#app/tickets/ticket-page.ts'
import { ActFrame } from './act-frame.tsx'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { settleWords } from './settle-words.ts'

/** A supervisor's hand for a frozen case: to let it go on after he has looked into it. */
export function SettleBar({ ticket, query }: { ticket: TicketPage; query: string }) {
  const words = useWords(settleWords)
  const [asked, ask] = useState(false)
  useKeys({ s: () => ask(true) })
  return (
    <ActFrame>
      <Button kind="go" keys="S" onClick={() => ask(true)}>
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
