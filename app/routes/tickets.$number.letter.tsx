import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { webDb, webEnv } from '#app/db/web.server.ts'
import { previewedVerbs } from '#app/decisions/letter-preview.ts'
import { previewLetters } from '#app/decisions/preview-letters.server.ts'
import { requirePerson } from '#app/staff/session.server.ts'

/** The letters that a ruling would send, as they will stand in the mailboxes. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  await requirePerson(request, 'decide')
  const named = new URL(request.url).searchParams.get('verb')
  const verb = previewedVerbs.find((one) => one === named)
  const number = params.number ?? ''
  if (!verb || !/^[0-9]{1,15}$/.test(number)) throw new Response('There is no such letter.', { status: 404 })
  const { origin, deskName } = webEnv()
  const letters = await previewLetters(webDb(), { ticketId: Number(number), verb, origin, deskName, now: new Date() })
  return data({ letters }, { headers: { 'Cache-Control': 'no-store' } })
}
