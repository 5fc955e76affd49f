import { useFetcher } from '@remix-run/react'
import { Download, Lock } from 'lucide-react'
import { useEffect } from 'react'
import { formatSize } from '#app/components/figures.ts'
import { ButtonLink } from '#app/components/ui/button.tsx'
import { Notice } from '#app/components/ui/notice.tsx'

type Source = { text: string; size: number; cut: boolean }

/** A mail's headers or the whole of it as it came, for whoever may see what is masked elsewhere. */
export function MailSource({ mailId, part, open }: { mailId: number; part: 'headers' | 'raw'; open: boolean }) {
  return open ? <Shown mailId={mailId} part={part} /> : <Closed />
}

function Shown({ mailId, part }: { mailId: number; part: 'headers' | 'raw' }) {
  const { load, data: source } = useFetcher<Source>()
  useEffect(() => load(`/messages/${mailId}/source?part=${part}`), [load, mailId, part])
  return (
    <div className="grid gap-3 p-4">
      <div className="flex items-center justify-between gap-x-4 gap-y-2">
        <p className="text-ink-3 text-sm">
          As it came{source && `, ${formatSize(source.size)}`}. The audit keeps that you read it.
        </p>
        <ButtonLink to={`/messages/${mailId}/raw`} icon={Download} reloadDocument>
          Download
        </ButtonLink>
      </div>
      {source?.cut && <Notice>Only the beginning is shown. The download has all of it.</Notice>}
      {source ? (
        <section
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
          tabIndex={0}
          aria-label={part === 'headers' ? 'Headers' : 'The mail as it came'}
          className="max-h-[60vh] overflow-auto rounded-md bg-sunk p-3 [scrollbar-width:thin]"
        >
          <pre dir="ltr" className="whitespace-pre-wrap break-all text-sm">
            {source.text}
          </pre>
        </section>
      ) : (
        <p role="status" className="text-ink-3">
          Is being read…
        </p>
      )}
    </div>
  )
}

function Closed() {
  return (
    <p className="flex items-start gap-2 p-4 text-ink-3">
      <Lock aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      <span>
        As it came, a mail may show passwords and codes that are masked everywhere else. Only supervisors open it, and
        the audit keeps that they did.
      </span>
    </p>
  )
}
