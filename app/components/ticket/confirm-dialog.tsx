import { useFetcher } from '@remix-run/react'
import { useEffect } from 'react'
import { useWords } from '#app/components/language.tsx'
import { useUnsentText } from '#app/components/live/unsent-text.ts'
import { Button, type ButtonKind } from '#app/components/ui/button.tsx'
import { Dialog } from '#app/components/ui/dialog.tsx'
import { Field, TextArea } from '#app/components/ui/field.tsx'
import { dialogWords } from './dialog-words.ts'
import { useLookAgain } from './look-again.ts'
import { Refused } from './refused.tsx'

type Question = {
  title: string
  /** What it does, a sentence a paragraph. */
  effect: readonly string[]
  submit: string
  /** Of the button that does it: usually the one thing to do next. */
  kind?: ButtonKind
  ticketId: number
  /** The list's query, kept for the case after this one. */
  query: string
  /** What the form says besides. */
  fields: Readonly<Record<string, string | number>>
  /** Asks why, and does nothing without an answer. */
  reason?: string
  /** Asks for a number, and does nothing without one. */
  number?: { name: string; label: string }
  /** Where there are two ways on: look again, or the next case. */
  andNext?: boolean
  onClose: () => void
}

/** The question before a deed that is no ruling: what it does, and then. Only its own buttons do it. */
export function ConfirmDialog(question: Question) {
  return (
    <Dialog open onClose={question.onClose} title={question.title}>
      <ConfirmForm {...question} />
    </Dialog>
  )
}

function ConfirmForm({
  effect,
  submit,
  kind = 'go',
  ticketId,
  query,
  fields,
  reason,
  number,
  andNext = false,
  onClose,
}: Question) {
  const words = useWords(dialogWords)
  const fetcher = useFetcher<{ refusal: string | null }>()
  const lookAgain = useLookAgain(ticketId, query)
  const busy = fetcher.state === 'idle' ? null : words.busy
  const done = fetcher.state !== 'submitting' && fetcher.data?.refusal === null
  const deed = `${ticketId} ${fields.intent} ${fields.verdict ?? ''}`
  const [written, write] = useUnsentText(deed, done || fetcher.state !== 'idle')
  useEffect(() => {
    if (done) onClose()
  }, [done, onClose])
  return (
    <fetcher.Form method="post" action={`/tickets/${ticketId}${query}`} className="grid gap-4">
      <div className="grid gap-2 text-ink-2">
        {effect.map((sentence) => (
          <p key={sentence} className="break-words">
            {sentence}
          </p>
        ))}
      </div>
      {fetcher.data?.refusal && !busy && (
        <Refused
          refusal={fetcher.data.refusal}
          onLookAgain={() => {
            lookAgain()
            onClose()
          }}
        />
      )}
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {reason && (
        <TextArea
          label={reason}
          name="reason"
          value={written}
          onChange={({ target }) => write(target.value)}
          required
          maxLength={4000}
        />
      )}
      {number && (
        <Field
          label={number.label}
          name={number.name}
          inputMode="numeric"
          pattern="[0-9]{1,15}"
          autoComplete="off"
          required
        />
      )}
      <div className="dialog-foot">
        <Button kind="quiet" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button type="submit" name="afterwards" value="stay" kind={andNext ? 'plain' : kind} disabledBecause={busy}>
          {andNext ? words.andStay(submit) : submit}
        </Button>
        {andNext && (
          <Button type="submit" name="afterwards" value="next" kind={kind} disabledBecause={busy}>
            {words.andNext(submit)}
          </Button>
        )}
      </div>
    </fetcher.Form>
  )
}
