import { CircleCheck, Info, type LucideIcon, OctagonAlert, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { type Tone, toneFaces } from './chip.tsx'
import { classNames } from './class-names.ts'

const icons: Record<Tone, LucideIcon> = {
  for: CircleCheck,
  against: OctagonAlert,
  warn: TriangleAlert,
  accent: Info,
  plain: Info,
}

type Words = { tone?: Tone; children: ReactNode; action?: ReactNode; live?: boolean }

/** A sentence that the reader must not miss, within a page. `live` reads it out when it appears. */
export function Notice({ tone = 'plain', children, action, live = false }: Words) {
  return (
    <Line tone={tone} action={action} live={live} shape="rounded-md px-3 py-2">
      {children}
    </Line>
  )
}

/** A sentence over the whole width: something is wrong with the desk itself. */
export function Banner({ tone = 'warn', children, action, live = true }: Words) {
  return (
    <Line tone={tone} action={action} live={live} shape="px-4 py-2">
      {children}
    </Line>
  )
}

function Line({
  tone,
  children,
  action,
  live,
  shape,
}: Required<Pick<Words, 'tone' | 'live'>> & Words & { shape: string }) {
  const Icon = icons[tone]
  return (
    <div {...(live ? { role: 'status' } : {})} className={classNames('flex items-start gap-2', toneFaces[tone], shape)}>
      <Icon aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1 break-words font-medium">{children}</div>
      {action}
    </div>
  )
}
