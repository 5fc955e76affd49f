import { Link } from '@remix-run/react'
import type { LucideIcon } from 'lucide-react'
import { formatDuration, groupDigits } from '#app/components/figures.ts'
import { useLanguage, useWords } from '#app/components/language.tsx'
import { classNames } from '#app/components/ui/class-names.ts'
import { dueWithinMs } from '#app/tickets/due.ts'
import { mostCountedCases, type Overview, type WaitingCase, type WaitingKind } from '#app/tickets/overview.ts'
import { overviewWords } from './overview-words.ts'

type Panel = { kind: keyof Overview; waiting: WaitingKind; icon: LucideIcon; to: string; now: Date; late?: boolean }

/** Cases of one kind: how many, and the oldest. */
export function WaitingPanel({ kind, waiting: { count, oldest }, icon: Icon, to, now, late = false }: Panel) {
  const words = useWords(overviewWords)
  const number = new Intl.NumberFormat(useLanguage())
  return (
    <section aria-labelledby={`kind-${kind}`} className="flex min-w-0 flex-col rounded-md border border-line bg-pane">
      <div className="flex items-center gap-2 px-4 pt-3 pb-2">
        <Icon aria-hidden="true" className="size-4 shrink-0 text-ink-3" />
        <h2 id={`kind-${kind}`} className="min-w-0 truncate font-semibold">
          {words.kinds[kind]}
        </h2>
        <span className={classNames('ml-auto font-semibold text-lg', count === 0 && 'text-ink-3')}>
          {number.format(Math.min(count, mostCountedCases - 1))}
          {count >= mostCountedCases && '+'}
        </span>
      </div>
      {oldest.length === 0 ? (
        <p className="px-4 pb-4 text-ink-3">{words.nothing[kind]}</p>
      ) : (
        <>
          <ul>
            {oldest.map((one) => (
              <CaseLine key={one.id} one={one} now={now} late={late} />
            ))}
          </ul>
          <Link to={to} className="mt-auto border-line border-t px-4 py-2 text-accent text-sm hover:bg-sunk">
            {words.seeAll}
            <span className="sr-only">: {words.kinds[kind]}</span>
          </Link>
        </>
      )}
    </section>
  )
}

function CaseLine({ one, now, late }: { one: WaitingCase; now: Date; late: boolean }) {
  const words = useWords(overviewWords)
  const language = useLanguage()
  const age = now.getTime() - one.since.getTime()
  const left = (one.holdUntil?.getTime() ?? 0) - now.getTime()
  const whose = one.secondName ? words.waitsFor(one.secondName) : one.ownerName && words.with(one.ownerName)
  return (
    <li>
      <Link
        to={`/tickets/${one.id}`}
        className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 border-line border-t px-4 py-2 outline-offset-[-2px] hover:bg-sunk"
      >
        <span className="truncate">
          <b className="font-semibold">{one.claimedAccount ? groupDigits(one.claimedAccount) : words.noAccount}</b>{' '}
          <span className="text-ink-3 text-sm">#{one.id}</span>
          {whose && <span className="text-ink-3 text-sm"> · {whose}</span>}
        </span>
        <span
          className={classNames('text-sm', late && age > dueWithinMs ? 'font-semibold text-against' : 'text-ink-3')}
        >
          {one.holdUntil === null
            ? formatDuration(age, language)
            : left > 0
              ? words.left(formatDuration(left, language))
              : words.timeOver}
        </span>
        <span className="col-span-2 truncate text-ink-2">
          {one.question ? `“${one.question}”` : one.subject || words.noSubject}
        </span>
      </Link>
    </li>
  )
}
