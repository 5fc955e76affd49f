import { useFetcher } from '@remix-run/react'
import { useEffect } from 'react'
import { useWords } from '#app/components/language.tsx'
import { useUnsentText } from '#app/components/live/unsent-text.ts'
import { Button } from '#app/components/ui/button.tsx'
import { Dialog } from '#app/components/ui/dialog.tsx'
import { TextArea } from '#app/components/ui/field.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import { longestStopReason, type StopRefusal } from '#app/tickets/stop-all.ts'
import { stopDialogWords } from './stop-dialog-words.ts'

type Question = { on: boolean; onClose: () => void }

/** What a stop of every reset means, or its end, and why. */
export function StopDialog(question: Question) {
  const words = useWords(stopDialogWords)
  return (
    <Dialog open onClose={question.onClose} title={question.on ? words.stopTitle : words.endTitle}>
      <StopForm {...question} />
    </Dialog>
  )
}

function StopForm({ on, onClose }: Question) {
  const words = useWords(stopDialogWords)
  const fetcher = useFetcher<{ refusal: StopRefusal | null }>()
  const refusal = fetcher.state === 'idle' ? fetcher.data?.refusal : null
  const done = fetcher.state !== 'submitting' && fetcher.data?.refusal === null
  const [reason, write] = useUnsentText(on ? 'stop all' : 'end the stop', done || fetcher.state !== 'idle')
  useEffect(() => {
    if (done) onClose()
  }, [done, onClose])
  return (
    <fetcher.Form method="post" action="/stop-all" className="grid gap-4">
      <p className="text-ink-2">{on ? words.stopEffect : words.endEffect}</p>
      <TextArea
        label={words.why}
        hint={words.whyHint}
        name="reason"
        value={reason}
        onChange={(event) => write(event.currentTarget.value)}
        maxLength={longestStopReason}
        required
      />
      <input type="hidden" name="on" value={on ? 'yes' : 'no'} />
      {refusal && (
        <Notice tone="against" live>
          {words.refusals[refusal]}
        </Notice>
      )}
      <div className="flex justify-end gap-2">
        <Button kind="quiet" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button
          type="submit"
          kind={on ? 'no' : 'go'}
          disabledBecause={reason.trim() ? null : words.refusals['no reason']}
        >
          {on ? words.stop : words.end}
        </Button>
      </div>
    </fetcher.Form>
  )
}
