import { Link } from '@remix-run/react'
import { ArrowLeft, ChevronDown, ChevronUp, type LucideIcon } from 'lucide-react'
import { formatDuration, groupDigits } from '#app/components/figures.ts'
import { useLanguage, useWords } from '#app/components/language.tsx'
import { Others } from '#app/components/live/presence.tsx'
import { Moment } from '#app/components/moment.tsx'
import { Chip } from '#app/components/ui/chip.tsx'
import { kindWords, stateTones } from '#app/components/words.ts'
import { may } from '#app/staff/permissions.ts'
import type { Person } from '#app/staff/person.ts'
import type { TicketPage } from '#app/tickets/ticket-page.ts'
import { CaseMenu } from './case-menu.tsx'
import { caseWords } from './case-words.ts'
import { Lease, Owner } from './lease.tsx'

type Bar = {
  ticket: TicketPage
  person: Person
  now: Date
  query: string
  /** The cases above and below it in the list. */
  place: { before: number | null; after: number | null }
}

/** The line over a case: which it is, whose it is, what else can be done with it, the way to its neighbours. */
export function CaseBar({ ticket, person, now, query, place }: Bar) {
  const words = useWords(caseWords)
  const kinds = useWords(kindWords)
  return (
    <div className="@container flex min-h-13 items-center gap-1.5 border-line border-b bg-pane px-3 py-2 sm:gap-2 sm:px-4 lg:px-5 xl:col-start-1">
      <Link
        to={`/queue${query}`}
        className="-ml-1.5 rounded-sm p-1.5 text-ink-2 hover:bg-sunk md:hidden"
        aria-label={words.back}
      >
        <ArrowLeft aria-hidden="true" className="size-5" />
      </Link>
      <span className="text-ink-3">#{ticket.id}</span>
      <span className="flex min-w-0 flex-1 gap-1.5 sm:gap-2 [&>*]:min-w-0">
        <Chip tone={stateTones[ticket.state]}>{kinds.state[ticket.state]}</Chip>
        {ticket.category !== 'recovery' && <Chip>{kinds.category[ticket.category]}</Chip>}
        <Owner ticket={ticket} person={person} now={now} />
      </span>
      <Others ticketId={ticket.id} now={now} />
      <Lease ticket={ticket} person={person} now={now} query={query} />
      {may(person.role, 'sort tickets') && <CaseMenu ticket={ticket} query={query} />}
      <nav aria-label={words.neighbours} className="-mr-1.5 flex shrink-0 text-sm sm:gap-1">
        <Neighbour to={place.before} query={query} text={words.previous} icon={ChevronUp} />
        <Neighbour to={place.after} query={query} text={words.next} icon={ChevronDown} />
      </nav>
    </div>
  )
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

/** Which account, since when, whom its letters go to, and in which language it was written where we do not write that. */
export function CaseFacts({ ticket, now }: { ticket: TicketPage; now: Date }) {
  const words = useWords(caseWords)
  const language = useLanguage()
  const third = ticket.language !== 'en' && ticket.language !== 'zh'
  const name = ticket.language && new Intl.DisplayNames([language], { type: 'language' }).of(ticket.language)
  return (
    <p className="mt-1 mb-5 flex flex-wrap gap-x-3 gap-y-0.5 text-ink-3 text-sm">
      <span>
        {ticket.claimedAccount ? (
          <>
            {words.account} <b className="font-semibold text-ink">{groupDigits(ticket.claimedAccount)}</b>
            {(ticket.accountNumber === null || ticket.foundByFact !== null) && words.notOnRecord}
          </>
        ) : (
          words.noAccount
        )}
      </span>
      <span>
        {words.arrived} <Moment at={ticket.openedAt} zoned />
        {words.ago(formatDuration(now.getTime() - ticket.openedAt.getTime(), language))}
      </span>
      {ticket.senderAddress && <span className="min-w-0 break-all">{words.lettersTo(ticket.senderAddress)}</span>}
      {third && <span className="font-semibold text-warn">{words.language(name ?? words.thirdLanguage)}</span>}
    </p>
  )
}
