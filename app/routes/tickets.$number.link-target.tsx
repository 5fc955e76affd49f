import type { LoaderFunctionArgs } from '@remix-run/node'
import { data } from '@remix-run/node'
import { maskAddress } from '#app/accounts/mask-address.ts'
import { webDb } from '#app/db/web.server.ts'
import { requirePerson } from '#app/staff/session.server.ts'
import { readLinkTarget } from '#app/tickets/ticket.server.ts'

/** Where a link would go, for the question before an approval: the domain and one letter, never the address. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  await requirePerson(request, 'decide')
  const number = params.number ?? ''
  if (!/^[0-9]{1,15}$/.test(number)) throw new Response('There is no such case.', { status: 404 })
  const address = await readLinkTarget(webDb(), Number(number))
  return data({ target: address && maskAddress(address) }, { headers: { 'Cache-Control': 'no-store' } })
}
