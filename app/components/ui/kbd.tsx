import { classNames } from './class-names.ts'

/** A key to press, in the list of keys. */
export function Kbd({ keys }: { keys: string }) {
  return <kbd className={classNames(face, 'inline-block border-line-2 bg-pane text-ink-2')}>{keys}</kbd>
}

/** A key drawn on its control, for eyes only: the control names it in aria-keyshortcuts. Phones have no keys. */
export function KeyHint({ keys, onAccent = false }: { keys: string; onAccent?: boolean }) {
  return (
    <span
      aria-hidden="true"
      className={classNames(
        face,
        'hidden md:inline-block',
        onAccent ? 'border-current opacity-80' : 'border-line-2 bg-pane text-ink-3',
      )}
    >
      {keys}
    </span>
  )
}

const face = 'rounded-[4px] border border-b-2 px-1 py-0.5 font-medium font-mono text-[0.65625rem] leading-none'
