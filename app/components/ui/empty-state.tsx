import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

/** What stands where nothing is: one line, why, and at most one way on. */
export function EmptyState({
  icon: Icon,
  title,
  level: Title = 'p',
  children,
  action,
}: {
  icon: LucideIcon
  title: string
  /** h1 where it stands for the whole page. */
  level?: 'p' | 'h1'
  children?: ReactNode
  action?: ReactNode
}) {
  return (
    <div className="flex h-full flex-col items-center justify-center gap-2 px-6 py-16 text-center">
      <Icon aria-hidden="true" className="size-7 text-ink-3" strokeWidth={1.5} />
      <Title className="font-semibold text-ink">{title}</Title>
      {children && <div className="max-w-80 text-balance text-ink-3">{children}</div>}
      {action && <div className="mt-2">{action}</div>}
    </div>
  )
}
