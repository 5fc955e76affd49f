import { useFetcher } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { longestReason, type RevealField, type RevealRefusal, shownMs } from '#app/accounts/reveal.ts'
import { useWords } from '#app/components/language.tsx'
import { useUnsentText } from '#app/components/live/unsent-text.ts'
import { Button } from '#app/components/ui/button.tsx'
import { Dialog } from '#app/components/ui/dialog.tsx'
import { TextArea } from '#app/components/ui/field.tsx'
import { accountWords } from './account-words.ts'
import type { ShownField } from './revealed-value.tsx'

type Asked = {
  ticketId: number
  field: RevealField
  onRevealed: (shown: ShownField) => void
  onClose: () => void
}

type Answer = { field: RevealField } & ({ value: string; left: number } | { refusal: RevealRefusal })

/** The question before a field is revealed: what will be seen, what is kept of it, and why. */
export function RevealDialog(asked: Asked) {
  const words = useWords(accountWords)
  return (
    <Dialog open onClose={asked.onClose} title={words.revealTitle(words.fields[asked.field])}>
      <RevealForm {...asked} />
    </Dialog>
  )
}

function RevealForm({ ticketId, field, onRevealed, onClose }: Asked) {
  const words = useWords(accountWords)
  const { Form, state, data: answer } = useFetcher<Answer>()
  const shown = answer !== undefined && answer !== null && 'value' in answer
  const [reason, write] = useUnsentText(`${ticketId} reveal ${field}`, shown || state !== 'idle')
  const told = useRef(onRevealed)
  told.current = onRevealed
  useEffect(() => {
    if (state === 'idle' && answer && 'value' in answer)
      told.current({ field, value: answer.value, left: answer.left, until: Date.now() + shownMs })
  }, [state, answer, field])
  const refusal = state === 'idle' && answer && 'refusal' in answer ? words.refusals[answer.refusal] : null
  return (
    <Form method="post" action={`/tickets/${ticketId}/reveal`} className="grid gap-4">
      <p className="text-ink-2">{words.effect(words.parts[field])}</p>
      <input type="hidden" name="field" value={field} />
      <TextArea
        label={words.reason}
        hint={words.reasonHint}
        fault={refusal}
        name="reason"
        required
        maxLength={longestReason}
        value={reason}
        onChange={(event) => write(event.target.value)}
      />
      <div className="flex flex-wrap justify-end gap-2">
        <Button kind="quiet" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button type="submit" kind="go" disabledBecause={state === 'idle' ? null : words.submit}>
          {words.submit}
        </Button>
      </div>
    </Form>
  )
}
