import { Link } from '@remix-run/react'
import { formatBits, formatDuration, groupDigits } from '#app/components/figures.ts'
import { Avatar } from '#app/components/ui/avatar.tsx'
import { Chip } from '#app/components/ui/chip.tsx'
import { classNames } from '#app/components/ui/class-names.ts'
import { categoryWords, recommendationWords, routeWords, senderWords, stateWords } from '#app/components/words.ts'
import { lateMs, type QueueRow } from '#app/tickets/queue.ts'
import { undecidedStates } from '#app/tickets/ticket.ts'

/** One case in the list: two lines of what it is, one of what the evidence says. */
export function QueueRowLink({
  row,
  to,
  here,
  now,
  stateShown,
}: {
  row: QueueRow
  to: string
  here: boolean
  now: Date
  stateShown: boolean
}) {
  const age = now.getTime() - row.openedAt.getTime()
  const late = age > lateMs && undecidedStates.includes(row.state)
  const sender = senderWords[row.senderLevel]
  return (
    <li>
      <Link
        to={to}
        prefetch="none"
        data-row={row.id}
        {...(here ? { 'aria-current': 'page' as const } : {})}
        className={classNames(
          'relative grid grid-cols-[minmax(0,1fr)_auto] gap-x-2 border-line border-b px-4 py-2.5 outline-offset-[-2px]',
          here
            ? 'bg-accent-soft before:absolute before:inset-y-0 before:left-0 before:w-[3px] before:bg-accent'
            : 'hover:bg-sunk',
        )}
      >
        <span className="truncate">
          <Account row={row} /> <span className="text-ink-3 text-sm">#{row.id}</span>
        </span>
        <span
          className={classNames('text-sm', late ? 'font-semibold text-against' : 'text-ink-3')}
          title={late ? 'Late' : undefined}
        >
          <span className="sr-only">{late ? 'late, waiting for ' : 'waiting for '}</span>
          {formatDuration(age)}
        </span>
        <span className="col-span-2 truncate text-ink-2">{row.subject || 'No subject'}</span>
        <span className="col-span-2 mt-1 flex min-w-0 items-center gap-1.5 text-ink-2 text-sm">
          <Chip tone={sender.tone} icon={sender.icon} title={sender.long}>
            {sender.text}
          </Chip>
          {stateShown && row.state !== 'new' && (
            <Chip tone={stateWords[row.state].tone}>{stateWords[row.state].text}</Chip>
          )}
          <span className="truncate">{said(row)}</span>
          <span className="ml-auto flex shrink-0 items-center gap-1.5">
            {row.quarantinedMails > 0 && (
              <span className="text-warn text-xs" title="Mails of another sender wait beside it">
                +{row.quarantinedMails}
              </span>
            )}
            {row.ownerName && <Avatar name={row.ownerName} label={`With ${row.ownerName}`} />}
            {row.bits !== null && <Bits bits={row.bits} />}
          </span>
        </span>
      </Link>
    </li>
  )
}

function Account({ row }: { row: QueueRow }) {
  if (row.claimedAccount) return <b className="font-semibold">{groupDigits(row.claimedAccount)}</b>
  return <b className="font-semibold">{row.category === 'recovery' ? 'No account' : categoryWords[row.category]}</b>
}

function said({ category, claimedAccount, route, recommendation }: QueueRow): string {
  if (category !== 'recovery') return claimedAccount ? categoryWords[category] : ''
  const advice = recommendation ? recommendationWords[recommendation].text : 'not weighed'
  return route === 'none' ? advice : `${advice} · ${routeWords[route].text}`
}

function Bits({ bits }: { bits: number }) {
  const text = formatBits(bits)
  const tone = text.startsWith('+') ? 'text-for' : text.startsWith('−') ? 'text-against' : 'text-ink-2'
  return (
    <span className={classNames('font-semibold', tone)} title="Bits of evidence: for the owner above 0, against below">
      {text}
      <span className="sr-only"> bits</span>
    </span>
  )
}
