import { useFetcher } from '@remix-run/react'
import { useEffect } from 'react'
import { Button } from '#app/components/ui/button.tsx'
import { Dialog } from '#app/components/ui/dialog.tsx'
import { TextArea } from '#app/components/ui/field.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import { recommendationWords } from '#app/components/words.ts'
import type { DeskVerb, OpenVerb } from '#app/tickets/open-verbs.ts'
import type { TicketPage } from '#app/tickets/ticket-page.ts'
import { useLookAgain } from './look-again.ts'
import { Refused } from './refused.tsx'
import { effectOf, rulingWords } from './rulings.ts'

type Question = {
  verb: DeskVerb
  open: OpenVerb
  ticket: TicketPage
  /** The case below it in the list. */
  next: number | null
  /** The list's query, kept for the case after this one. */
  query: string
  /** What was written for this ruling so far; it outlives the dialog. */
  reason: string
  onReason: (reason: string) => void
  onClose: () => void
}

/** The question before a ruling: what it does, why, and then. Only its own buttons decide. */
export function DecisionDialog(question: Question) {
  const { verb, onClose } = question
  return (
    <Dialog open onClose={onClose} title={rulingWords[verb].title}>
      <DecisionForm {...question} />
    </Dialog>
  )
}

function DecisionForm({ verb, open, ticket, next, query, reason, onReason, onClose }: Question) {
  const fetcher = useFetcher<{ refusal: string | null }>()
  const target = useLinkTarget(ticket.id, verb)
  const lookAgain = useLookAgain(ticket.id, query)
  const busy = fetcher.state !== 'idle'
  const reasonNeeded = open.override || verb === 'freeze'
  const unread = verb === 'approve' && target === undefined ? 'Where the link goes is being looked up.' : null
  const missing = unread ?? (reasonNeeded && reason.trim() === '' ? 'Write down why first.' : null)
  const { button, reasons } = rulingWords[verb]
  const done = fetcher.state === 'idle' && fetcher.data?.refusal === null
  useEffect(() => {
    if (done) onClose()
  }, [done, onClose])
  return (
    <fetcher.Form method="post" action={`/tickets/${ticket.id}${query}`} className="grid gap-4">
      <p className="text-ink-2">{effectOf(verb, ticket.senderAddress, target)}</p>
      {open.override && (
        <Notice tone="warn">
          This goes against the recommendation, “
          {ticket.recommendation ? recommendationWords[ticket.recommendation].text : 'none'}”. It is kept with your
          reason and looked at again.
        </Notice>
      )}
      {fetcher.data?.refusal && !busy && (
        <Refused
          refusal={fetcher.data.refusal}
          onLookAgain={() => {
            lookAgain()
            onClose()
          }}
        />
      )}
      <input type="hidden" name="intent" value="decide" />
      <input type="hidden" name="verb" value={verb} />
      <input type="hidden" name="version" value={ticket.version} />
      {next !== null && <input type="hidden" name="next" value={next} />}
      <div className="grid gap-2">
        <TextArea
          label={reasonNeeded ? 'Why' : 'Why (optional)'}
          name="reason"
          value={reason}
          onChange={({ target: { value } }) => onReason(value)}
          required={reasonNeeded}
          maxLength={4000}
        />
        <div className="flex flex-wrap gap-1.5">
          {reasons.map((text) => (
            <button
              key={text}
              type="button"
              onClick={() => onReason(joined(reason, text))}
              className="rounded-full bg-sunk px-2.5 py-1 text-ink-2 text-sm hover:bg-accent-soft hover:text-accent"
            >
              {text}
            </button>
          ))}
        </div>
      </div>
      <div className="flex flex-wrap justify-end gap-2">
        <Button kind="quiet" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" name="afterwards" value="stay" disabledBecause={busy ? 'Being decided' : missing}>
          {shortOf(verb)}, stay
        </Button>
        <Button
          type="submit"
          name="afterwards"
          value="next"
          kind={verb === 'deny' || verb === 'freeze' ? 'no' : 'go'}
          disabledBecause={busy ? 'Being decided' : missing}
          aria-label={`${button} and next`}
        >
          {shortOf(verb)} & next
        </Button>
      </div>
    </fetcher.Form>
  )
}

/** Asks for the masked address only when the question is whether to send a link. */
function useLinkTarget(ticketId: number, verb: DeskVerb): string | null | undefined {
  const { load, data } = useFetcher<{ target: string | null }>()
  useEffect(() => {
    if (verb === 'approve') load(`/tickets/${ticketId}/link-target`)
  }, [load, ticketId, verb])
  return data?.target
}

function shortOf(verb: DeskVerb): string {
  return { approve: 'Send link', ask: 'Ask', deny: 'Refuse', freeze: 'Freeze' }[verb]
}

function joined(written: string, text: string): string {
  const before = written.trimEnd()
  return before === '' ? text : `${before}${/[.;,]$/.test(before) ? ' ' : '; '}${text}`
}
