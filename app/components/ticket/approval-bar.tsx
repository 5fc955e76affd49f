import { useState } from 'react'
import { groupDigits } from '#app/components/figures.ts'
import { useLanguage, useWords } from '#app/components/language.tsx'
import { type Offer, useOffers } from '#app/components/offers.ts'
import { useActs } from '#app/components/queue/acts.tsx'
import { useRetold } from '#app/components/retold/use-retold.ts'
import { Button } from '#app/components/ui/button.tsx'
import type { SecondVerdict } from '#app/decisions/second-verdict.ts'
import type { Person } from '#app/staff/person.ts'
import type { OpenVerb } from '#app/tickets/open-verbs.ts'
import type { ApprovalView, TicketPage } from '#app/tickets/ticket-page.ts'
import { ActFrame, RefusalLine } from './act-frame.tsx'
import { approvalWords } from './approval-words.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { DecisionDialog } from './decision-dialog.tsx'
import { holdInWords } from './hold-in-words.ts'
import { type Refusals, useRefusal } from './refusals.ts'

type Bar = {
  ticket: TicketPage
  approval: ApprovalView
  person: Person
  freeze: OpenVerb
  refusals: Refusals
  /** The case below it in the list. */
  next: number | null
  query: string
}

/** What a case that waits or rests is not open to. */
const others = ['close', 'recover'] as const

/** The hands for what waits or rests: the second verdict for whom it is, and freezing for everybody who decides. */
export function ApprovalBar({ ticket, approval, person, freeze, refusals, next, query }: Bar) {
  const words = useWords(approvalWords)
  const language = useLanguage()
  const retold = useRetold()
  const { selection } = useActs()
  const [asked, ask] = useState<SecondVerdict | 'freeze' | null>(null)
  const mine = approval.state === 'waiting' && approval.second?.id === person.id
  const [refusal, tell] = useRefusal(refusals, mine ? ['ask', ...others] : ['approve', 'ask', 'deny', ...others])
  const open = (what: SecondVerdict | 'freeze') => () => {
    const isOpen = what !== 'freeze' || freeze.refusal === null
    ask(isOpen ? what : null)
    tell(isOpen ? null : 'freeze')
  }
  const verdicts = [
    { name: 'secondApprove', keys: 'a', act: open('approve') },
    { name: 'secondRefuse', keys: 'd', act: open('refuse') },
  ] as const
  const hands: readonly Offer[] = [
    ...(mine ? verdicts : []),
    { name: 'freeze', keys: 'f', closed: freeze.refusal, act: open('freeze') },
  ]
  // With cases chosen in the list, a key is meant for those.
  useOffers(selection.ids.size === 0 ? hands : [])
  const second = {
    ticketId: ticket.id,
    query,
    onClose: () => ask(null),
    andNext: true,
    fields: { intent: 'second', version: ticket.version, ...(next === null ? {} : { next }) },
  }
  const hold = holdInWords(approval.holdHours, language)
  return (
    <ActFrame>
      <RefusalLine refusal={refusal} />
      {mine ? (
        <>
          <Button kind="go" keys="A" onClick={open('approve')}>
            {words.approve}
          </Button>
          <Button kind="no" keys="D" onClick={open('refuse')}>
            {words.refuse}
          </Button>
        </>
      ) : (
        <p className="text-ink-2">
          {approval.state === 'waiting' ? words.onlySecond(approval.second?.name ?? '') : words.onlyHold}
        </p>
      )}
      <Button keys="F" onClick={open('freeze')} onRefused={open('freeze')} disabledBecause={retold(freeze.refusal)}>
        {words.freeze}
      </Button>
      {asked === 'approve' && (
        <ConfirmDialog
          {...second}
          title={words.approveTitle}
          effect={[words.approveEffect(hold, ticket.senderAddress ?? '')]}
          reason={words.approveWhy}
          reasons={Object.values(words.approveReasons)}
          number={{
            name: 'typed',
            label: words.approveTyped,
            hint: words.approveTypedHint(groupDigits(ticket.accountNumber ?? '')),
          }}
          letters="second"
          submit={words.approveShort}
          fields={{ ...second.fields, verdict: 'approve' }}
        />
      )}
      {asked === 'refuse' && (
        <ConfirmDialog
          {...second}
          title={words.refuseTitle}
          effect={[words.refuseEffect]}
          reason={words.refuseWhy}
          reasons={Object.values(words.refuseReasons)}
          submit={words.refuse}
          kind="no"
          fields={{ ...second.fields, verdict: 'refuse' }}
        />
      )}
      {asked === 'freeze' && (
        <DecisionDialog
          verb="freeze"
          open={freeze}
          ticket={ticket}
          next={next}
          query={query}
          onClose={() => ask(null)}
        />
      )}
    </ActFrame>
  )
}
