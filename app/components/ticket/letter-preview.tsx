import { useFetcher } from '@remix-run/react'
import { joins } from '#app/components/joins.ts'
import { useWords } from '#app/components/language.tsx'
import type { LetterPreview, PreviewedVerb } from '#app/decisions/letter-preview.ts'
import { rulingWords } from './rulings.ts'

const tags = { en: 'en', zh: 'zh-CN', both: undefined }

/** The letters that a ruling sends, word for word; drawn when somebody wants to read them. */
export function LetterPreviews({ ticketId, verb }: { ticketId: number; verb: PreviewedVerb }) {
  const words = useWords(rulingWords)
  const { load, data } = useFetcher<{ letters: LetterPreview[] }>()
  if (verb === 'freeze') return null
  return (
    <details
      className="rounded-md border border-line"
      onToggle={({ currentTarget }) => {
        if (currentTarget.open && !data) load(`/tickets/${ticketId}/letter?verb=${verb}`)
      }}
    >
      <summary className="px-3 py-2 font-semibold text-ink-2 text-sm">
        {verb === 'second' ? words.letters : words.letter}
      </summary>
      <div className="grid gap-3 border-line border-t px-3 py-2 text-sm">
        {!data && <p role="status">{words.letterLoading}</p>}
        {data?.letters.length === 0 && <p>{words.letterNone}</p>}
        {data?.letters.map((letter) => (
          <Letter key={letter.kind} letter={letter} />
        ))}
        {data && data.letters.length > 0 && <p className="text-ink-3">{words.letterDots}</p>}
      </div>
    </details>
  )
}

function Letter({ letter: { to, subject, language, text } }: { letter: LetterPreview }) {
  const words = useWords(rulingWords)
  const { colon, comma } = useWords(joins)
  return (
    <div>
      <p className="break-words text-ink-3">
        {words.letterTo + colon}
        <span className="text-ink">{to.join(comma)}</span>
      </p>
      <p className="mb-2 break-words text-ink-3">
        {words.letterSubject + colon}
        <span className="text-ink">{subject}</span>
      </p>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
        tabIndex={0}
        aria-label={`${words.letter}${colon}${subject}`}
        lang={tags[language]}
        className="max-h-64 overflow-y-auto whitespace-pre-wrap break-words rounded-sm bg-sunk p-2"
      >
        {text}
      </section>
    </div>
  )
}
