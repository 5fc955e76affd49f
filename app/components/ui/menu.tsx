import type { LucideIcon } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import { useShownKeys } from '#app/components/keys.ts'
import { classNames } from './class-names.ts'
import { KeyHint } from './kbd.tsx'
import { useUnfolded } from './unfolded.ts'

/** A button that unfolds a list of deeds and ways. Esc, a choice and a press elsewhere fold it; arrows go along it. */
export function Menu({
  label,
  icon: Icon,
  children,
  up = false,
}: {
  /** Said to screen readers and shown on hover. */
  label: string
  icon: LucideIcon
  children: ReactNode
  /** Unfolds above its button. */
  up?: boolean
}) {
  const menu = useRef<HTMLDetailsElement>(null)
  const [unfolded, summary] = useUnfolded(menu)
  useEffect(() => {
    const fold = ({ target }: Event) => {
      if (menu.current?.open && !menu.current.contains(target as Node)) menu.current.open = false
    }
    window.addEventListener('pointerdown', fold)
    window.addEventListener('focusin', fold)
    return () => {
      window.removeEventListener('pointerdown', fold)
      window.removeEventListener('focusin', fold)
    }
  }, [])
  const hear = (event: KeyboardEvent<HTMLDetailsElement>) => {
    const element = event.currentTarget
    if (!element.open) return
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      element.open = false
      element.querySelector('summary')?.focus()
    }
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    const items = [...element.querySelectorAll<HTMLElement>('[data-item]')]
    const at = items.indexOf(document.activeElement as HTMLElement)
    items[(at + by + items.length) % items.length]?.focus()
  }
  return (
    <details
      ref={menu}
      onKeyDown={hear}
      onClick={({ target, currentTarget }) => {
        if (!(target instanceof Element) || !target.closest('[data-item]')) return
        currentTarget.open = false
        // What the choice opens gives the focus back to where it was: not to a choice that is folded away.
        currentTarget.querySelector('summary')?.focus()
      }}
      className="relative shrink-0"
    >
      <summary
        {...summary}
        title={label}
        aria-label={label}
        className="list-none rounded-sm p-1.5 text-ink-2 hover:bg-sunk hover:text-ink [&::-webkit-details-marker]:hidden"
      >
        <Icon aria-hidden="true" className="size-4" />
      </summary>
      <div
        className={classNames(
          'absolute right-0 z-20 max-h-[70dvh] w-64 overflow-y-auto rounded-md border border-line bg-pane py-1 shadow-raised',
          up ? 'bottom-full mb-1' : 'top-full mt-1',
        )}
      >
        {unfolded && children}
      </div>
    </details>
  )
}

const itemFace =
  'flex w-full items-center gap-2.5 px-3 py-1.5 text-left text-ink hover:bg-sunk focus-visible:bg-sunk outline-offset-[-2px] aria-disabled:cursor-not-allowed aria-disabled:text-ink-3'

/** What stands in a {@link Menu}. Give it to a button or a link as its class, with `data-item`. */
export const menuItem = itemFace

/** One deed of a {@link Menu}. */
export function MenuButton({
  icon: Icon,
  keys: given,
  onClick,
  children,
}: {
  icon?: LucideIcon
  keys?: string
  onClick: () => void
  children: ReactNode
}) {
  const keys = useShownKeys(given)
  return (
    <button
      type="button"
      data-item
      onClick={onClick}
      className={itemFace}
      {...(keys ? { 'aria-keyshortcuts': keys } : {})}
    >
      {Icon && <Icon aria-hidden="true" className="size-4 shrink-0 text-ink-3" />}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {keys && <KeyHint keys={keys} />}
    </button>
  )
}

/** A heading within a {@link Menu}. */
export function MenuTitle({ children }: { children: ReactNode }) {
  return <p className="px-3 pt-2 pb-0.5 font-semibold text-ink-3 text-xs">{children}</p>
}
