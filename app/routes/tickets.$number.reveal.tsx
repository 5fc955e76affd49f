import { type ActionFunctionArgs, data } from '@remix-run/node'
import { revealField } from '#app/accounts/reveal.server.ts'
import { readRevealRequest } from '#app/accounts/reveal.ts'
import { webDb } from '#app/db/web.server.ts'
import { requirePerson } from '#app/staff/session.server.ts'

/** One field of a case's account, for a reason and within a budget; by a form alone, so that it is in no address. */
export async function action({ request, params }: ActionFunctionArgs) {
  const person = await requirePerson(request, 'reveal')
  const asked = readRevealRequest(await request.formData())
  const number = params.number ?? ''
  if (!asked || !/^[0-9]{1,15}$/.test(number)) throw new Response('This form is not one of ours.', { status: 400 })
  const revealing = { ...asked, ticketId: Number(number), staffId: person.id, now: new Date() }
  const revealed = await revealField(webDb(), revealing)
  return data(revealed, { status: 'refusal' in revealed ? 409 : 200, headers: { 'Cache-Control': 'no-store' } })
}
