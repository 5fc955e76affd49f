import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

/** The line at the head of a pane: title left, the rest after it. */
export function Bar({ title, level = 'h1', children }: { title?: string; level?: 'h1' | 'h2'; children?: ReactNode }) {
  const Title = level
  return (
    <div className="flex min-h-13 shrink-0 items-center gap-2 border-line border-b px-4 py-2">
      {title && <Title className="truncate font-semibold text-lg tracking-tight">{title}</Title>}
      {children}
    </div>
  )
}

/** A column of the desk that scrolls by itself below its bar; on a phone it is simply the page. */
export function Pane({
  bar,
  children,
  label,
  lit = false,
}: {
  bar?: ReactNode
  children: ReactNode
  label?: string
  lit?: boolean
}) {
  return (
    <section
      {...(label ? { 'aria-label': label } : {})}
      className={classNames('flex min-h-0 min-w-0 flex-col', lit && 'bg-pane')}
    >
      {bar}
      <div className="pane-scroll min-h-0 flex-1">{children}</div>
    </section>
  )
}

/** A framed whole on a pane: one mail, one form, one table. */
export function Card({ children, tone = 'plain' }: { children: ReactNode; tone?: 'plain' | 'warn' | 'against' }) {
  const frames = { plain: 'border-line', warn: 'border-warn border-dashed', against: 'border-against' }
  return <div className={classNames('min-w-0 overflow-hidden rounded-md border bg-pane', frames[tone])}>{children}</div>
}

type Lone = { title: string; children: ReactNode; foot?: ReactNode; wide?: boolean }

/** A page of its own for one small form (sign-in, reset), or wide for reading: the card in the middle, the name above. */
export function LonePage({ title, children, foot, wide = false }: Lone) {
  return (
    <main className="flex min-h-dvh flex-col items-center px-4 py-10 sm:py-24">
      <Brand />
      <div
        className={classNames(
          'mt-6 w-full rounded-lg border border-line bg-pane p-6 sm:p-8',
          wide ? 'max-w-2xl' : 'max-w-96',
        )}
      >
        <h1 className="mb-4 font-semibold text-xl tracking-tight">{title}</h1>
        {children}
      </div>
      {foot && <div className="mt-4 text-ink-3 text-sm">{foot}</div>}
    </main>
  )
}

/** The mark and the name. */
export function Brand({ nameHidden = false }: { nameHidden?: boolean }) {
  return (
    <span className="inline-flex items-center gap-2 font-bold text-lg tracking-tight">
      <svg
        width="20"
        height="20"
        viewBox="0 0 20 20"
        fill="none"
        strokeWidth="2"
        strokeLinecap="round"
        className="shrink-0 stroke-accent"
        aria-hidden="true"
      >
        <circle cx="7" cy="10" r="4.2" />
        <path d="M11.2 10H18M15.4 10v3.2" />
      </svg>
      <span className={nameHidden ? 'sr-only 2xl:not-sr-only' : ''}>Latchkey</span>
    </span>
  )
}
