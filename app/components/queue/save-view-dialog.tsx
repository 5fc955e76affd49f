import { useFetcher } from '@remix-run/react'
import { useWords } from '#app/components/language.tsx'
import { RetoldLater } from '#app/components/retold/retold-later.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { Dialog } from '#app/components/ui/dialog.tsx'
import { Field } from '#app/components/ui/field.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import { longestViewName } from '#app/tickets/views.ts'
import { queueWords } from './queue-words.ts'

type Saving = {
  /** Of the queue's URL, "?" included. */
  query: string
  mayShare: boolean
  onClose: () => void
}

/** Asks for the name of a view. */
export function SaveViewDialog({ query, mayShare, onClose }: Saving) {
  const words = useWords(queueWords)
  const fetcher = useFetcher<{ refusal: string | null }>()
  if (fetcher.state !== 'submitting' && fetcher.data?.refusal === null) queueMicrotask(onClose)
  return (
    <Dialog open onClose={onClose} title={words.saveViewTitle}>
      <fetcher.Form method="post" action="/queue?index" className="grid gap-4">
        <input type="hidden" name="intent" value="save view" />
        <input type="hidden" name="query" value={query} />
        <Field name="name" label={words.viewName} required maxLength={longestViewName} autoComplete="off" />
        {mayShare && (
          <label className="flex items-center gap-2">
            <input type="checkbox" name="shared" value="yes" /> {words.viewShared}
          </label>
        )}
        {fetcher.data?.refusal && (
          <Notice tone="against">
            <RetoldLater sentence={fetcher.data.refusal} />
          </Notice>
        )}
        <div className="flex justify-end gap-2">
          <Button kind="quiet" onClick={onClose}>
            {words.cancel}
          </Button>
          <Button type="submit" kind="go">
            {words.save}
          </Button>
        </div>
      </fetcher.Form>
    </Dialog>
  )
}
