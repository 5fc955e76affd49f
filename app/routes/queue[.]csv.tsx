import { createReadableStreamFromReadable, type LoaderFunctionArgs } from '@remix-run/node'
import { webDb } from '#app/db/web.server.ts'
import { requirePerson } from '#app/staff/session.server.ts'
import { exportQueue } from '#app/tickets/export-queue.server.ts'
import { readFilter } from '#app/tickets/queue.ts'

/** The cases of a filter as a file. */
export async function loader({ request }: LoaderFunctionArgs) {
  const person = await requirePerson(request, 'export tickets')
  const now = new Date()
  const csv = await exportQueue(webDb(), { filter: readFilter(new URL(request.url).searchParams), person, now })
  return new Response(createReadableStreamFromReadable(csv), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="latchkey-queue-${now.toISOString().slice(0, 10)}.csv"`,
      'Cache-Control': 'no-store',
    },
  })
}
