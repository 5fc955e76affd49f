import { formatMoment } from '#app/components/clock.ts'
import { formatDuration } from '#app/components/figures.ts'
import { classNames } from '#app/components/ui/class-names.ts'
import { Banner } from '#app/components/ui/notice.tsx'
import { type Health, type MailboxHealth, mostCounted } from '#app/mailboxes/health.ts'

/** Whether mail comes in, in one line, and what was set aside, in another. */
export function HealthFoot({ health, now, narrow = false }: { health: Health; now: Date; narrow?: boolean }) {
  const { text, fine } = mailLine(health, now)
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
        {capped(health.failedMails)} failed · {capped(health.quarantinedMails)} quarantined
      </p>
    </div>
  )
}

/** What is wrong with the desk itself, over its whole width; nothing while all is well. */
export function HealthBanners({ health, now }: { health: Health; now: Date }) {
  const broken = health.mailboxes.filter(isFailing)
  return (
    <>
      {broken.map((mailbox) => (
        <Banner key={mailbox.address} tone="against">
          No mail from {mailbox.address} since {sinceWhen(mailbox.lastSuccessAt ?? mailbox.failingSince, now)}.{' '}
          {mailbox.state === 'auth_failed'
            ? 'The mail server refuses the password.'
            : 'The desk tries again by itself.'}
        </Banner>
      ))}
      {health.lettersWaitingSince && (
        <Banner tone="warn">
          {capped(health.lettersWaiting)} {health.lettersWaiting === 1 ? 'letter waits' : 'letters wait'} to be sent
          since {sinceWhen(health.lettersWaitingSince, now)}. Nothing is lost: they go out when the mail server answers.
        </Banner>
      )}
    </>
  )
}

function mailLine({ mailboxes }: Health, now: Date): { text: string; fine: boolean } {
  if (mailboxes.length === 0) return { text: 'No mailbox connected', fine: false }
  const failing = mailboxes.find(isFailing)
  if (failing)
    return { text: `No mail since ${sinceWhen(failing.lastSuccessAt ?? failing.failingSince, now)}`, fine: false }
  if (mailboxes.every(({ state }) => state === 'paused')) return { text: 'Mail paused', fine: false }
  const polled = mailboxes.map(({ lastSuccessAt }) => lastSuccessAt?.getTime() ?? 0)
  const oldest = Math.min(...polled)
  if (oldest === 0) return { text: 'Mail connecting', fine: false }
  return { text: `Mail current, polled ${formatDuration(now.getTime() - oldest)} ago`, fine: true }
}

function isFailing({ state, failingSince }: MailboxHealth): boolean {
  return state === 'auth_failed' || (state === 'active' && failingSince !== null)
}

function sinceWhen(moment: Date | null, now: Date): string {
  return moment ? `${formatMoment(moment)} UTC (${formatDuration(now.getTime() - moment.getTime())})` : 'the beginning'
}

function capped(count: number): string {
  return count >= mostCounted ? `${mostCounted - 1}+` : String(count)
}
