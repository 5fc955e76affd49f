import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { useWords } from '#app/components/language.tsx'
import { attachmentWords } from './attachment-words.ts'

/** The hash of a file: its beginning, and unfolded the whole of it, to be read and copied. */
export function FileHash({ sha256 }: { sha256: string }) {
  const words = useWords(attachmentWords)
  const [open, setOpen] = useState(false)
  const [copied, tell] = useState(false)
  const copy = () =>
    navigator.clipboard.writeText(sha256).then(
      () => tell(true),
      () => tell(false),
    )
  return (
    <details className="mt-0.5 text-ink-3 text-xs" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className="w-fit rounded-sm hover:text-ink">
        {words.hash} <span className="font-mono">{sha256.slice(0, 12)}…</span>
      </summary>
      <div className="flex flex-wrap items-center gap-x-2 py-1">
        {/* One press selects it all: where the desk is not reached by https, there is no other way to copy. */}
        <code className="select-all break-all font-mono text-ink">{sha256}</code>
        {open && navigator.clipboard && (
          <button
            type="button"
            onClick={copy}
            className="inline-flex items-center gap-1 rounded-sm px-1.5 py-1 font-semibold text-ink-2 hover:bg-sunk"
          >
            {copied ? (
              <Check aria-hidden="true" className="size-3.5" />
            ) : (
              <Copy aria-hidden="true" className="size-3.5" />
            )}
            {words.copy}
          </button>
        )}
        <span role="status">{copied ? words.copied : ''}</span>
      </div>
    </details>
  )
}
