import { useFetcher } from '@remix-run/react'
import { Download, Lock } from 'lucide-react'
import { useEffect } from 'react'
import { formatSize } from '#app/components/figures.ts'
import { useWords } from '#app/components/language.tsx'
import { ButtonLink } from '#app/components/ui/button.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import { mailWords } from './mail-words.ts'

type Source = { text: string; size: number; cut: boolean } | { gone: true }

/** A mail's headers or the whole of it as it came, for whoever may see what is masked elsewhere. */
export function MailSource({ mailId, part, open }: { mailId: number; part: 'headers' | 'raw'; open: boolean }) {
  return open ? <Shown mailId={mailId} part={part} /> : <Closed />
}

function Shown({ mailId, part }: { mailId: number; part: 'headers' | 'raw' }) {
  const { load, data: answer } = useFetcher<Source>()
  const words = useWords(mailWords)
  useEffect(() => load(`/messages/${mailId}/source?part=${part}`), [load, mailId, part])
  if (answer && 'gone' in answer) return <p className="p-4 text-ink-3">{words.gone}</p>
  const source = answer
  return (
    <div className="grid gap-3 p-4">
      <div className="flex items-center justify-between gap-x-4 gap-y-2">
        <p className="text-ink-3 text-sm">{source ? words.asItCame(formatSize(source.size)) : words.asItCameYet}</p>
        <ButtonLink to={`/messages/${mailId}/raw`} icon={Download} reloadDocument>
          {words.download}
        </ButtonLink>
      </div>
      {source?.cut && <Notice>{words.cut}</Notice>}
      {source ? (
        <section
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
          tabIndex={0}
          aria-label={part === 'headers' ? words.headers : words.wholeMail}
          className="max-h-[60vh] overflow-auto rounded-md bg-sunk p-3 [scrollbar-width:thin]"
        >
          <pre dir="ltr" className="whitespace-pre-wrap break-all text-sm">
            {source.text}
          </pre>
        </section>
      ) : (
        <p role="status" className="text-ink-3">
          {words.reading}
        </p>
      )}
    </div>
  )
}

function Closed() {
  const words = useWords(mailWords)
  return (
    <p className="flex items-start gap-2 p-4 text-ink-3">
      <Lock aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      <span>{words.closed}</span>
    </p>
  )
}
