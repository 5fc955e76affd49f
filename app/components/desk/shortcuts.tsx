import { Dialog } from '#app/components/ui/dialog.tsx'
import { Kbd } from '#app/components/ui/kbd.tsx'

const shortcuts = [
  { keys: ['j', 'k'], text: 'Next and previous case in the list' },
  { keys: ['Enter', 'o'], text: 'Open the case' },
  { keys: ['/'], text: 'Search' },
  { keys: ['t'], text: 'Take the case' },
  { keys: ['a'], text: 'Approve: opens the question, decides nothing' },
  { keys: ['m'], text: 'Ask for more' },
  { keys: ['d'], text: 'Refuse' },
  { keys: ['f'], text: 'Freeze' },
  { keys: ['c'], text: 'Close what is no request for recovery' },
  { keys: ['r'], text: 'Treat it as recovery' },
  { keys: ['Esc'], text: 'Close, or back to the list' },
  { keys: ['?'], text: 'These keys' },
]

export function ShortcutsDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} title="Keys">
      <dl className="grid gap-2">
        {shortcuts.map(({ keys, text }) => (
          <div key={text} className="flex items-center gap-3">
            <dt className="flex w-20 shrink-0 gap-1">
              {keys.map((key) => (
                <Kbd key={key} keys={key} />
              ))}
            </dt>
            <dd className="text-ink-2">{text}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
