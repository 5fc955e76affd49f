import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { webDb } from '#app/db/web.server.ts'
import { requirePerson } from '#app/staff/session.server.ts'
import { endPresence, keepPresence, listPresences } from '#app/tickets/presence.server.ts'

/** Who has which case open. */
export async function loader({ request }: LoaderFunctionArgs) {
  await requirePerson(request, 'see queue')
  return Response.json(await listPresences(webDb(), new Date()))
}

/** A sign of life from an open case, or its end. */
export async function action({ request }: ActionFunctionArgs) {
  const person = await requirePerson(request, 'see queue')
  const form = await request.formData()
  const ticket = String(form.get('ticket') ?? '')
  if (!/^[0-9]{1,15}$/.test(ticket)) throw new Response('There is no such case.', { status: 404 })
  const ticketId = Number(ticket)
  if (form.get('leave') === 'yes') await endPresence(webDb(), { ticketId, person })
  else await keepPresence(webDb(), { ticketId, person, writing: form.get('writing') === 'yes', now: new Date() })
  return new Response(null, { status: 204 })
}
