import { Link, useLocation } from '@remix-run/react'
import { ArrowLeft, ChevronDown, ChevronUp, type LucideIcon } from 'lucide-react'
import { useState } from 'react'
import { formatMoment, useNow } from '#app/components/clock.ts'
import { formatDuration, groupDigits } from '#app/components/figures.ts'
import { Chip } from '#app/components/ui/chip.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import { categoryWords, stateWords } from '#app/components/words.ts'
import { may } from '#app/staff/permissions.ts'
import type { Person } from '#app/staff/person.ts'
import type { DeskVerb, OpenVerb } from '#app/tickets/open-verbs.ts'
import type { TicketPage } from '#app/tickets/ticket-page.ts'
import type { OpenTriage } from '#app/tickets/triage.ts'
import { ActBar } from './act-bar.tsx'
import { EvidencePanel } from './evidence-panel.tsx'
import { Lease } from './lease.tsx'
import { useLookAgain } from './look-again.ts'
import { Segments } from './marked-text.tsx'
import { Quarantined } from './quarantined.tsx'
import { SettleBar } from './settle-bar.tsx'
import { Timeline } from './timeline.tsx'
import { TriageBar } from './triage-bar.tsx'

type Case = {
  ticket: TicketPage
  person: Person
  verbs: Record<DeskVerb, OpenVerb>
  triage: OpenTriage
  now: Date
  /** Where it stands in the list; `changed` when the list knows a newer version than this page. */
  place: { before: number | null; after: number | null; changed: boolean }
}

/** One case: the mail and its story at left, the evidence at right, the hands below. On a phone one after the other. */
export function TicketView({ ticket, person, verbs, triage, now: served, place }: Case) {
  const now = useNow(served)
  const { search: query } = useLocation()
  const [lit, light] = useState<number | null>(null)
  const lookAgain = useLookAgain(ticket.id, query)
  const sourceOpen = may(person.role, 'audit')
  return (
    <article
      aria-label={`Case ${ticket.id}`}
      className="flex min-h-0 min-w-0 flex-1 flex-col md:grid md:grid-rows-[auto_minmax(0,1fr)_auto] md:overflow-hidden xl:grid-cols-[minmax(0,1fr)_24rem] 2xl:grid-cols-[minmax(0,1fr)_26.25rem]"
    >
      <CaseBar ticket={ticket} person={person} now={now} query={query} place={place} />
      {/* One scroll for both while they stand one above the other; each its own when they stand side by side. */}
      <div className="md:relative md:overflow-y-auto md:bg-pane xl:contents">
        <div className="bg-pane px-4 py-5 lg:px-8 xl:pane-scroll xl:col-start-1 xl:row-start-2">
          {place.changed && <Changed onShow={lookAgain} />}
          <h1 className="max-w-[60ch] break-words font-semibold text-xl tracking-tight [overflow-wrap:anywhere]">
            {ticket.subject.some(({ text }) => text) ? <Segments segments={ticket.subject} lit={lit} /> : 'No subject'}
          </h1>
          <Facts ticket={ticket} now={now} />
          <Timeline ticket={ticket} lit={lit} sourceOpen={sourceOpen} />
          <Quarantined ticket={ticket} triage={triage} lit={lit} sourceOpen={sourceOpen} query={query} />
        </div>
        <aside
          aria-label="Evidence"
          className="border-line border-t bg-bg xl:pane-scroll xl:col-start-2 xl:row-span-3 xl:row-start-1 xl:border-t-0 xl:border-l"
        >
          <EvidencePanel ticket={ticket} lit={lit} onLight={light} now={now} query={query} />
        </aside>
      </div>
      {ticket.state === 'frozen' && may(person.role, 'settle freeze') ? (
        <SettleBar ticket={ticket} query={query} />
      ) : ticket.category === 'recovery' ? (
        <ActBar ticket={ticket} verbs={verbs} next={place.after} query={query} />
      ) : (
        <TriageBar ticket={ticket} triage={triage} next={place.after} query={query} />
      )}
    </article>
  )
}

