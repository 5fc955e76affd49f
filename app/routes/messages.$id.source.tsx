import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { webDb } from '#app/db/web.server.ts'
import { readRawText } from '#app/mailboxes/raw-mail.server.ts'
import { requirePerson } from '#app/staff/session.server.ts'

/** A mail's headers, or the whole of it, as text for the tabs of a mail. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const person = await requirePerson(request, 'audit')
  const id = params.id ?? ''
  const part = new URL(request.url).searchParams.get('part') === 'headers' ? ('headers' as const) : ('raw' as const)
  const reading = { mailId: Number(id), part, staffId: person.id, now: new Date() }
  const source = /^[0-9]{1,15}$/.test(id) ? await readRawText(webDb(), reading) : null
  // An answer, not a fault: the tab says it, and the case stays as it is.
  return data(source ?? { gone: true as const }, {
    status: source ? 200 : 404,
    headers: { 'Cache-Control': 'no-store' },
  })
}
