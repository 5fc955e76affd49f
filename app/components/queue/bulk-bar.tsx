import { Ban, Clock, type LucideIcon, MailX, Tag, UserPlus, X } from 'lucide-react'
import { useShownKeys } from '#app/components/keys.ts'
import { useWords } from '#app/components/language.tsx'
import { actWords } from './act-words.ts'
import { useActs } from './acts.tsx'
import type { AskedKind } from './asked.ts'

type BulkHand = { kind: Exclude<AskedKind, 'escalate'> | 'spam'; icon: LucideIcon; keys: string }

const hands: readonly BulkHand[] = [
  { kind: 'assign', icon: UserPlus, keys: 'I' },
  { kind: 'tag', icon: Tag, keys: 'L' },
  { kind: 'snooze', icon: Clock, keys: 'Z' },
  { kind: 'spam', icon: MailX, keys: '!' },
  { kind: 'deny', icon: Ban, keys: 'D' },
]

/** What can be done with the chosen cases; approving is not among it. */
export function BulkBar() {
  const words = useWords(actWords)
  const { selection } = useActs()
  return (
    <div
      role="toolbar"
      aria-label={words.selected(selection.ids.size)}
      className="flex min-w-0 flex-1 items-center gap-0.5"
    >
      <p className="mr-auto truncate font-semibold" role="status">
        {words.selected(selection.ids.size)}
      </p>
      {hands.map((hand) => (
        <HandButton key={hand.kind} {...hand} />
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

function HandButton({ kind, icon: Icon, keys: given }: BulkHand) {
  const words = useWords(actWords)
  const { open } = useActs()
  const keys = useShownKeys(given)
  return (
    <button
      type="button"
      title={keys ? `${words[kind]} (${keys})` : words[kind]}
      aria-label={words[kind]}
      {...(keys ? { 'aria-keyshortcuts': keys } : {})}
      onClick={() => open(kind)}
      className="rounded-sm p-1.5 text-ink-2 hover:bg-sunk hover:text-ink"
    >
      <Icon aria-hidden="true" className="size-4" />
    </button>
  )
}
