import { useFetcher } from '@remix-run/react'
import { OctagonX } from 'lucide-react'
import { useEffect, useState } from 'react'
import { formatMoment } from '#app/components/clock.ts'
import { useLanguage, useWords } from '#app/components/language.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { Dialog } from '#app/components/ui/dialog.tsx'
import { TextArea } from '#app/components/ui/field.tsx'
import { Banner, Notice } from '#app/components/ui/notice.tsx'
import { longestStopReason, type Stop, type StopRefusal } from '#app/tickets/stop-all.ts'
import { stopWords } from './stop-words.ts'

/** Says on every page that nothing may be approved, by whom and why; nothing while all goes on. */
export function StopBanner({ stop, mayEnd }: { stop: Stop | null; mayEnd: boolean }) {
  const words = useWords(stopWords)
  const language = useLanguage()
  const [asked, ask] = useState(false)
  if (!stop) return null
  return (
    <>
      <Banner
        tone="against"
        action={
          mayEnd && (
            <button
              type="button"
              onClick={() => ask(true)}
              className="shrink-0 rounded-sm font-semibold underline underline-offset-2"
            >
              {words.end}
            </button>
          )
        }
      >
        {words.banner(stop.by ?? words.somebody, formatMoment(stop.at, language))} {words.effect}
        {stop.reason && <p className="font-normal [overflow-wrap:anywhere]">“{stop.reason}”</p>}
      </Banner>
      <StopDialog on={false} open={asked} onClose={() => ask(false)} />
    </>
  )
}

/** A supervisor's hand on the brake. */
export function StopButton() {
  const words = useWords(stopWords)
  const [asked, ask] = useState(false)
  return (
    <>
      <Button kind="no" icon={OctagonX} onClick={() => ask(true)}>
        {words.stop}
      </Button>
      <StopDialog on open={asked} onClose={() => ask(false)} />
    </>
  )
}

type Question = { on: boolean; open: boolean; onClose: () => void }

function StopDialog(question: Question) {
  const words = useWords(stopWords)
  return (
    <Dialog open={question.open} onClose={question.onClose} title={question.on ? words.stopTitle : words.endTitle}>
      <StopForm {...question} />
    </Dialog>
  )
}

function StopForm({ on, onClose }: Question) {
  const words = useWords(stopWords)
  const fetcher = useFetcher<{ refusal: StopRefusal | null }>()
  const [reason, write] = useState('')
  const refusal = fetcher.state === 'idle' ? fetcher.data?.refusal : null
  const done = fetcher.state !== 'submitting' && fetcher.data?.refusal === null
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