function CaseBar({ ticket, person, now, query, place }: Omit<Case, 'verbs' | 'triage'> & { query: string }) {
  const state = stateWords[ticket.state]
  return (
    <div className="flex min-h-13 items-center gap-1.5 border-line border-b bg-pane px-3 py-2 sm:gap-2 sm:px-4 lg:px-5 xl:col-start-1">
      <Link
        to={`/queue${query}`}
        className="-ml-1.5 rounded-sm p-1.5 text-ink-2 hover:bg-sunk md:hidden"
        aria-label="Back to the queue"
      >
        <ArrowLeft aria-hidden="true" className="size-5" />
      </Link>
      <span className="text-ink-3">#{ticket.id}</span>
      <span className="flex min-w-0 flex-1 gap-1.5 sm:gap-2 [&>*]:min-w-0">
        <Chip tone={state.tone}>{state.text}</Chip>
        {ticket.category !== 'recovery' && <Chip>{categoryWords[ticket.category]}</Chip>}
        {ticket.owner && <Chip>{ownerText(ticket, person, now)}</Chip>}
      </span>
      <Lease ticket={ticket} person={person} now={now} query={query} />
      <nav aria-label="Neighbours in the list" className="-mr-1.5 flex shrink-0 text-sm sm:gap-1">
        <Neighbour to={place.before} query={query} text="Previous case" icon={ChevronUp} />
        <Neighbour to={place.after} query={query} text="Next case" icon={ChevronDown} />
      </nav>
    </div>
  )
}

/** Whose the case is; for oneself also for how long others are kept off it. */
function ownerText({ owner, leaseUntil }: TicketPage, person: Person, now: Date): string {
  if (owner?.id !== person.id) return `With ${owner?.name}`
  const leftMs = (leaseUntil?.getTime() ?? 0) - now.getTime()
  return leftMs > 0 ? `Yours for ${formatDuration(Math.ceil(leftMs / 60_000) * 60_000)}` : 'Taken by you'
}

function Neighbour({
  to,
  query,
  text,
  icon: Icon,
}: {
  to: number | null
  query: string
  text: string
  icon: LucideIcon
}) {
  const face = 'rounded-sm p-1.5'
  if (to === null) {
    return (
      <span aria-hidden="true" className={`${face} text-line-2`}>
        <Icon className="size-4" />
      </span>
    )
  }
  return (
    <Link to={`/tickets/${to}${query}`} title={text} aria-label={text} className={`${face} text-ink-2 hover:bg-sunk`}>
      <Icon aria-hidden="true" className="size-4" />
    </Link>
  )
}

function Facts({ ticket, now }: { ticket: TicketPage; now: Date }) {
  const known = ticket.accountNumber !== null
  return (
    <p className="mt-1 mb-5 flex flex-wrap gap-x-3 gap-y-0.5 text-ink-3 text-sm">
      <span>
        {ticket.claimedAccount ? (
          <>
            Account <b className="font-semibold text-ink">{groupDigits(ticket.claimedAccount)}</b>
            {!known && ', not on record'}
          </>
        ) : (
          'No account named'
        )}
      </span>
      <span>
        Arrived <time dateTime={ticket.openedAt.toISOString()}>{formatMoment(ticket.openedAt)} UTC</time>,{' '}
        {formatDuration(now.getTime() - ticket.openedAt.getTime())} ago
      </span>
      {ticket.senderAddress && <span className="min-w-0 break-all">Letters go to {ticket.senderAddress}</span>}
    </p>
  )
}

function Changed({ onShow }: { onShow: () => void }) {
  return (
    <div className="mb-4">
      <Notice
        tone="accent"
        live
        action={
          <button type="button" onClick={onShow} className="shrink-0 font-semibold underline underline-offset-2">
            Show
          </button>
        }
      >
        This case changed while you were reading.
      </Notice>
    </div>
  )
}
