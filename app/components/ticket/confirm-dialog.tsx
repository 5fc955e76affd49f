import { useFetcher } from '@remix-run/react'
import { useEffect } from 'react'
import { useWords } from '#app/components/language.tsx'
import { useUnsentText } from '#app/components/live/unsent-text.ts'
import { Button, type ButtonKind } from '#app/components/ui/button.tsx'
import { Dialog } from '#app/components/ui/dialog.tsx'
import { Field, SelectField } from '#app/components/ui/field.tsx'
import type { PreviewedVerb } from '#app/decisions/letter-preview.ts'
import { dialogWords } from './dialog-words.ts'
import { LetterPreviews } from './letter-preview.tsx'
import { useLookAgain } from './look-again.ts'
import { ReasonField } from './reason-field.tsx'
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
  /** What people usually answer to that. */
  reasons?: readonly string[]
  /** Asks for a number, and does nothing without one. */
  number?: {
    name: string
    label: string
    hint?: string
    /** It is there again where the question is asked again; a confirmation is typed anew. */
    kept?: boolean
  }
  /** Asks which of several. */
  choice?: { name: string; label: string; of: readonly { value: number; text: string }[] }
  /** Shows the letters that it sends. */
  letters?: PreviewedVerb
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
  reasons = [],
  number,
  choice,
  letters,
  andNext = false,
  onClose,
}: Question) {
  const words = useWords(dialogWords)
  const fetcher = useFetcher<{ refusal: string | null }>()
  const lookAgain = useLookAgain(ticketId, query)
  const busy = fetcher.state === 'idle' ? null : words.busy
  const done = fetcher.state !== 'submitting' && fetcher.data?.refusal === null
  const deed = `${ticketId} ${fields.intent} ${fields.verdict ?? ''}`
  const sent = done || fetcher.state !== 'idle'
  const [written, write] = useUnsentText(deed, sent)
  const [typed, type] = useUnsentText(`${deed} number`, sent || !number?.kept)
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
      {reason && <ReasonField label={reason} value={written} onWrite={write} required presets={reasons} />}
      {number && (
        <Field
          label={number.label}
          hint={number.hint}
          name={number.name}
          value={typed}
          onChange={({ target }) => type(target.value)}
          inputMode="numeric"
          pattern="[0-9]{1,15}"
          autoComplete="off"
          required
        />
      )}
      {choice && (
        <SelectField label={choice.label} name={choice.name}>
          {choice.of.map(({ value, text }) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </SelectField>
      )}
      {letters && <LetterPreviews ticketId={ticketId} verb={letters} />}
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
