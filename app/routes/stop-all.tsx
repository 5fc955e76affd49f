import { type ActionFunctionArgs, data } from '@remix-run/node'
import { webDb } from '#app/db/web.server.ts'
import { requirePerson } from '#app/staff/session.server.ts'
import { switchStop } from '#app/tickets/stop-all.server.ts'

/** Stops every reset, or lets them go on. */
export async function action({ request }: ActionFunctionArgs) {
  const person = await requirePerson(request, 'stop all')
  const form = await request.formData()
  const reason = String(form.get('reason') ?? '')
  const switched = await switchStop(webDb(), { on: form.get('on') === 'yes', reason, person, now: new Date() })
  return switched.refusal === null ? switched : data(switched, { status: 409 })
}
