import { CircleDashed, Clock, Inbox, type LucideIcon, Pause, Settings2, ShieldX, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { joins } from '#app/components/joins.ts'
import { useLanguage, useWords } from '#app/components/language.tsx'
import { agoText, countText, dayText, useMoments } from '#app/components/moments.ts'
import { Chip, type Tone } from '#app/components/ui/chip.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import { backfillShare, type MailboxView, type Standing, standingOf } from '#app/mailboxes/mailbox-view.ts'
import { mailboxWords } from './mailbox-words.ts'

const faces: Record<Standing, { tone: Tone; icon: LucideIcon }> = {
  active: { tone: 'for', icon: Inbox },
  failing: { tone: 'against', icon: TriangleAlert },
  'never connected': { tone: 'warn', icon: Clock },
  paused: { tone: 'plain', icon: Pause },
  new: { tone: 'accent', icon: CircleDashed },
  'auth failed': { tone: 'against', icon: ShieldX },
}

/** How a mailbox stands, and whether the environment names it. */
export function StandingChips({ mailbox, fromEnvironment }: { mailbox: MailboxView; fromEnvironment: boolean }) {
  const words = useWords(mailboxWords)
  const standing = standingOf(mailbox)
  return (
    <>
      <Chip {...faces[standing]}>{words.standings[standing]}</Chip>
      {fromEnvironment && <Chip icon={Settings2}>{words.fromEnvironment}</Chip>}
    </>
  )
}

/** Why a mailbox is not read, with the server's own words. */
export function StandingNotice({ mailbox }: { mailbox: MailboxView }) {
  const words = useWords(mailboxWords)
  const { colon } = useWords(joins)
  const moments = useMoments()
  const { failingSince, lastError, pausedReason } = mailbox
  const standing = standingOf(mailbox)
  if (standing === 'paused' && pausedReason)
    return (
      <Notice>
        {words.pausedBecause + colon}
        {pausedReason}
      </Notice>
    )
  if (standing !== 'auth failed' && standing !== 'failing') return null
  return (
    <Notice tone="against">
      <p>
        {standing === 'auth failed'
          ? words.refusedLong
          : failingSince && words.failingSince(moments.dated(failingSince))}
      </p>
      {lastError && (
        <p className="mt-1 font-normal">
          {words.serverSaid + colon}
          <q className="font-mono text-sm">{lastError}</q>
        </p>
      )}
    </Notice>
  )
}

/** Last success, backlog, rate, retention. */
export function MailboxFacts({ mailbox, now }: { mailbox: MailboxView; now: Date }) {
  const words = useWords(mailboxWords)
  const language = useLanguage()
  const moments = useMoments()
  const mails = (count: number) => words.mails(countText(language, count), count === 1)
  const { lastSuccessAt, waiting, mailsLastHour, settings } = mailbox
  return (
    <dl className="grid grid-cols-2 gap-x-8 gap-y-2 sm:flex sm:flex-wrap">
      <Fact name={words.lastSuccess}>
        {lastSuccessAt ? (
          <time dateTime={lastSuccessAt.toISOString()} title={moments.full(lastSuccessAt)}>
            {agoText(language, lastSuccessAt, now)}
          </time>
        ) : (
          words.never
        )}
      </Fact>
      <Fact name={words.waiting}>{waiting === null ? words.unknown : mails(waiting)}</Fact>
      <Fact name={words.rate}>{mails(mailsLastHour)}</Fact>
      <Fact name={words.retention}>
        {settings.retentionDays === null ? words.forEver : words.days(countText(language, settings.retentionDays))}
      </Fact>
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-ink-3 text-sm">{name}</dt>
      <dd className="text-ink">{children}</dd>
    </div>
  )
}

/** How far the old mail is; nothing where none was asked for. */
export function BackfillBar({ mailbox }: { mailbox: MailboxView }) {
  const words = useWords(mailboxWords)
  const language = useLanguage()
  const { backfill, state } = mailbox
  if (!backfill) return null
  const share = backfillShare(backfill)
  const total = countText(language, backfill.total ?? 0)
  const label = backfill.since ? words.oldMailSince(dayText(language, backfill.since)) : words.oldMailAll
  const counting = state === 'active' ? words.oldMailCounting : words.oldMailWaits
  return (
    <div className="max-w-md">
      <p className="flex flex-wrap justify-between gap-x-4 text-sm">
        <span className="text-ink-2">{label}</span>
        <span className="text-ink-3">
          {share === null
            ? counting
            : share === 1
              ? words.oldMailEnded(total, backfill.total === 0)
              : words.oldMailDone(countText(language, backfill.done), total)}
        </span>
      </p>
      {share !== 1 && (
        <progress
          aria-label={label}
          max={1}
          {...(share === null ? {} : { value: share })}
          className="mt-1 block h-1.5 w-full appearance-none overflow-hidden rounded-full bg-sunk accent-accent [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunk [&::-webkit-progress-value]:bg-accent"
        />
      )}
    </div>
  )
}
