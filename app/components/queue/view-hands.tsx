import { type LucideIcon, PencilLine, Trash2 } from 'lucide-react'
import { useWords } from '#app/components/language.tsx'
import { viewWords } from './view-words.ts'

/** What can be done with a view, beside its name in the menu. */
export function ViewHands({ name, onRename, onDelete }: { name: string; onRename: () => void; onDelete: () => void }) {
  const words = useWords(viewWords)
  return (
    <>
      <Hand icon={PencilLine} label={words.rename(name)} onClick={onRename} />
      <Hand icon={Trash2} label={words.remove(name)} onClick={onDelete} />
    </>
  )
}

function Hand({ icon: Icon, label, onClick }: { icon: LucideIcon; label: string; onClick: () => void }) {
  return (
    <button
      type="button"
      data-item
      title={label}
      aria-label={label}
      onClick={onClick}
      className="rounded-sm p-1 text-ink-3 hover:text-ink"
    >
      <Icon aria-hidden="true" className="size-3.5" />
    </button>
  )
}
