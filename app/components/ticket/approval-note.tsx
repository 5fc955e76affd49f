import { MailPlus, Timer, UserRoundCheck } from 'lucide-react'
import { useState } from 'react'
import { formatDuration } from '#app/components/figures.ts'
import { joins } from '#app/components/joins.ts'
import { useLanguage, useWords } from '#app/components/language.tsx'
import { useMoments } from '#app/components/moments.ts'
import { Button } from '#app/components/ui/button.tsx'
import { may } from '#app/staff/permissions.ts'
import type { Person } from '#app/staff/person.ts'
import type { ApprovalView, TicketPage } from '#app/tickets/ticket-page.ts'
import { approvalWords } from './approval-words.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'

type Note = { ticket: TicketPage; approval: ApprovalView; person: Person; now: Date; query: string }

/** At the head of a case: whom it waits for, or until when it rests and what ends it. */
export function ApprovalNote({ ticket, approval, person, now, query }: Note) {
  return (
    <section className="rounded-md border border-warn bg-warn-soft p-3">
      {approval.holdUntil === null ? (
        <Proposed approval={approval} person={person} />
      ) : (
        <Held ticket={ticket} approval={approval} until={approval.holdUntil} now={now} />
      )}
      {approval.confirmed === false && approval.holdUntil !== null && may(person.role, 'decide') && (
        <RepeatCode ticket={ticket} query={query} />
      )}
    </section>
  )
}

/** For who never got the letter, or lost it. */
function RepeatCode({ ticket, query }: Pick<Note, 'ticket' | 'query'>) {
  const words = useWords(approvalWords)
  const [asked, ask] = useState(false)
  return (
    <div className="mt-2">
      <Button icon={MailPlus} onClick={() => ask(true)}>
        {words.repeat}
      </Button>
      {asked && (
        <ConfirmDialog
          title={words.repeatTitle}
          effect={[words.repeatEffect(ticket.senderAddress ?? '')]}
          submit={words.repeat}
          ticketId={ticket.id}
          query={query}
          fields={{ intent: 'repeat code' }}
          onClose={() => ask(false)}
        />
      )}
    </div>
  )
}

function Proposed({ approval: { decidedBy, second }, person }: Pick<Note, 'approval' | 'person'>) {
  const words = useWords(approvalWords)
  return (
    <>
      <p className="flex items-center gap-2 font-semibold text-warn">
        <UserRoundCheck aria-hidden="true" className="size-4 shrink-0" />
        {words.proposed}
      </p>
      <p className="mt-1 max-w-[70ch] text-ink">
        {second?.id === person.id ? words.yours(decidedBy.name) : words.waits(decidedBy.name, second?.name ?? '')}
      </p>
    </>
  )
}

function Held({ ticket, approval, until, now }: Omit<Note, 'person' | 'query'> & { until: Date }) {
  const words = useWords(approvalWords)
  const { gap } = useWords(joins)
  const language = useLanguage()
  const moments = useMoments()
  const left = until.getTime() - now.getTime()
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-2 font-semibold text-warn">
        <Timer aria-hidden="true" className="size-4 shrink-0" />
        <time dateTime={until.toISOString()} title={moments.full(until)}>
          {words.held(moments.zoned(until))}
        </time>
        {left > 0 && <span className="font-normal">{words.left(formatDuration(left, language))}</span>}
      </p>
      <p className="mt-1 max-w-[70ch] break-words text-ink">
        {[
          left <= 0 && words.over,
          approval.route === 'registered' ? words.toRegistered : words.toNew(ticket.senderAddress ?? ''),
          approval.confirmed !== null && (approval.confirmed ? words.confirmed : words.notConfirmed),
          ticket.resetsStopped && words.stopped,
        ]
          .filter(Boolean)
          .join(gap)}
      </p>
    </>
  )
}
