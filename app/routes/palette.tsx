import type { LoaderFunctionArgs } from '@remix-run/node'
import { webDb } from '#app/db/web.server.ts'
import { requirePerson } from '#app/staff/session.server.ts'
import { searchQueue } from '#app/tickets/search.server.ts'
import { asFoundCase, type FoundCases } from '#app/tickets/search-answer.ts'

/** A palette shows the first few; the list shows all. */
const most = 7

/** What was typed is recorded once it is opened or searched in the list: each letter would hide what was looked for. */
export async function loader({ request }: LoaderFunctionArgs) {
  const person = await requirePerson(request, 'see queue')
  const typed = (new URL(request.url).searchParams.get('q') ?? '').slice(0, 320)
  const { rows, next, faults } = await searchQueue(webDb(), typed, null, { person, most, now: new Date() })
  const found: FoundCases = { rows: rows.slice(0, most).map(asFoundCase), more: next !== null, faults }
  return Response.json(found)
}
