import { Link, useNavigate } from '@remix-run/react'
import { Inbox, SearchX } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useNow } from '#app/components/clock.ts'
import { useKeys } from '#app/components/keys.ts'
import { useWords } from '#app/components/language.tsx'
import { later } from '#app/components/later.tsx'
import { useCalmRows } from '#app/components/live/calm-rows.ts'
import { NewRows } from '#app/components/live/new-rows.tsx'
import { useOffers } from '#app/components/offers.ts'
import { SearchNotes, type SearchNotesShown } from '#app/components/search/search-notes.tsx'
import { searchWords } from '#app/components/search/search-words.ts'
import { EmptyState } from '#app/components/ui/empty-state.tsx'
import {
  defaultFilter,
  listName,
  type QueueFilter,
  type QueueRow,
  queueViews,
  writeFilter,
} from '#app/tickets/queue.ts'
import { narrowings } from '#app/tickets/queue-narrowing.ts'
import type { ListedOwner } from '#app/tickets/queue-owner.ts'
import { type SavedView, viewOf } from '#app/tickets/views.ts'
import { useActs } from './acts.tsx'
import { DangerLine } from './danger-line.tsx'
import { FoldButton, useLines } from './grouped.tsx'
import { Narrowed } from './narrowed.tsx'
import { usePages } from './pages.ts'
import { QueueFilters } from './queue-filters.tsx'
import { QueueRowLink } from './queue-row.tsx'
import { QueueTable } from './queue-table.tsx'
import { queueWords } from './queue-words.ts'
import { useRowFocus } from './row-focus.ts'
import { SenderMarks } from './sender-marks.tsx'
import { type Layout, ViewMenu } from './view-menu.tsx'

const BulkBar = later(() => import('./bulk-bar.tsx').then(({ BulkBar }) => BulkBar))

type List = {
  rows: readonly QueueRow[]
  filter: QueueFilter
  /** Where the next page begins. */
  next: string | null
  /** What is told of a search; null where nothing was searched. */
  search: SearchNotesShown | null
  /** Where this page began, or null for the first. */
  after: string | null
  /** The case that is open. */
  current: number | null
  layout: Layout
  onLayout: (layout: Layout) => void
  owners: readonly ListedOwner[]
  /** Those that the address brought with it, as a view does. */
  columns: readonly string[] | null
  views: readonly SavedView[]
  mayShare: boolean
  mayExport: boolean
  now: Date
}

/** The pane with the list: search, filters, fifty cases, the way to the next fifty. */
export function QueueList({
  rows: latest,
  filter,
  next,
  search,
  after,
  current,
  now: served,
  layout,
  onLayout,
  owners,
  columns,
  ...menu
}: List) {
  const words = useWords(queueWords)
  const found = useWords(searchWords)
  const now = useNow(served)
  const { selection } = useActs()
  // An open case is what the page is about.
  const Title = current === null ? 'h1' : 'h2'
  const navigate = useNavigate()
  const query = pageQuery(filter, after, columns)
  const pane = useRef<HTMLDivElement>(null)
  const { rows, gone, held, letIn } = useCalmRows(latest, query, pane)
  const inTable = layout.table && current === null
  const toOf = (id: number) => `/tickets/${id}${query}`
  // Whoever comes to a case by its address, or goes on to the next one, finds it in the list.
  useEffect(() => {
    if (current !== null) pane.current?.querySelector('[aria-current="page"]')?.scrollIntoView({ block: 'nearest' })
  }, [current])
  const pages = usePages(query, next && pageQuery(filter, next, columns))
  const turn = (to: string | null) => {
    if (to !== null) navigate(current === null ? `/queue${to}` : `/tickets/${current}${to}`)
    return to !== null
  }
  useRowFocus(pane, current, { query, on: () => turn(pages.after), back: () => turn(pages.before()) })
  useOffers(
    current === null
      ? [
          {
            name: layout.table ? 'list' : 'table',
            keys: 'v',
            act: () => onLayout({ ...layout, table: !layout.table }),
          },
        ]
      : [],
  )
  useKeys({
    o: () =>
      document.activeElement instanceof HTMLAnchorElement &&
      document.activeElement.dataset.row &&
      document.activeElement.click(),
    Escape: () => {
      if (selection.ids.size > 0) selection.clear()
      else if (current !== null) navigate(`/queue${query}`)
    },
  })
  return (
    <section aria-label={words.queue} className="flex min-h-0 min-w-0 flex-1 flex-col">
      <div className="flex min-h-13 shrink-0 items-center gap-1 px-4 pt-2">
        {selection.ids.size > 0 ? (
          <BulkBar />
        ) : (
          <>
            <Title className="mr-auto truncate font-semibold text-lg tracking-tight">
              {viewOf(menu.views, filter)?.name ?? titleOf(filter, words)}
            </Title>
            <ViewMenu filter={filter} layout={layout} onLayout={onLayout} {...menu} />
          </>
        )}
      </div>
      <QueueFilters filter={filter} owners={owners} wide={inTable} />
      <Narrowed filter={filter} />
      <DangerLine filter={filter} pane={pane} />
      {search && <SearchNotes {...search} />}
      <SenderMarks rows={rows} />
      <div ref={pane} className="relative min-h-0 flex-1 overflow-auto [scrollbar-width:thin]">
        <NewRows
          held={held}
          onShow={() => {
            letIn()
            pane.current?.scrollTo({ top: 0 })
          }}
        />
        {rows.length === 0 ? (
          <Nothing filter={filter} />
        ) : inTable ? (
          <QueueTable
            rows={rows}
            gone={gone}
            filter={filter}
            columns={layout.columns}
            toOf={toOf}
            toOrder={(sort) => `/queue${pageQuery({ ...filter, sort }, null, columns)}`}
            now={now}
          />
        ) : (
          <Rows rows={rows} gone={gone} filter={filter} current={current} toOf={toOf} now={now} />
        )}
        {(next || after) && (
          <nav aria-label={words.pages} className="flex justify-between gap-4 px-4 py-3 text-accent text-sm">
            {after ? <Link to={`/queue${pageQuery(filter, null, columns)}`}>{words.first}</Link> : <span />}
            {pages.after && <Link to={`/queue${pages.after}`}>{search?.reached ? found.lookOn : words.next}</Link>}
          </nav>
        )}
      </div>
    </section>
  )
}

