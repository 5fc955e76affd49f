import type { LoaderFunctionArgs } from '@remix-run/node'
import { Outlet, useFetcher, useLoaderData, useParams, useRouteLoaderData } from '@remix-run/react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { recordRead } from '#app/audit/reads.server.ts'
import { Fault } from '#app/components/fault.tsx'
import { ActsProvider } from '#app/components/queue/acts.tsx'
import { ListResizer } from '#app/components/queue/list-resizer.tsx'
import { widthFace } from '#app/components/queue/list-width.ts'
import { QueueList } from '#app/components/queue/queue-list.tsx'
import type { Layout } from '#app/components/queue/view-menu.tsx'
import { classNames } from '#app/components/ui/class-names.ts'
import { webDb } from '#app/db/web.server.ts'
import { may } from '#app/staff/permissions.ts'
import type { Preferences } from '#app/staff/preferences.ts'
import { requirePerson } from '#app/staff/session.server.ts'
import { packRows, unpackRows } from '#app/tickets/packed-rows.ts'
import { listQueue } from '#app/tickets/queue.server.ts'
import { decodeCursor, type QueueRow, readFilter } from '#app/tickets/queue.ts'
import { recentOwners } from '#app/tickets/queue-owners.server.ts'
import { readColumns } from '#app/tickets/table-columns.ts'
import { recentViews } from '#app/tickets/views.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const person = await requirePerson(request, 'see queue')
  const params = new URL(request.url).searchParams
  const filter = readFilter(params)
  const cursor = decodeCursor(params.get('after'))
  const now = new Date()
  const [{ rows, next, search }, views, owners] = await Promise.all([
    listQueue(webDb(), filter, cursor, person, now),
    recentViews(webDb(), person, now),
    recentOwners(webDb(), now),
  ])
  if (filter.search) await recordRead(webDb(), { staffId: person.id, kind: 'searched', subject: filter.search, now })
  return {
    rows: packRows(rows),
    next,
    search: search ?? null,
    filter,
    after: cursor && params.get('after'),
    columns: params.get('columns')?.split(',') ?? null,
    views,
    owners,
    mayAct: may(person.role, 'sort tickets'),
    mayShare: may(person.role, 'share views'),
    mayExport: may(person.role, 'export tickets'),
    now,
  }
}

export default function QueueAndCase() {
  const { columns, rows: packed, mayAct, ...list } = useLoaderData<typeof loader>()
  const rows = useMemo(() => unpackRows<QueueRow>(packed), [packed])
  const { number } = useParams()
  const current = number === undefined ? null : Number(number)
  const { layout, width, onLayout, onWidth } = useLayout(columns)
  const inTable = layout.table && current === null
  return (
    <ActsProvider rows={rows} current={current} mayAct={mayAct}>
      <div
        className={classNames(
          'flex min-h-0 min-w-0 flex-1 flex-col md:grid',
          widthFace(width),
          inTable ? 'md:grid-cols-[minmax(0,1fr)]' : 'md:grid-cols-[min(var(--list-width),45vw)_minmax(0,1fr)]',
        )}
      >
        <div
          className={classNames(
            'relative min-h-0 min-w-0 flex-1 border-line md:flex',
            !inTable && 'md:border-r',
            current === null ? 'flex' : 'hidden',
          )}
        >
          <QueueList {...list} columns={columns} rows={rows} current={current} layout={layout} onLayout={onLayout} />
          {!inTable && <ListResizer width={width} onWidth={onWidth} />}
        </div>
        <div
          className={classNames(
            'min-h-0 min-w-0 md:flex md:flex-col',
            (current === null || inTable) && 'hidden',
            inTable && 'md:hidden',
          )}
        >
          <Outlet />
        </div>
      </div>
    </ActsProvider>
  )
}

/** How the person wants the queue, as it was remembered until he changes it. A view's own columns come first. */
function useLayout(viewColumns: readonly string[] | null) {
  const preferences = useRouteLoaderData<{ preferences: Preferences }>('routes/_desk')?.preferences
  const [changed, change] = useState<Partial<Pick<Preferences, 'queueTable' | 'queueColumns' | 'listWidth'>>>({})
  const { submit, state } = useFetcher({ key: 'layout' })
  const unsent = useRef<typeof changed>({})
  const { queueTable = false, queueColumns = null, listWidth = null } = { ...preferences, ...changed }
  const send = () => {
    if (state !== 'idle' || Object.keys(unsent.current).length === 0) return
    submit({ intent: 'layout', layout: JSON.stringify(unsent.current) }, { method: 'post', action: '/queue?index' })
    unsent.current = {}
  }
  // One after the other, or what was asked for first could be kept last.
  useEffect(send)
  const remember = (next: typeof changed) => {
    unsent.current = { ...unsent.current, ...next }
    change({ ...changed, ...next })
  }
  return {
    layout: {
      table: queueTable || (viewColumns !== null && changed.queueTable === undefined),
      columns: readColumns(changed.queueColumns ?? viewColumns ?? queueColumns),
    },
    width: listWidth,
    onLayout: ({ table, columns }: Layout) => remember({ queueTable: table, queueColumns: [...columns] }),
    onWidth: (listWidth: number) => remember({ listWidth }),
  }
}

export function ErrorBoundary() {
  return <Fault to="/queue" />
}
