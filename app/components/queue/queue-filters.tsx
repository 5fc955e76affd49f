import { Form, Link, useNavigate } from '@remix-run/react'
import { Search } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { useKeys, useShownKeys } from '#app/components/keys.ts'
import { useWords } from '#app/components/language.tsx'
import { searchWords } from '#app/components/search/search-words.ts'
import { classNames } from '#app/components/ui/class-names.ts'
import { KeyHint } from '#app/components/ui/kbd.tsx'
import { kindWords } from '#app/components/words.ts'
import { type QueueFilter, queueOwners, queueViewNames, readFilter, writeFilter } from '#app/tickets/queue.ts'
import { narrowings } from '#app/tickets/queue-narrowing.ts'
import type { ListedOwner } from '#app/tickets/queue-owner.ts'
import { routes } from '#app/tickets/ticket.ts'
import { NarrowMenu } from './narrowed.tsx'
import { queueWords } from './queue-words.ts'

type Chosen = { filter: QueueFilter; owners: readonly ListedOwner[] }

/**
 * Search and filters of the list; what is chosen is in the URL.
 *
 * @param wide there is room for one line
 */
export function QueueFilters({ filter, owners, wide = false }: Chosen & { wide?: boolean }) {
  const search = useWords(searchWords)
  const navigate = useNavigate()
  const show = (form: HTMLFormElement) => {
    const chosen = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]))
    navigate(`/queue${writeFilter(readFilter(chosen))}`)
  }
  const box = useRef<HTMLInputElement>(null)
  const searchKey = useShownKeys('/')
  useKeys({ '/': () => box.current?.select() })
  return (
    // Drawn anew when the URL changes: the fields show what the list shows.
    <Form
      method="get"
      action="/queue"
      key={JSON.stringify(filter)}
      className={classNames(
        'grid shrink-0 gap-2 border-line border-b px-4 py-2.5',
        wide && 'lg:grid-cols-[minmax(16rem,32rem)_auto] lg:justify-start',
      )}
      onChange={({ target, currentTarget }) => target instanceof HTMLSelectElement && show(currentTarget)}
      onSubmit={(event) => {
        event.preventDefault()
        show(event.currentTarget)
      }}
    >
      <div className="flex items-center gap-1">
        <div className="relative flex min-w-0 flex-1 items-center">
          <Search aria-hidden="true" className="pointer-events-none absolute left-2.5 size-4 text-ink-3" />
          <input
            ref={box}
            type="search"
            name="search"
            defaultValue={filter.search}
            aria-label={search.searchCases}
            {...(searchKey ? { 'aria-keyshortcuts': searchKey } : {})}
            placeholder={search.boxPlaceholder}
            autoComplete="off"
            maxLength={320}
            onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
            className="w-full text-ellipsis rounded-md bg-sunk py-1.5 pr-8 pl-8 text-touch placeholder:text-ink-3 md:text-md [&::-webkit-search-cancel-button]:hidden"
          />
          {searchKey && (
            <span className="absolute right-2.5">
              <KeyHint keys={searchKey} />
            </span>
          )}
        </div>
        {!filter.search && <NarrowMenu filter={filter} />}
      </div>
      {([...narrowings, 'tag', 'sort', 'group'] as const).map((name) => (
        <input key={name} type="hidden" name={name} value={filter[name] ?? ''} />
      ))}
      {filter.search ? <SearchesAll filter={filter} /> : <Choices filter={filter} owners={owners} />}
    </Form>
  )
}

/** A search looks through every case: what narrows the list waits until it is over. */
function SearchesAll({ filter }: { filter: QueueFilter }) {
  const words = useWords(queueWords)
  return (
    <p className="flex min-w-0 flex-wrap items-center gap-x-3 py-1 text-ink-3 text-sm">
      {(['view', 'route', 'owner'] as const).map((name) => (
        <input key={name} type="hidden" name={name} value={filter[name] ?? ''} />
      ))}
      {words.searchesAll}
      <Link to={`/queue${writeFilter({ ...filter, search: '' })}`} className="font-semibold text-accent">
        {words.clear}
      </Link>
    </p>
  )
}

function Choices({ filter, owners }: Chosen) {
  const words = useWords(queueWords)
  const kinds = useWords(kindWords)
  // A narrow box needs fewer letters than a title.
  const short: Readonly<Record<string, string>> = words.short
  const isListed = [...queueOwners, ...owners.map(({ id }) => id)].includes(filter.owner)
  return (
    <div className="-mx-1 flex min-w-0 flex-wrap gap-1">
      <Choice name="view" label={words.state} value={filter.view}>
        {queueViewNames.map((view) => (
          <option key={view} value={view}>
            {short[view] ?? words.titles[view]}
          </option>
        ))}
      </Choice>
      <Choice name="route" label={words.route} value={filter.route ?? ''}>
        <option value="">{words.anyRoute}</option>
        {routes.map((route) => (
          <option key={route} value={route}>
            {kinds.routeLong[route]}
          </option>
        ))}
      </Choice>
      <Choice name="owner" label={words.owner} value={filter.owner}>
        {queueOwners.map((owner) => (
          <option key={owner} value={owner}>
            {words.owners[owner]}
          </option>
        ))}
        {owners.map(({ id, name, left }) => (
          <option key={id} value={id}>
            {left ? words.left(name) : name}
          </option>
        ))}
        {!isListed && <option value={filter.owner}>{words.unknownOwner}</option>}
      </Choice>
    </div>
  )
}

function Choice({ name, label, value, children }: { name: string; label: string; value: string; children: ReactNode }) {
  return (
    <select
      name={name}
      aria-label={label}
      defaultValue={value}
      className="field-sizing-content max-w-full cursor-pointer truncate rounded-sm bg-bg py-1 text-ink-2 text-sm hover:bg-sunk"
    >
      {children}
    </select>
  )
}
