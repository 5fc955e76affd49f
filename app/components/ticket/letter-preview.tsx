import { useFetcher } from '@remix-run/react'
import { joins } from '#app/components/joins.ts'
import { useWords } from '#app/components/language.tsx'
import type { DeskVerb } from '#app/tickets/open-verbs.ts'
import { rulingWords } from './rulings.ts'

type Letter = { to: string; language: 'en' | 'zh' | 'both'; subject: string; text: string }

const tags = { en: 'en', zh: 'zh-CN', both: undefined }

/** The letter that a ruling sends, word for word; drawn when somebody wants to read it. */
export function LetterPreview({ ticketId, verb }: { ticketId: number; verb: DeskVerb }) {
  const words = useWords(rulingWords)
  const { colon } = useWords(joins)
  const { load, data } = useFetcher<{ letter: Letter | null }>()
  if (verb === 'freeze') return null
  const letter = data?.letter
  return (
    <details
      className="rounded-md border border-line"
      onToggle={({ currentTarget }) => {
        if (currentTarget.open && !data) load(`/tickets/${ticketId}/letter?verb=${verb}`)
      }}
    >
      <summary className="px-3 py-2 font-semibold text-ink-2 text-sm">{words.letter}</summary>
      <div className="border-line border-t px-3 py-2 text-sm">
        {!data && <p role="status">{words.letterLoading}</p>}
        {letter === null && <p>{words.letterNone}</p>}
        {letter && (
          <>
            <p className="text-ink-3">
              {words.letterTo + colon}
              <span className="text-ink">{letter.to}</span>
            </p>
            <p className="mb-2 text-ink-3">
              {words.letterSubject + colon}
              <span className="text-ink">{letter.subject}</span>
            </p>
            <section
              // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
              tabIndex={0}
              aria-label={words.letter}
              lang={tags[letter.language]}
              className="max-h-64 overflow-y-auto whitespace-pre-wrap break-words rounded-sm bg-sunk p-2"
            >
              {letter.text}
            </section>
            <p className="mt-1 text-ink-3">{words.letterDots}</p>
          </>
        )}
      </div>
    </details>
  )
}
