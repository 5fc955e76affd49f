import { MessageCircleQuestion } from 'lucide-react'
import { useState } from 'react'
import { useKeys } from '#app/components/keys.ts'
import { useWords } from '#app/components/language.tsx'
import { useActs } from '#app/components/queue/acts.tsx'
import { useRetold } from '#app/components/retold/use-retold.ts'
import { Button, type ButtonKind } from '#app/components/ui/button.tsx'
import { type DeskVerb, deskVerbs, type OpenVerb } from '#app/tickets/open-verbs.ts'
import type { TicketPage } from '#app/tickets/ticket-page.ts'
import { ActFrame, OnlyRefusal, RefusalLine } from './act-frame.tsx'
import { DecisionDialog } from './decision-dialog.tsx'
import { rulingKeys, rulingWords } from './rulings.ts'

type Acting = {
  ticket: TicketPage
  verbs: Record<DeskVerb, OpenVerb>
  /** The case below it in the list. */
  next: number | null
  query: string
}

/** The rulings, and the way to a supervisor. Keys and buttons open questions; only these decide. */
export function ActBar({ ticket, verbs, next, query }: Acting) {
  const words = useWords(rulingWords)
  const retold = useRetold()
  const { selection, open: openAct } = useActs()
  const shown = shownVerbs(ticket)
  const [asked, ask] = useState<DeskVerb | null>(null)
  const [written, write] = useState<Partial<Record<DeskVerb, string>>>({})
  const [closed, tell] = useState<DeskVerb | null>(null)
  const open = (verb: DeskVerb) => () => {
    const isOpen = verbs[verb].refusal === null
    ask(isOpen ? verb : null)
    tell(isOpen ? null : verb)
  }
  // With cases chosen in the list, a key is meant for those.
  const hear = (verb: DeskVerb) => () => selection.ids.size === 0 && open(verb)()
  useKeys({ a: hear(shown[0] ?? 'approve'), m: hear('ask'), d: hear('deny'), f: hear('freeze') })
  const refusals = new Set(shown.map((verb) => verbs[verb].refusal))
  const [onlyRefusal] = refusals
  return (
    <ActFrame>
      {refusals.size > 1 && <RefusalLine refusal={closed && verbs[closed].refusal} />}
      {refusals.size === 1 && onlyRefusal ? (
        <OnlyRefusal refusal={onlyRefusal} />
      ) : (
        shown.map((verb) => (
          <Button
            key={verb}
            kind={faceOf(verb, ticket)}
            keys={rulingKeys[verb].toUpperCase()}
            onClick={open(verb)}
            onRefused={open(verb)}
            disabledBecause={retold(verbs[verb].refusal)}
          >
            {words.buttons[verb]}
          </Button>
        ))
      )}
      {ticket.question === null && (
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
          reason={written[asked] ?? ''}
          onReason={(reason) => write({ ...written, [asked]: reason })}
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
