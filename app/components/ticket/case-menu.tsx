import { Clock, Ellipsis, MailX, Merge, MessageCircleQuestion, Scissors, Tag, UserPlus } from 'lucide-react'
import { useState } from 'react'
import { useWords } from '#app/components/language.tsx'
import { useMoments } from '#app/components/moments.ts'
import { useOffers } from '#app/components/offers.ts'
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
  const { open, selection } = useActs()
  const moments = useMoments()
  const [asked, ask] = useState<'merge' | 'split' | MailView | null>(null)
  const undecided = undecidedStates.includes(ticket.state)
  const others = undecided ? ticket.mails.slice(1) : []
  const nameOf = ({ senderName, senderAddress }: MailView) => senderName || senderAddress || ''
  const [only, ...more] = others
  // With cases chosen in the list, what is asked for is meant for those.
  const here = () => undecided && selection.ids.size === 0
  useOffers([
    { name: 'merge', when: here, act: () => here() && ask('merge') },
    {
      name: 'split',
      when: () => here() && only !== undefined,
      act: () => here() && only && ask(more.length === 0 ? only : 'split'),
    },
  ])
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
            <MenuTitle>{nameOf(mail)}</MenuTitle>
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
          number={{ name: 'into', label: words.mergeInto, kept: true }}
        />
      ) : (
        asked && (
          <ConfirmDialog
            {...common}
            title={words.splitTitle}
            effect={[words.splitEffect]}
            submit={words.splitNow}
            fields={{
              intent: 'split',
              version: ticket.version,
              ...(asked === 'split' ? {} : { mail: asked.id }),
            }}
            {...(asked === 'split' && {
              choice: {
                name: 'mail',
                label: words.splitWhich,
                of: others.map((mail) => ({
                  value: mail.id,
                  text: `${nameOf(mail)}, ${moments.zoned(mail.arrivedAt)}`,
                })),
              },
            })}
          />
        )
      )}
    </>
  )
}
