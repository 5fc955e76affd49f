import { useFetcher } from '@remix-run/react'
import { Hand, Undo2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { formatDuration } from '#app/components/figures.ts'
import { useLanguage, useWords } from '#app/components/language.tsx'
import { useOffers } from '#app/components/offers.ts'
import { useRetold } from '#app/components/retold/use-retold.ts'
import { Button } from '#app/components/ui/button.tsx'
import { Chip } from '#app/components/ui/chip.tsx'
import { Dialog } from '#app/components/ui/dialog.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import { may } from '#app/staff/permissions.ts'
import type { Person } from '#app/staff/person.ts'
import { undecidedStates } from '#app/tickets/ticket.ts'
import type { TicketPage } from '#app/tickets/ticket-page.ts'
import { leaseWords } from './lease-words.ts'

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
  const words = useWords(leaseWords)
  const language = useLanguage()
  const retold = useRetold()
  const [asked, ask] = useState(false)
  const [seen, see] = useState<typeof fetcher.data>()
  const { owner } = ticket
  const mine = owner?.id === person.id
  const leftMs = Math.max(0, (ticket.leaseUntil?.getTime() ?? 0) - now.getTime())
  const withOther = owner !== null && !mine && leftMs > 0
  const open = undecidedStates.includes(ticket.state) && may(person.role, 'decide')
  const action = `/tickets/${ticket.id}${query}`
  const refusal = fetcher.state === 'idle' && fetcher.data !== seen ? fetcher.data?.refusal : null
  const take = () => {
    if (withOther) ask(true)
    else fetcher.submit({ intent: 'take' }, { method: 'post', action })
  }
  const giveBack = () => fetcher.submit({ intent: 'return' }, { method: 'post', action })
  useOffers(
    open
      ? [
          { name: mine ? 'keep' : withOther ? 'takeOver' : 'take', keys: 't', act: take },
          ...(mine ? [{ name: 'return' as const, act: giveBack }] : []),
        ]
      : [],
  )
  return (
    <>
      {open && (!mine || leftMs < soonMs) && (
        <Button kind="quiet" icon={Hand} keys="T" onClick={take}>
          {mine ? <Narrow>{words.keep}</Narrow> : withOther ? words.takeOver : words.take}
        </Button>
      )}
      {open && mine && (
        <Button kind="quiet" icon={Undo2} title={words.return} onClick={giveBack}>
          <Narrow>{words.return}</Narrow>
        </Button>
      )}
      {refusal && (
        <Dialog open onClose={() => see(fetcher.data)} title={words.notTaken}>
          <Notice tone="against">{retold(refusal)}</Notice>
        </Dialog>
      )}
      <Dialog open={asked} onClose={() => ask(false)} title={words.overTitle}>
        <fetcher.Form method="post" action={action} onSubmit={() => ask(false)} className="grid gap-4">
          <p className="text-ink-2">{words.overEffect(owner?.name ?? '', formatDuration(leftMs, language))}</p>
          <input type="hidden" name="intent" value="take" />
          <input type="hidden" name="over" value="yes" />
          <div className="flex justify-end gap-2">
            <Button kind="quiet" onClick={() => ask(false)}>
              {words.cancel}
            </Button>
            <Button type="submit" kind="go">
              {words.takeOver}
            </Button>
          </div>
        </fetcher.Form>
      </Dialog>
    </>
  )
}

/** For ears alone where the bar is narrow: whose the case is and how long comes first there. */
function Narrow({ children }: { children: ReactNode }) {
  return <span className="@max-2xl:sr-only">{children}</span>
}

/** Whose the case is, and for how long others are kept off it; nothing where it is nobody's. */
export function Owner({
  ticket: { owner, leaseUntil },
  person,
  now,
}: {
  ticket: TicketPage
  person: Person
  now: Date
}) {
  const words = useWords(leaseWords)
  const language = useLanguage()
  if (!owner) return null
  const leftMs = (leaseUntil?.getTime() ?? 0) - now.getTime()
  // Whole minutes, or it would change under every look.
  const left = leftMs > 0 ? formatDuration(Math.ceil(leftMs / 60_000) * 60_000, language) : null
  if (owner.id === person.id) return <Chip tone="accent">{left ? words.yoursFor(left) : words.yours}</Chip>
  return <Chip>{left ? words.withFor(owner.name, left) : words.with(owner.name)}</Chip>
}
