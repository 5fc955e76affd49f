import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

/** for: speaks for the owner · against: against · warn: look twice · plain: says nothing either way */
export type Tone = 'for' | 'against' | 'warn' | 'accent' | 'plain'

export const toneFaces: Record<Tone, string> = {
  for: 'bg-for-soft text-for',
  against: 'bg-against-soft text-against',
  warn: 'bg-warn-soft text-warn',
  accent: 'bg-accent-soft text-accent',
  plain: 'bg-sunk text-ink-2',
}

/** A word or two that classifies. Its words carry the meaning; the colour only helps. */
export function Chip({
  tone = 'plain',
  icon: Icon,
  mark,
  title,
  children,
}: {
  tone?: Tone
  icon?: LucideIcon | undefined
  /** The id of a symbol of this page instead of an icon: where a hundred chips show the same few. */
  mark?: string
  title?: string | undefined
  children: ReactNode
}) {
  return (
    <span title={title} className={classNames('chip', toneFaces[tone])}>
      {Icon && <Icon aria-hidden="true" className="size-3 shrink-0" strokeWidth={2.5} />}
      {mark && (
        <svg aria-hidden="true" className="size-3 shrink-0">
          <use href={`#${mark}`} />
        </svg>
      )}
      <span className="truncate">{children}</span>
    </span>
  )
}
