import { createReadableStreamFromReadable, type LoaderFunctionArgs } from '@remix-run/node'
import { readAuditFilter } from '#app/audit/audit-filter.ts'
import { exportAudit } from '#app/audit/export-audit.server.ts'
import { webDb } from '#app/db/web.server.ts'
import { requirePerson } from '#app/staff/session.server.ts'

/** The entries of a filter as a file. */
export async function loader({ request }: LoaderFunctionArgs) {
  const person = await requirePerson(request, 'export audit')
  const now = new Date()
  const filter = readAuditFilter(new URL(request.url).searchParams)
  const csv = await exportAudit(webDb(), { filter, staffId: person.id, now })
  return new Response(createReadableStreamFromReadable(csv), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="latchkey-audit-${now.toISOString().slice(0, 10)}.csv"`,
      'Cache-Control': 'no-store',
    },
  })
}
