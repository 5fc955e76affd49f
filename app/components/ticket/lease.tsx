import { useFetcher } from '@remix-run/react'
import { Hand, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { formatDuration } from '#app/components/figures.ts'
import { useKeys } from '#app/components/keys.ts'
import { Button } from '#app/components/ui/button.tsx'
import { Dialog } from '#app/components/ui/dialog.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import type { Person } from '#app/staff/person.ts'
import { undecidedStates } from '#app/tickets/ticket.ts'
import type { TicketPage } from '#app/tickets/ticket-page.ts'

/** With less than this left, the person can ask for more time, in milliseconds. */
const soonMs = 5 * 60_000

/** Who works on the case, for how long, and the hands to take it or to return it. */
export function Lease({
  ticket,
  person,
  now,
  query,
}: {
  ticket: TicketPage
  person: Person
  now: Date
  query: string
}) {
  const fetcher = useFetcher<{ refusal: string | null }>()
  const [asked, ask] = useState(false)
  const [seen, see] = useState<typeof fetcher.data>()
  const { owner } = ticket
  const mine = owner?.id === person.id
  const leftMs = Math.max(0, (ticket.leaseUntil?.getTime() ?? 0) - now.getTime())
  const withOther = owner !== null && !mine && leftMs > 0
  const undecided = undecidedStates.includes(ticket.state)
  const action = `/tickets/${ticket.id}${query}`
  const refusal = fetcher.state === 'idle' && fetcher.data !== seen ? fetcher.data?.refusal : null
  const take = () => {
    if (!undecided) return
    if (withOther) ask(true)
    else fetcher.submit({ intent: 'take' }, { method: 'post', action })
  }
  useKeys({ t: take })
  return (
    <>
      {undecided && (!mine || leftMs < soonMs) && (
        <Button kind="quiet" icon={Hand} keys="T" onClick={take}>
          {mine ? 'Keep' : withOther ? 'Take over' : 'Take'}
        </Button>
      )}
      {undecided && mine && (
        <fetcher.Form method="post" action={action}>
          <input type="hidden" name="intent" value="return" />
          <Button type="submit" kind="quiet" icon={Undo2}>
            Return
          </Button>
        </fetcher.Form>
      )}
      {refusal && (
        <Dialog open onClose={() => see(fetcher.data)} title="Not taken">
          <Notice tone="against">{refusal}</Notice>
        </Dialog>
      )}
      <Dialog open={asked} onClose={() => ask(false)} title="Take it over?">
        <fetcher.Form method="post" action={action} onSubmit={() => ask(false)} className="grid gap-4">
          <p className="text-ink-2">
            {owner?.name} works on this case for another {formatDuration(leftMs)}. It becomes yours, and the audit keeps
            that you took it over.
          </p>
          <input type="hidden" name="intent" value="take" />
          <input type="hidden" name="over" value="yes" />
          <div className="flex justify-end gap-2">
            <Button kind="quiet" onClick={() => ask(false)}>
              Cancel
            </Button>
            <Button type="submit" kind="go">
              Take over
            </Button>
          </div>
        </fetcher.Form>
      </Dialog>
    </>
  )
}
