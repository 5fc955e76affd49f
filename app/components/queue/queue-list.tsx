import { Link, useNavigate } from '@remix-run/react'
import { Inbox, SearchX } from 'lucide-react'
import { useRef } from 'react'
import { useNow } from '#app/components/clock.ts'
import { useKeys } from '#app/components/keys.ts'
import { EmptyState } from '#app/components/ui/empty-state.tsx'
import {
  defaultFilter,
  filterTitle,
  type QueueFilter,
  type QueueRow,
  queueViews,
  writeFilter,
} from '#app/tickets/queue.ts'
import { QueueFilters } from './queue-filters.tsx'
import { QueueRowLink } from './queue-row.tsx'

type List = {
  rows: readonly QueueRow[]
  filter: QueueFilter
  /** Where the next page begins. */
  next: string | null
  /** Where this page began, or null for the first. */
  after: string | null
  /** The case that is open. */
  current: number | null
  now: Date
}

/** The pane with the list: search, filters, fifty cases, the way to the next fifty. */
export function QueueList({ rows, filter, next, after, current, now: served }: List) {
  const now = useNow(served)
  // An open case is what the page is about.
  const Title = current === null ? 'h1' : 'h2'
  const list = useRef<HTMLUListElement>(null)
  const navigate = useNavigate()
  const query = pageQuery(filter, after)
  const states = filter.search ? null : queueViews[filter.view].states
  useKeys({
    j: () => step(list.current, 1),
    k: () => step(list.current, -1),
    o: () =>
      document.activeElement instanceof HTMLAnchorElement &&
      document.activeElement.dataset.row &&
      document.activeElement.click(),
    Escape: () => current !== null && navigate(`/queue${query}`),
  })
  return (
    <section aria-label="Queue" className="flex min-h-0 flex-1 flex-col">
      <div className="flex min-h-13 shrink-0 items-center px-4 pt-2">
        <Title className="truncate font-semibold text-lg tracking-tight">{filterTitle(filter)}</Title>
      </div>
      <QueueFilters filter={filter} />
      <div className="relative min-h-0 flex-1 overflow-y-auto [scrollbar-width:thin]">
        {rows.length === 0 ? (
          <Nothing filter={filter} />
        ) : (
          <ul ref={list}>
            {rows.map((row) => (
              <QueueRowLink
                key={row.id}
                row={row}
                to={`/tickets/${row.id}${query}`}
                here={row.id === current}
                now={now}
                stateShown={states === null || states.length > 1}
              />
            ))}
          </ul>
        )}
        {(next || after) && (
          <nav aria-label="Pages" className="flex justify-between gap-4 px-4 py-3 text-accent text-sm">
            {after ? <Link to={`/queue${writeFilter(filter)}`}>First page</Link> : <span />}
            {next && <Link to={`/queue${pageQuery(filter, next)}`}>Next page</Link>}
          </nav>
        )}
      </div>
    </section>
  )
}

/** The URL's query of one page of a list. */
export function pageQuery(filter: QueueFilter, after: string | null): string {
  const query = writeFilter(filter)
  if (!after) return query
  return `${query ? `${query}&` : '?'}after=${encodeURIComponent(after)}`
}

function Nothing({ filter }: { filter: QueueFilter }) {
  const narrowed = filter.search !== '' || filter.route !== null || filter.owner !== defaultFilter.owner
  if (!narrowed) {
    return (
      <EmptyState icon={Inbox} title="Nothing waits here">
        {filter.view === 'new' ? 'Every case has somebody. New mail appears by itself.' : 'No case is in this state.'}
      </EmptyState>
    )
  }
  const wider = { ...defaultFilter, view: filter.view }
  return (
    <EmptyState
      icon={SearchX}
      title="No case fits"
      action={
        <Link to={`/queue${writeFilter(wider)}`} className="font-semibold text-accent">
          {filter.search ? 'Clear the search' : 'Show all of this view'}
        </Link>
      }
    >
      {filter.search
        ? `Nothing is found for “${filter.search}”. A search takes a whole number, or how an address begins.`
        : 'Other cases may, without these filters.'}
    </EmptyState>
  )
}

/** Moves the focus along the rows, beginning at the open case. */
function step(list: HTMLUListElement | null, by: 1 | -1): void {
  const rows = [...(list?.querySelectorAll<HTMLAnchorElement>('a[data-row]') ?? [])]
  const focused = rows.indexOf(document.activeElement as HTMLAnchorElement)
  const at = focused >= 0 ? focused : rows.findIndex((row) => row.getAttribute('aria-current') === 'page')
  const next = rows[at < 0 ? 0 : Math.min(Math.max(at + by, 0), rows.length - 1)]
  next?.focus({ preventScroll: true })
  next?.scrollIntoView({ block: 'nearest' })
}
