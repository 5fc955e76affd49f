import { Form, useNavigate } from '@remix-run/react'
import { Search } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { useKeys } from '#app/components/keys.ts'
import { KeyHint } from '#app/components/ui/kbd.tsx'
import { routeWords } from '#app/components/words.ts'
import { type QueueFilter, queueOwners, queueViews, readFilter, writeFilter } from '#app/tickets/queue.ts'
import { routes } from '#app/tickets/ticket.ts'

/** A narrow box needs fewer letters than a title. */
const shortViews: Readonly<Record<string, string>> = { new: 'Unassigned', undecided: 'Undecided', waiting: 'Waiting' }

const owners = { anybody: 'Any owner', mine: 'Mine', nobody: 'Unassigned' }

/** Search and filters of the list; what is chosen is in the URL. */
export function QueueFilters({ filter }: { filter: QueueFilter }) {
  const navigate = useNavigate()
  const show = (form: HTMLFormElement) => {
    const chosen = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]))
    navigate(`/queue${writeFilter(readFilter(chosen))}`)
  }
  const box = useRef<HTMLInputElement>(null)
  useKeys({ '/': () => box.current?.select() })
  return (
    // Drawn anew when the URL changes: the fields show what the list shows.
    <Form
      method="get"
      action="/queue"
      key={JSON.stringify(filter)}
      className="grid shrink-0 gap-2 border-line border-b px-4 py-2.5"
      onChange={({ target, currentTarget }) => target instanceof HTMLSelectElement && show(currentTarget)}
      onSubmit={(event) => {
        event.preventDefault()
        show(event.currentTarget)
      }}
    >
      <div className="relative flex items-center">
        <Search aria-hidden="true" className="pointer-events-none absolute left-2.5 size-4 text-ink-3" />
        <input
          ref={box}
          type="search"
          name="search"
          defaultValue={filter.search}
          aria-label="Search by case, account or sender"
          aria-keyshortcuts="/"
          placeholder="Case, account or sender"
          autoComplete="off"
          maxLength={320}
          onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
          className="w-full rounded-md bg-sunk py-1.5 pr-8 pl-8 text-touch placeholder:text-ink-3 md:text-md [&::-webkit-search-cancel-button]:hidden"
        />
        <span className="absolute right-2.5">
          <KeyHint keys="/" />
        </span>
      </div>
      <div className="flex min-w-0 gap-1">
        <Choice name="view" label="State" value={filter.view}>
          {Object.entries(queueViews).map(([view, { title }]) => (
            <option key={view} value={view}>
              {shortViews[view] ?? title}
            </option>
          ))}
        </Choice>
        <Choice name="route" label="Route" value={filter.route ?? ''}>
          <option value="">Any route</option>
          {routes.map((route) => (
            <option key={route} value={route}>
              {routeWords[route].long}
            </option>
          ))}
        </Choice>
        <Choice name="owner" label="Owner" value={filter.owner}>
          {queueOwners.map((owner) => (
            <option key={owner} value={owner}>
              {owners[owner]}
            </option>
          ))}
        </Choice>
      </div>
    </Form>
  )
}

function Choice({ name, label, value, children }: { name: string; label: string; value: string; children: ReactNode }) {
  return (
    <select
      name={name}
      aria-label={label}
      defaultValue={value}
      className="min-w-0 basis-0 cursor-pointer truncate rounded-sm bg-bg py-1 text-ink-2 text-sm hover:bg-sunk grow"
    >
      {children}
    </select>
  )
}
