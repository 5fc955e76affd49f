import { type ActionFunctionArgs, data } from '@remix-run/node'
import { webDb } from '#app/db/web.server.ts'
import { requirePerson } from '#app/staff/session.server.ts'
import { addNote, saveDraft } from '#app/tickets/notes.server.ts'

/** Keeps a note on a case, or the draft of one. */
export async function action({ request, params }: ActionFunctionArgs) {
  const person = await requirePerson(request, 'write note')
  const number = params.number ?? ''
  if (!/^[0-9]{1,15}$/.test(number)) throw new Response('There is no such case.', { status: 404 })
  const form = await request.formData()
  const note = { ticketId: Number(number), person, text: String(form.get('text') ?? ''), now: new Date() }
  if (form.get('intent') === 'draft') {
    await saveDraft(webDb(), note)
    return new Response(null, { status: 204 })
  }
  const added = await addNote(webDb(), note)
  return 'refusal' in added ? data({ refusal: added.refusal }, { status: 409 }) : { refusal: null }
}
