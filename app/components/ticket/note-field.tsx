import { useFetcher } from '@remix-run/react'
import { type FormEvent, type KeyboardEvent, useEffect, useRef } from 'react'
import { useShownKeys } from '#app/components/keys.ts'
import { useWords } from '#app/components/language.tsx'
import { useOffers } from '#app/components/offers.ts'
import { Button } from '#app/components/ui/button.tsx'
import { TextArea } from '#app/components/ui/field.tsx'
import { longestNote, type NoteRefusal } from '#app/tickets/note.ts'
import { type DraftState, useDraft } from './draft.ts'
import { noteWords } from './note-words.ts'

/** Where a note is written. What is begun is kept on the server as it is typed; Ctrl or Cmd with Enter keeps the note. */
export function NoteField({ ticketId, begun }: { ticketId: number; begun: string }) {
  const words = useWords(noteWords)
  const at = `/tickets/${ticketId}/notes`
  const fetcher = useFetcher<{ refusal: NoteRefusal | null }>()
  const { text, state, write, settle } = useDraft(at, begun)
  const field = useRef<HTMLTextAreaElement>(null)
  const sent = useRef(false)
  const busy = fetcher.state !== 'idle'
  const shownKey = useShownKeys('C')
  const begin = () => {
    field.current?.focus({ preventScroll: true })
    field.current?.form?.scrollIntoView({ block: 'nearest' })
  }
  useOffers([{ name: 'note', keys: 'c', act: begin }])
  useEffect(() => {
    if (busy || !sent.current) return
    sent.current = false
    // What did not become a note is a draft again.
    write(fetcher.data?.refusal === null ? '' : text)
  }, [busy, fetcher.data, text, write])
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    if (busy || text.trim() === '') return
    // A draft still under way would be kept after its note.
    await settle()
    sent.current = true
    fetcher.submit(form)
  }
  const hear = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit()
    if (event.key === 'Escape') event.currentTarget.blur()
  }
  const refusal = busy ? null : (fetcher.data?.refusal ?? null)
  return (
    <fetcher.Form method="post" action={at} onSubmit={submit} className="mt-4 scroll-mb-4" data-writing>
      <TextArea
        ref={field}
        label={words.label}
        name="text"
        value={text}
        onChange={(event) => write(event.currentTarget.value)}
        onKeyDown={hear}
        placeholder={words.placeholder}
        maxLength={longestNote}
        rows={2}
        fault={refusal && words.refusals[refusal]}
        {...(shownKey ? { 'aria-keyshortcuts': shownKey } : {})}
      />
      <div className="mt-2 flex min-h-9 items-center gap-3">
        <Button
          type="submit"
          kind="plain"
          title={words.saveHint}
          disabledBecause={text.trim() ? null : words.refusals.empty}
        >
          {words.save}
        </Button>
        <p role="status" className="min-w-0 text-ink-3 text-sm">
          {text === '' ? words.forGood : stateText(state, words)}
        </p>
      </div>
    </fetcher.Form>
  )
}

function stateText(
  state: DraftState,
  words: { keeping: string; kept: string; notKept: string; forGood: string },
): string {
  return { 'as kept': words.forGood, keeping: words.keeping, kept: words.kept, 'not kept': words.notKept }[state]
}
