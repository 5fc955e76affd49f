import { Link, type LinkProps } from '@remix-run/react'
import type { LucideIcon } from 'lucide-react'
import { type ButtonHTMLAttributes, forwardRef, type MouseEvent, type ReactNode, useId } from 'react'
import { useShownKeys } from '#app/components/keys.ts'
import { classNames } from './class-names.ts'
import { KeyHint } from './kbd.tsx'

/** go: the one thing to do next · plain · no: refuses or takes away · quiet: beside the others */
export type ButtonKind = 'go' | 'plain' | 'no' | 'quiet'

type Face = { kind?: ButtonKind; icon?: LucideIcon; keys?: string; wide?: boolean; children: ReactNode }

const faces: Record<ButtonKind, string> = {
  go: 'border-transparent bg-accent text-on-accent hover:bg-accent-strong',
  plain: 'border-line-2 bg-pane text-ink hover:bg-sunk',
  no: 'border-line-2 bg-pane text-against hover:bg-against-soft',
  quiet: 'border-transparent text-ink-2 hover:bg-sunk hover:text-ink',
}

function faceOf(kind: ButtonKind, wide: boolean, off = false): string {
  return classNames(
    'inline-flex min-h-9 items-center justify-center gap-2 whitespace-nowrap rounded-md border px-2 py-1.5 sm:px-3 font-semibold transition-colors',
    off ? 'cursor-not-allowed border-line bg-sunk text-ink-3' : faces[kind],
    wide && 'w-full',
  )
}

/**
 * A button. One that cannot be used says why: it stays in the tab order and shows the reason.
 *
 * @param disabledBecause the reason, one sentence; null or missing where it can be used
 * @param onRefused pressed all the same: where a finger finds no hint, the reason can be drawn beside it
 * @param keys its shortcut, drawn on it; the key itself is heard elsewhere
 */
export const Button = forwardRef<
  HTMLButtonElement,
  Face & { disabledBecause?: string | null | undefined; onRefused?: () => void } & Omit<
      ButtonHTMLAttributes<HTMLButtonElement>,
      'disabled'
    >
>(function Button(
  { kind = 'plain', icon: Icon, keys: given, wide = false, disabledBecause, onRefused, children, onClick, ...rest },
  ref,
) {
  const keys = useShownKeys(given)
  const reasonId = useId()
  const off = Boolean(disabledBecause)
  const click = (event: MouseEvent<HTMLButtonElement>) => {
    if (!off) return onClick?.(event)
    event.preventDefault()
    onRefused?.()
  }
  return (
    <button
      type="button"
      {...rest}
      ref={ref}
      onClick={click}
      className={faceOf(kind, wide, off)}
      {...(off ? { 'aria-disabled': true, title: String(disabledBecause), 'aria-describedby': reasonId } : {})}
      {...(keys ? { 'aria-keyshortcuts': keys } : {})}
    >
      {Icon && <Icon aria-hidden="true" className="size-4 shrink-0" />}
      {children}
      {keys && <KeyHint keys={keys} onAccent={kind === 'go' && !off} />}
      {off && (
        <span id={reasonId} hidden>
          {disabledBecause}
        </span>
      )}
    </button>
  )
})

/** A link that looks like a button, for ways rather than deeds. */
export function ButtonLink({
  kind = 'plain',
  icon: Icon,
  keys: given,
  wide = false,
  children,
  ...rest
}: Face & LinkProps) {
  const keys = useShownKeys(given)
  return (
    <Link {...rest} className={faceOf(kind, wide)} {...(keys ? { 'aria-keyshortcuts': keys } : {})}>
      {Icon && <Icon aria-hidden="true" className="size-4 shrink-0" />}
      {children}
      {keys && <KeyHint keys={keys} onAccent={kind === 'go'} />}
    </Link>
  )
}
