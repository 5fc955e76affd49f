import { Link } from '@remix-run/react'
import { formatDuration } from '#app/components/figures.ts'
import { joins } from '#app/components/joins.ts'
import { useLanguage, useWords } from '#app/components/language.tsx'
import { useMoments } from '#app/components/moments.ts'
import { classNames } from '#app/components/ui/class-names.ts'
import { Banner } from '#app/components/ui/notice.tsx'
import { type Health, type MailboxHealth, mostCounted } from '#app/mailboxes/health.ts'
import { healthWords } from './health-words.ts'

/** Whether mail comes in, in one line, and what was set aside, in another. */
export function HealthFoot({ health, now, narrow = false }: { health: Health; now: Date; narrow?: boolean }) {
  const words = useWords(healthWords)
  const { text, fine } = useMailLine(health, now)
  return (
    <div
      className={classNames(
        'grid gap-0.5 px-2 py-1 text-ink-2 text-sm',
        narrow && 'justify-items-center 2xl:justify-items-stretch',
      )}
      title={text}
    >
      <p className="flex items-baseline gap-1.5">
        <span
          aria-hidden="true"
          className={classNames('size-2 shrink-0 rounded-full', fine ? 'bg-for' : 'bg-against')}
        />
        <span className={narrow ? 'sr-only 2xl:not-sr-only' : ''}>{text}</span>
      </p>
      <p className={narrow ? 'hidden text-ink-3 2xl:block' : 'text-ink-3'}>
        {words.setAside(capped(health.failedMails), capped(health.quarantinedMails))}
      </p>
    </div>
  )
}

/** What is wrong with the desk itself, over its whole width; nothing while all is well. */
export function HealthBanners({
  health,
  stopped,
  mayMend,
  now,
}: {
  health: Health
  stopped: boolean
  /** Whether the mailboxes are the reader's. */
  mayMend: boolean
  now: Date
}) {
  const words = useWords(healthWords)
  const { gap } = useWords(joins)
  const since = useSince(now)
  const broken = health.mailboxes.filter(isFailing)
  const waiting = capped(health.lettersWaiting)
  const action = mayMend && (
    <Link to="/mailboxes" className="shrink-0 font-semibold underline underline-offset-2">
      {words.toMailboxes}
    </Link>
  )
  return (
    <>
      {broken.map((mailbox) => (
        <Banner key={mailbox.address} tone="against" action={action}>
          {words.noMailFrom(mailbox.address, since(mailbox.lastSuccessAt ?? mailbox.failingSince))}
          {gap}
          {mailbox.state === 'auth_failed' ? words.passwordRefused : words.triesAgain}
        </Banner>
      ))}
      {health.alarms.map(({ kind, address, raisedAt, details }) => (
        <Banner key={`${kind} ${address}`} tone={kind === 'not compared' ? 'warn' : 'against'} action={action}>
          {words.alarms[kind](address, since(raisedAt))}
          {gap}
          {kind === 'gap' && words.gapOf(count(details.missing), count(details.fetched))}
        </Banner>
      ))}
      {health.lettersWaitingSince && (
        <Banner tone="warn">
          {stopped ? words.lettersStopped(waiting) : words.lettersWait(waiting, since(health.lettersWaitingSince))}
        </Banner>
      )}
    </>
  )
}

/** How mail comes in, in one line. */
export function useMailLine({ mailboxes }: Health, now: Date): { text: string; fine: boolean } {
  const words = useWords(healthWords)
  const language = useLanguage()
  const since = useSince(now)
  if (mailboxes.length === 0) return { text: words.noMailbox, fine: false }
  const failing = mailboxes.find(isFailing)
  if (failing) return { text: words.noMailSince(since(failing.lastSuccessAt ?? failing.failingSince)), fine: false }
  // One that is paused is not looked at, and says nothing of the others.
  const read = mailboxes.filter(({ state }) => state === 'active')
  if (read.length === 0) return { text: words.paused, fine: false }
  const oldest = Math.min(...read.map(({ lastSuccessAt }) => lastSuccessAt?.getTime() ?? 0))
  if (oldest === 0) return { text: words.connecting, fine: false }
  return { text: words.current(formatDuration(now.getTime() - oldest, language)), fine: true }
}

/** A number among the details of an alarm. */
function count(detail: unknown): number {
  return typeof detail === 'number' ? detail : 0
}

function isFailing({ state, failingSince }: MailboxHealth): boolean {
  return state === 'auth_failed' || (state === 'active' && failingSince !== null)
}

function useSince(now: Date): (moment: Date | null) => string {
  const words = useWords(healthWords)
  const language = useLanguage()
  const moments = useMoments()
  return (moment) =>
    moment
      ? words.since(moments.zoned(moment), formatDuration(now.getTime() - moment.getTime(), language))
      : words.beginning
}

/** A count that was told no further than it was counted. */
export function capped(count: number): string {
  return count >= mostCounted ? `${mostCounted - 1}+` : String(count)
}
