import { Clock, Ellipsis, MailX, Merge, MessageCircleQuestion, Scissors, Tag, UserPlus } from 'lucide-react'
import { useState } from 'react'
import { useWords } from '#app/components/language.tsx'
import { actWords } from '#app/components/queue/act-words.ts'
import { useActs } from '#app/components/queue/acts.tsx'
import { Menu, MenuButton, MenuTitle } from '#app/components/ui/menu.tsx'
import { undecidedStates } from '#app/tickets/ticket.ts'
import type { MailView, TicketPage } from '#app/tickets/ticket-page.ts'
import { caseWords } from './case-words.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'

/** What can be done with a case beside ruling on it. */
export function CaseMenu({ ticket, query }: { ticket: TicketPage; query: string }) {
  const acts = useWords(actWords)
  const words = useWords(caseWords)
  const { open } = useActs()
  const [asked, ask] = useState<'merge' | MailView | null>(null)
  const undecided = undecidedStates.includes(ticket.state)
  const others = undecided ? ticket.mails.slice(1) : []
  const common = { ticketId: ticket.id, query, onClose: () => ask(null) }
  return (
    <>
      <Menu label={acts.moreOf} icon={Ellipsis}>
        {undecided && (
          <>
            <MenuButton icon={UserPlus} keys="I" onClick={() => open('assign')}>
              {acts.assign}
            </MenuButton>
            <MenuButton icon={Clock} keys="Z" onClick={() => open('snooze')}>
              {acts.snooze}
            </MenuButton>
          </>
        )}
        <MenuButton icon={Tag} keys="L" onClick={() => open('tag')}>
          {acts.tag}
        </MenuButton>
        <MenuButton icon={MessageCircleQuestion} keys="Q" onClick={() => open('escalate')}>
          {acts.escalate}
        </MenuButton>
        {undecided && (
          <>
            <MenuButton icon={MailX} keys="!" onClick={() => open('spam')}>
              {acts.spam}
            </MenuButton>
            <MenuButton icon={Merge} onClick={() => ask('merge')}>
              {words.merge}
            </MenuButton>
          </>
        )}
        {others.map((mail) => (
          <div key={mail.id}>
            <MenuTitle>{mail.senderName || mail.senderAddress}</MenuTitle>
            <MenuButton icon={Scissors} onClick={() => ask(mail)}>
              {words.split}
            </MenuButton>
          </div>
        ))}
      </Menu>
      {asked === 'merge' ? (
        <ConfirmDialog
          {...common}
          title={words.mergeTitle}
          effect={[words.mergeEffect]}
          submit={words.mergeNow}
          fields={{ intent: 'merge', version: ticket.version }}
          number={{ name: 'into', label: words.mergeInto }}
        />
      ) : (
        asked && (
          <ConfirmDialog
            {...common}
            title={words.splitTitle}
            effect={[words.splitEffect]}
            submit={words.splitNow}
            fields={{ intent: 'split', mail: asked.id, version: ticket.version }}
          />
        )
      )}
    </>
  )
}
