import { useFetcher } from '@remix-run/react'
import { useWords } from '#app/components/language.tsx'
import { RetoldLater } from '#app/components/retold/retold-later.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { Dialog } from '#app/components/ui/dialog.tsx'
import { Field } from '#app/components/ui/field.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import { longestViewName, type SavedView } from '#app/tickets/views.ts'
import { viewWords } from './view-words.ts'

type Naming = {
  /** The one that is renamed; null for a new one. */
  view: SavedView | null
  /** Of the queue's URL, "?" included. */
  query: string
  mayShare: boolean
  onClose: () => void
}

/** Asks for the name of a view. */
export function NameViewDialog({ view, query, mayShare, onClose }: Naming) {
  const words = useWords(viewWords)
  const fetcher = useFetcher<{ refusal: string | null }>()
  if (fetcher.state !== 'submitting' && fetcher.data?.refusal === null) queueMicrotask(onClose)
  return (
    <Dialog open onClose={onClose} title={view ? words.renameTitle : words.saveTitle}>
      <fetcher.Form method="post" action="/queue?index" className="grid gap-4">
        <input type="hidden" name="intent" value={view ? 'rename view' : 'save view'} />
        <input type="hidden" name={view ? 'view' : 'query'} value={view?.id ?? query} />
        <Field
          name="name"
          label={words.name}
          defaultValue={view?.name}
          required
          maxLength={longestViewName}
          autoComplete="off"
        />
        {mayShare && !view && (
          <label className="flex items-center gap-2">
            <input type="checkbox" name="shared" value="yes" /> {words.shared}
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
