import type { LoaderFunctionArgs } from '@remix-run/node'
import { webDb } from '#app/db/web.server.ts'
import { requirePerson } from '#app/staff/session.server.ts'
import { searchQueue } from '#app/tickets/search.server.ts'
import { asFoundCase, type FoundCases } from '#app/tickets/search-answer.ts'
import { recentViews } from '#app/tickets/views.server.ts'

/** A palette shows the first few; the list shows all. */
const most = 7

/**
 * Cases that fit what was typed; without a question, the views that can be gone to. What was typed is recorded once it is
 * opened or searched in the list: each letter would hide what was looked for.
 */
export async function loader({ request }: LoaderFunctionArgs) {
  const person = await requirePerson(request, 'see queue')
  const asked = new URL(request.url).searchParams.get('q')
  const now = new Date()
  if (asked === null) return Response.json(await recentViews(webDb(), person, now))
  const typed = asked.slice(0, 320)
  const { rows, next, faults } = await searchQueue(webDb(), typed, null, { person, most, now })
  const found: FoundCases = { rows: rows.slice(0, most).map(asFoundCase), more: next !== null, faults }
  return Response.json(found)
}
