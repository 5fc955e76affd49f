import { MessageCircleQuestion } from 'lucide-react'
import { useState } from 'react'
import { useWords } from '#app/components/language.tsx'
import { useOffers } from '#app/components/offers.ts'
import { useActs } from '#app/components/queue/acts.tsx'
import { useRetold } from '#app/components/retold/use-retold.ts'
import { Button, type ButtonKind } from '#app/components/ui/button.tsx'
import { may } from '#app/staff/permissions.ts'
import type { Person } from '#app/staff/person.ts'
import { type DeskVerb, deskVerbs, type OpenVerb } from '#app/tickets/open-verbs.ts'
import type { TicketPage } from '#app/tickets/ticket-page.ts'
import { ActFrame, OnlyRefusal, RefusalLine } from './act-frame.tsx'
import { DecisionDialog } from './decision-dialog.tsx'
import { type Refusals, useRefusal } from './refusals.ts'
import { rulingKeys, rulingWords } from './rulings.ts'

type Acting = {
  ticket: TicketPage
  person: Person
  verbs: Record<DeskVerb, OpenVerb>
  refusals: Refusals
  /** The case below it in the list. */
  next: number | null
  query: string
}

/** The rulings, and the way to a supervisor. Keys and buttons open questions; only these decide. */
export function ActBar({ ticket, person, verbs, refusals, next, query }: Acting) {
  const words = useWords(rulingWords)
  const retold = useRetold()
  const { selection, open: openAct } = useActs()
  const shown = shownVerbs(ticket)
  const [asked, ask] = useState<DeskVerb | null>(null)
  const [refusal, tell] = useRefusal(refusals, ['close', 'recover'])
  const open = (verb: DeskVerb) => () => {
    const isOpen = refusals[verb] === null
    ask(isOpen ? verb : null)
    tell(isOpen ? null : verb)
  }
  const hands = shown.map((verb) => ({
    name: verb,
    keys: rulingKeys[verb],
    closed: refusals[verb],
    act: open(verb),
  }))
  // With cases chosen in the list, a key is meant for those.
  useOffers(selection.ids.size === 0 ? hands : [])
  const [first, ...others] = new Set(shown.map((verb) => refusals[verb]))
  const onlyRefusal = others.length === 0 && first
  return (
    <ActFrame>
      <RefusalLine refusal={refusal === onlyRefusal ? null : refusal} />
      {onlyRefusal ? (
        <OnlyRefusal refusal={onlyRefusal} />
      ) : (
        shown.map((verb) => (
          <Button
            key={verb}
            kind={faceOf(verb, ticket)}
            keys={rulingKeys[verb].toUpperCase()}
            onClick={open(verb)}
            onRefused={open(verb)}
            disabledBecause={retold(refusals[verb])}
          >
            {words.buttons[verb]}
          </Button>
        ))
      )}
      {ticket.question === null && may(person.role, 'escalate') && (
        <span className="ml-auto hidden 2xl:inline">
          <Button kind="quiet" icon={MessageCircleQuestion} keys="Q" onClick={() => openAct('escalate')}>
            {words.supervisor}
          </Button>
        </span>
      )}
      {asked !== null && (
        <DecisionDialog
          verb={asked}
          open={verbs[asked]}
          ticket={ticket}
          next={next}
          query={query}
          onClose={() => ask(null)}
        />
      )}
    </ActFrame>
  )
}

/** One person approves for the registered address, two for a new one: never both are open. */
function shownVerbs({ route }: TicketPage): readonly DeskVerb[] {
  return deskVerbs.filter((verb) => verb !== (route === 'new-address' ? 'approve' : 'propose'))
}

/** The recommended ruling stands out; taking away is red. Where a life may be at stake, no ruling is the next thing to do. */
function faceOf(verb: DeskVerb, { recommendation, difficulty, question }: TicketPage): ButtonKind {
  if (difficulty === 'self_harm' && !question) return 'plain'
  const recommended = recommendation === verb || (recommendation === 'stop' && verb === 'deny')
  if (recommended) return 'go'
  return verb === 'deny' ? 'no' : 'plain'
}
