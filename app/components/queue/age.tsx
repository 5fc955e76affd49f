import { formatDuration } from '#app/components/figures.ts'
import { useLanguage, useWords } from '#app/components/language.tsx'
import { useMoments } from '#app/components/moments.ts'
import { classNames } from '#app/components/ui/class-names.ts'
import { dueAt, type Urgency, urgencyOf } from '#app/tickets/due.ts'
import type { QueueRow } from '#app/tickets/queue.ts'
import { queueWords } from './queue-words.ts'

type Aged = { row: Pick<QueueRow, 'state' | 'openedAt' | 'difficulty' | 'snoozedUntil'>; now: Date }

const shades: Record<Urgency, string> = {
  none: 'text-ink-3',
  plain: 'text-ink-3',
  soon: 'rounded-sm bg-warn-soft px-1 text-warn',
  late: 'rounded-sm bg-against-soft px-1 font-semibold text-against',
}

/** How long a case waits, as it is told. */
export type AgeShown = { time: string; urgency: Urgency }

export function useAge(row: Aged['row'], now: Date): AgeShown {
  const language = useLanguage()
  return { time: formatDuration(now.getTime() - row.openedAt.getTime(), language), urgency: urgencyOf(row, now) }
}

/** How long a case waits, as a number, and how pressing that is, as a shade. */
export function Age({ time, urgency }: AgeShown) {
  const words = useWords(queueWords)
  const said = urgency === 'plain' || urgency === 'none' ? '' : `${words.urgency[urgency]}, `
  return (
    <span className={classNames('whitespace-nowrap text-sm', shades[urgency])} title={words.urgency[urgency]}>
      <span className="sr-only">{`${said}${words.waitingFor('')}`}</span>
      {time}
    </span>
  )
}

/** How long is left until a case should be decided, or for how long it is late. */
export function Due({ row, now }: Aged) {
  const moments = useMoments()
  const words = useWords(queueWords)
  const language = useLanguage()
  const urgency = urgencyOf(row, now)
  if (row.snoozedUntil)
    return (
      <span className="text-ink-3" title={moments.full(row.snoozedUntil)}>
        {words.until(moments.short(row.snoozedUntil))}
      </span>
    )
  if (urgency === 'none') return <span className="text-ink-3">–</span>
  const leftMs = dueAt(row).getTime() - now.getTime()
  const time = formatDuration(Math.abs(leftMs), language)
  return (
    <span className={classNames('whitespace-nowrap', shades[urgency])}>
      {leftMs > 0 ? words.dueIn(time) : words.overdue(time)}
    </span>
  )
}
