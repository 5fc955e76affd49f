import { useFetcher } from '@remix-run/react'
import { Hand, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { formatDuration } from '#app/components/figures.ts'
import { useKeys } from '#app/components/keys.ts'
import { Button } from '#app/components/ui/button.tsx'
import { Dialog } from '#app/components/ui/dialog.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import type { Person } from '#app/staff/person.ts'
import { type DeskVerb, deskVerbs, type OpenVerb } from '#app/tickets/open-verbs.ts'
import { undecidedStates } from '#app/tickets/ticket.ts'
import type { TicketPage } from '#app/tickets/ticket-page.ts'
import { DecisionDialog } from './decision-dialog.tsx'
import { rulingWords } from './rulings.ts'

type Acting = {
  ticket: TicketPage
  person: Person
  verbs: Record<DeskVerb, OpenVerb>
  now: Date
  next: number | null
  query: string
}

/** The hands of the desk: take, and the four rulings. Keys and buttons open questions; only these decide. */
export function ActBar({ ticket, person, verbs, now, next, query }: Acting) {
  const [asked, ask] = useState<DeskVerb | 'take' | null>(null)
  const taking = useFetcher<{ refusal: string | null }>()
  const mine = ticket.owner?.id === person.id
  const leftMs = (ticket.leaseUntil?.getTime() ?? 0) - now.getTime()
  const withOther = ticket.owner !== null && !mine && leftMs > 0
  const undecided = undecidedStates.includes(ticket.state)
  const action = `/tickets/${ticket.id}${query}`
  const take = () => {
    if (!undecided) return
    if (withOther) ask('take')
    else taking.submit({ intent: 'take' }, { method: 'post', action })
  }
  const open = (verb: DeskVerb) => () => verbs[verb].refusal === null && ask(verb)
  useKeys({ t: take, a: open('approve'), m: open('ask'), d: open('deny'), f: open('freeze') })
  return (
    <footer className="sticky bottom-0 z-10 shrink-0 border-line border-t bg-pane px-4 py-2.5 md:static lg:px-8">
      {taking.data?.refusal && taking.state === 'idle' && (
        <div className="mb-2">
          <Notice tone="against" live>
            {taking.data.refusal}
          </Notice>
        </div>
      )}
      <div className="flex flex-wrap items-center gap-2">
        {deskVerbs.map((verb) => (
          <Button
            key={verb}
            kind={faceOf(verb, ticket)}
            keys={rulingWords[verb].key.toUpperCase()}
            onClick={open(verb)}
            disabledBecause={verbs[verb].refusal}
          >
            {rulingWords[verb].button}
          </Button>
        ))}
        <span className="ml-auto flex items-center gap-2 text-ink-3 text-sm">
          <span className="whitespace-nowrap">{leaseText({ mine, leftMs, withOther, ticket })}</span>
          {undecided && !(mine && leftMs > 5 * 60_000) && (
            <Button kind="quiet" icon={Hand} keys="T" onClick={take}>
              {mine ? 'Keep' : withOther ? 'Take over' : 'Take'}
            </Button>
          )}
          {undecided && mine && (
            <taking.Form method="post" action={action}>
              <input type="hidden" name="intent" value="return" />
              <Button type="submit" kind="quiet" icon={Undo2}>
                Return
              </Button>
            </taking.Form>
          )}
        </span>
      </div>
      {asked === 'take' && (
        <Dialog open onClose={() => ask(null)} title="Take it over?">
          <taking.Form method="post" action={action} onSubmit={() => ask(null)} className="grid gap-4">
            <p className="text-ink-2">
              {ticket.owner?.name} works on this case for another {formatDuration(leftMs)}. It becomes yours, and the
              audit keeps that you took it over.
            </p>
            <input type="hidden" name="intent" value="take" />
            <input type="hidden" name="over" value="yes" />
            <div className="flex justify-end gap-2">
              <Button kind="quiet" onClick={() => ask(null)}>
                Cancel
              </Button>
              <Button type="submit" kind="go">
                Take over
              </Button>
            </div>
          </taking.Form>
        </Dialog>
      )}
      {asked !== null && asked !== 'take' && (
        <DecisionDialog
          verb={asked}
          open={verbs[asked]}
          ticket={ticket}
          next={next}
          query={query}
          onClose={() => ask(null)}
        />
      )}
    </footer>
  )
}

/** The recommended ruling stands out; taking away is red. */
function faceOf(verb: DeskVerb, { recommendation }: TicketPage): 'go' | 'plain' | 'no' {
  const recommended = recommendation === verb || (recommendation === 'stop' && verb === 'deny')
  if (recommended) return 'go'
  return verb === 'deny' ? 'no' : 'plain'
}

function leaseText({
  mine,
  leftMs,
  withOther,
  ticket,
}: {
  mine: boolean
  leftMs: number
  withOther: boolean
  ticket: TicketPage
}): string {
  if (mine && leftMs > 0) return `yours for ${formatDuration(Math.ceil(leftMs / 60_000) * 60_000)}`
  if (withOther) return `with ${ticket.owner?.name}`
  return ''
}
