import type { LoaderFunctionArgs } from '@remix-run/node'
import { webDb } from '#app/db/web.server.ts'
import { requirePerson } from '#app/staff/session.server.ts'
import { findLiveCase } from '#app/tickets/live-case.server.ts'

/** What of an open case may change under its reader's eyes. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  await requirePerson(request, 'see queue')
  const number = params.number ?? ''
  const found = /^[0-9]{1,15}$/.test(number) ? await findLiveCase(webDb(), Number(number), new Date()) : null
  if (!found) throw new Response('There is no such case.', { status: 404 })
  return Response.json(found)
}
