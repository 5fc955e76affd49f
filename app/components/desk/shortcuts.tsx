import { useWords } from '#app/components/language.tsx'
import { Dialog } from '#app/components/ui/dialog.tsx'
import { Kbd } from '#app/components/ui/kbd.tsx'
import { shortcutWords } from './shortcut-words.ts'

type Deed = keyof (typeof shortcutWords)['en']['deeds']

const shortcuts: readonly { keys: readonly string[]; deed: Deed }[] = [
  { keys: ['j', 'k'], deed: 'neighbour' },
  { keys: ['Enter', 'o'], deed: 'open' },
  { keys: ['/'], deed: 'search' },
  { keys: ['Ctrl K'], deed: 'find' },
  { keys: ['t'], deed: 'take' },
  { keys: ['a'], deed: 'approve' },
  { keys: ['m'], deed: 'ask' },
  { keys: ['d'], deed: 'refuse' },
  { keys: ['f'], deed: 'freeze' },
  { keys: ['1 … 9'], deed: 'claim' },
  { keys: ['c'], deed: 'note' },
  { keys: ['e'], deed: 'close' },
  { keys: ['r'], deed: 'recover' },
  { keys: ['x'], deed: 'select' },
  { keys: ['i'], deed: 'assign' },
  { keys: ['z'], deed: 'snooze' },
  { keys: ['l'], deed: 'tags' },
  { keys: ['!'], deed: 'spam' },
  { keys: ['q'], deed: 'supervisor' },
  { keys: ['u'], deed: 'undo' },
  { keys: ['v'], deed: 'table' },
  { keys: ['Esc'], deed: 'back' },
  { keys: ['?'], deed: 'keys' },
]

export function ShortcutsDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const words = useWords(shortcutWords)
  return (
    <Dialog open={open} onClose={onClose} title={words.title}>
      <dl className="grid gap-2">
        {shortcuts.map(({ keys, deed }) => (
          <div key={deed} className="flex items-center gap-3">
            <dt className="flex w-20 shrink-0 gap-1">
              {keys.map((key) => (
                <Kbd key={key} keys={key} />
              ))}
            </dt>
            <dd className="text-ink-2">{words.deeds[deed]}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
