import { Mailbox } from 'lucide-react'
import { capped, useMailLine } from '#app/components/desk/health-foot.tsx'
import { useWords } from '#app/components/language.tsx'
import { classNames } from '#app/components/ui/class-names.ts'
import type { Health } from '#app/mailboxes/health.ts'
import { overviewWords } from './overview-words.ts'

/** How mail comes in and letters go out. */
export function HealthPanel({ health, now }: { health: Health; now: Date }) {
  const words = useWords(overviewWords)
  const { text, fine } = useMailLine(health, now)
  const figures = [
    { name: words.backlog, count: health.receivedMails, grave: false },
    { name: words.resting, count: health.restingMails, grave: false },
    { name: words.failed, count: health.failedMails, grave: true },
    { name: words.quarantined, count: health.quarantinedMails, grave: false },
    { name: words.letters, count: health.lettersWaiting, grave: true },
  ]
  return (
    <section aria-labelledby="kind-health" className="min-w-0 rounded-md border border-line bg-pane px-4 py-3">
      <div className="flex items-center gap-2">
        <Mailbox aria-hidden="true" className="size-4 shrink-0 text-ink-3" />
        <h2 id="kind-health" className="font-semibold">
          {words.health}
        </h2>
      </div>
      <p className={classNames('mt-2 font-medium', fine ? 'text-for' : 'text-against')}>{text}</p>
      <dl className="mt-2 grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1">
        {figures.map(({ name, count, grave }) => (
          <div key={name} className="contents">
            <dt className="truncate text-ink-2">{name}</dt>
            <dd className={classNames('text-right font-semibold', grave && count > 0 && 'text-against')}>
              {capped(count)}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