type Drawn = Pick<List, 'rows' | 'filter' | 'current' | 'now'> & {
  gone: ReadonlySet<number>
  toOf: (id: number) => string
}

/** The rows one below the other; grouped, the later ones of an account unfold below its first. */
function Rows({ rows, gone, filter, current, toOf, now }: Drawn) {
  const states = filter.search ? null : queueViews[filter.view].states
  const stateShown = states === null || states.length > 1
  const lines = useLines(rows, filter.group, current)
  const draw = (row: QueueRow) => (
    <QueueRowLink
      key={row.id}
      row={row}
      to={toOf(row.id)}
      here={row.id === current}
      gone={gone.has(row.id)}
      now={now}
      stateShown={stateShown}
    />
  )
  return (
    <ul>
      {lines.map((line) =>
        'many' in line ? (
          <li key={`more ${line.first}`} className="border-line border-b bg-sunk">
            <FoldButton fold={line} />
          </li>
        ) : (
          draw(line)
        ),
      )}
    </ul>
  )
}

/** What a list is called. */
export function titleOf(filter: QueueFilter, words: (typeof queueWords)['en']): string {
  const name = listName(filter)
  if (name === 'search') return words.search
  return name === 'mine' ? words.owners.mine : words.titles[name]
}

/** The URL's query of one page of a list; with the columns that the view brought, it stays the table that it is. */
function pageQuery(filter: QueueFilter, after: string | null, columns: readonly string[] | null): string {
  const query = new URLSearchParams(writeFilter(filter))
  if (after) query.set('after', after)
  if (columns) query.set('columns', columns.join())
  return query.size > 0 ? `?${query}` : ''
}

function Nothing({ filter }: { filter: QueueFilter }) {
  const words = useWords(queueWords)
  const fields = ['search', 'tag', 'route', 'owner', ...narrowings] as const
  const narrowed = fields.some((name) => filter[name] !== defaultFilter[name])
  if (!narrowed) {
    return (
      <EmptyState
        icon={Inbox}
        title={words.nothing}
        action={
          filter.view !== 'undecided' && (
            <Link to="/queue?view=undecided" className="font-semibold text-accent">
              {words.showUndecided}
            </Link>
          )
        }
      >
        {filter.view === 'new' ? words.nothingNew : words.nothingThere}
      </EmptyState>
    )
  }
  const wider = { ...defaultFilter, view: filter.view }
  return (
    <EmptyState
      icon={SearchX}
      title={words.noFit}
      action={
        <Link to={`/queue${writeFilter(wider)}`} className="font-semibold text-accent">
          {filter.search ? words.clearSearch : words.showAll}
        </Link>
      }
    >
      {filter.search ? words.notFound(filter.search) : words.otherCases}
    </EmptyState>
  )
}
