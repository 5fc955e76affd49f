import { useFetcher } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { groupDigits } from '#app/components/figures.ts'
import { useLanguage, useWords } from '#app/components/language.tsx'
import { useUnsentText } from '#app/components/live/unsent-text.ts'
import { Button } from '#app/components/ui/button.tsx'
import { Dialog } from '#app/components/ui/dialog.tsx'
import { Field } from '#app/components/ui/field.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import { kindWords } from '#app/components/words.ts'
import { isTypedRight, typedBefore, typedDigits } from '#app/decisions/typed-confirmation.ts'
import type { DeskVerb, OpenVerb } from '#app/tickets/open-verbs.ts'
import type { TicketPage } from '#app/tickets/ticket-page.ts'
import { useDeedUnderWay } from './deed-under-way.ts'
import { dialogWords } from './dialog-words.ts'
import { holdInWords } from './hold-in-words.ts'
import { LetterPreviews } from './letter-preview.tsx'
import { useLookAgain } from './look-again.ts'
import { ReasonField } from './reason-field.tsx'
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
  onClose: () => void
}

/** The question before a ruling: what it does, why, and then. Only its own buttons decide. */
export function DecisionDialog(question: Question) {
  const words = useWords(rulingWords)
  const { verb, open, onClose } = question
  const held = verb === 'approve' && open.holdHours !== null
  return (
    <Dialog open onClose={onClose} title={held ? words.held.title : words.titles[verb]}>
      <DecisionForm {...question} />
    </Dialog>
  )
}

function DecisionForm({ verb, open, ticket, next, query, onClose }: Question) {
  const words = useWords(rulingWords)
  const frame = useWords(dialogWords)
  const kinds = useWords(kindWords)
  const language = useLanguage()
  const [typed, type] = useState('')
  const fetcher = useFetcher<{ refusal: string | null }>()
  const target = useLinkTarget(ticket.id, verb)
  const lookAgain = useLookAgain(ticket.id, query)
  // One's own deed just before, like taking the case, makes it another version: the ruling waits to name that one.
  const busy = useDeedUnderWay()
  const done = fetcher.state !== 'submitting' && fetcher.data?.refusal === null
  const [reason, write] = useUnsentText(`${ticket.id} ${verb}`, done || fetcher.state !== 'idle')
  const reasonNeeded = open.override || verb === 'freeze' || verb === 'propose'
  const unread = verb === 'approve' && target === undefined ? words.lookingUp : null
  const unwritten = reasonNeeded && reason.trim() === '' ? words.whyFirst : null
  const typing = typedBefore[verb]
  const number = typing === 'case' ? String(ticket.id) : ticket.accountNumber
  const hold = open.holdHours === null ? null : holdInWords(open.holdHours, language)
  const short = verb === 'approve' && hold !== null ? words.held.short : words.short[verb]
  const untyped = typing && !isTypedRight(typed, number) ? words.typedFirst[typing] : null
  const missing = unread ?? unwritten ?? untyped
  useEffect(() => {
    if (done) onClose()
  }, [done, onClose])
  return (
    <fetcher.Form method="post" action={`/tickets/${ticket.id}${query}`} className="grid gap-4">
      <p className="text-ink-2">{effectOf(words, verb, { sender: ticket.senderAddress, target, hold })}</p>
      {open.override && (
        <Notice tone="warn">
          {words.override(ticket.recommendation ? kinds.recommendation[ticket.recommendation] : words.none)}
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
      <ReasonField
        label={reasonNeeded ? words.why : words.whyOptional}
        value={reason}
        onWrite={write}
        required={reasonNeeded}
        presets={Object.values(words[`${verb}Reasons`])}
      />
      {typing && number !== null && (
        <Field
          label={words.typed[typing](Math.min(typedDigits, number.length))}
          hint={words.typedHint[typing](typing === 'case' ? `#${number}` : groupDigits(number))}
          name="typed"
          value={typed}
          onChange={({ target: { value } }) => type(value)}
          inputMode="numeric"
          autoComplete="off"
          maxLength={40}
        />
      )}
      <LetterPreviews ticketId={ticket.id} verb={verb} />
      <div className="dialog-foot">
        <Button kind="quiet" onClick={onClose}>
          {frame.cancel}
        </Button>
        <Button type="submit" name="afterwards" value="stay" disabledBecause={busy ? words.deciding : missing}>
          {frame.andStay(short)}
        </Button>
        <Button
          type="submit"
          name="afterwards"
          value="next"
          kind={verb === 'deny' || verb === 'freeze' ? 'no' : 'go'}
          disabledBecause={busy ? words.deciding : missing}
          aria-label={frame.andNext(words.buttons[verb])}
        >
          {frame.andNext(short)}
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
