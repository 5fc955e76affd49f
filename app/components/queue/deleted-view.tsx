import { useFetcher } from '@remix-run/react'
import { useWords } from '#app/components/language.tsx'
import { RetoldLater } from '#app/components/retold/retold-later.tsx'
import type { SavedView } from '#app/tickets/views.ts'
import { Toast } from './toast.tsx'
import { viewWords } from './view-words.ts'

type Deleted = {
  view: SavedView
  /** Why it is there still; null where it is gone. */
  refusal: string | null
  onEnd: () => void
}

/** Says that a view is gone, and gives it back to whoever wants it. */
export function DeletedView({ view: { name, query, shared }, refusal: kept, onEnd }: Deleted) {
  const words = useWords(viewWords)
  const { submit, data } = useFetcher<{ refusal: string | null }>()
  if (data?.refusal === null) queueMicrotask(onEnd)
  const restore = () =>
    submit(
      { intent: 'save view', name, query, ...(shared ? { shared: 'yes' } : {}) },
      { method: 'post', action: '/queue?index' },
    )
  const refusal = kept ?? data?.refusal
  return (
    <Toast onEnd={onEnd}>
      <span>{refusal ? <RetoldLater sentence={refusal} /> : words.deleted(name)}</span>
      {!refusal && (
        <button type="button" onClick={restore} className="font-semibold underline underline-offset-2">
          {words.undo}
        </button>
      )}
    </Toast>
  )
}
