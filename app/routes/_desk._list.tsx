import type { LoaderFunctionArgs } from '@remix-run/node'
import { Outlet, useLoaderData, useParams } from '@remix-run/react'
import { Fault } from '#app/components/fault.tsx'
import { QueueList } from '#app/components/queue/queue-list.tsx'
import { classNames } from '#app/components/ui/class-names.ts'
import { webDb } from '#app/db/web.server.ts'
import { requirePerson } from '#app/staff/session.server.ts'
import { listQueue } from '#app/tickets/queue.server.ts'
import { decodeCursor, readFilter } from '#app/tickets/queue.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const person = await requirePerson(request, 'see queue')
  const params = new URL(request.url).searchParams
  const filter = readFilter(params)
  const cursor = decodeCursor(params.get('after'))
  const { rows, next } = await listQueue(webDb(), filter, cursor, person)
  return { rows, next, filter, after: cursor && params.get('after'), now: new Date() }
}

export default function QueueAndCase() {
  const { rows, next, filter, after, now } = useLoaderData<typeof loader>()
  const { number } = useParams()
  const current = number === undefined ? null : Number(number)
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col md:grid md:grid-cols-[19rem_minmax(0,1fr)] 2xl:grid-cols-[21.75rem_minmax(0,1fr)]">
      <div
        className={classNames('min-h-0 flex-1 border-line md:flex md:border-r', current === null ? 'flex' : 'hidden')}
      >
        <QueueList rows={rows} filter={filter} next={next} after={after} current={current} now={now} />
      </div>
      <div className={classNames('min-h-0 min-w-0 md:flex md:flex-col', current === null && 'hidden')}>
        <Outlet />
      </div>
    </div>
  )
}

export function ErrorBoundary() {
  return <Fault to="/queue" back="Back to the queue" />
}
