import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { webDb, webEnv } from '#app/db/web.server.ts'
import { previewLetter } from '#app/decisions/preview-letter.server.ts'
import { requirePerson } from '#app/staff/session.server.ts'
import { deskVerbs } from '#app/tickets/open-verbs.ts'

/** The letter that a ruling would send, as it will stand in the mailbox. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  await requirePerson(request, 'decide')
  const named = new URL(request.url).searchParams.get('verb')
  const verb = deskVerbs.find((one) => one === named)
  const number = params.number ?? ''
  if (!verb || !/^[0-9]{1,15}$/.test(number)) throw new Response('There is no such letter.', { status: 404 })
  const { origin, deskName } = webEnv()
  const letter = await previewLetter(webDb(), { ticketId: Number(number), verb, origin, deskName, now: new Date() })
  return data({ letter }, { headers: { 'Cache-Control': 'no-store' } })
}
