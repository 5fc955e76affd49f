import { Ban, Clock, type LucideIcon, MailX, Tag, UserPlus, X } from 'lucide-react'
import { useWords } from '#app/components/language.tsx'
import type { AskedKind } from './act-dialog.tsx'
import { actWords } from './act-words.ts'
import { useActs } from './acts.tsx'

const hands: readonly { kind: Exclude<AskedKind, 'escalate'> | 'spam'; icon: LucideIcon; keys: string }[] = [
  { kind: 'assign', icon: UserPlus, keys: 'I' },
  { kind: 'tag', icon: Tag, keys: 'L' },
  { kind: 'snooze', icon: Clock, keys: 'Z' },
  { kind: 'spam', icon: MailX, keys: '!' },
  { kind: 'deny', icon: Ban, keys: 'D' },
]

/** What can be done with the chosen cases; approving is not among it. */
export function BulkBar() {
  const words = useWords(actWords)
  const { selection, open } = useActs()
  return (
    <div
      role="toolbar"
      aria-label={words.selected(selection.ids.size)}
      className="flex min-w-0 flex-1 items-center gap-0.5"
    >
      <p className="mr-auto truncate font-semibold" role="status">
        {words.selected(selection.ids.size)}
      </p>
      {hands.map(({ kind, icon: Icon, keys }) => (
        <button
          key={kind}
          type="button"
          title={`${words[kind]} (${keys})`}
          aria-label={words[kind]}
          aria-keyshortcuts={keys}
          onClick={() => open(kind)}
          className="rounded-sm p-1.5 text-ink-2 hover:bg-sunk hover:text-ink"
        >
          <Icon aria-hidden="true" className="size-4" />
        </button>
      ))}
      <button
        type="button"
        title={`${words.clear} (Esc)`}
        aria-label={words.clear}
        onClick={selection.clear}
        className="rounded-sm p-1.5 text-ink-3 hover:bg-sunk hover:text-ink"
      >
        <X aria-hidden="true" className="size-4" />
      </button>
    </div>
  )
}
