import type { LoaderFunctionArgs } from '@remix-run/node'
import { webDb } from '#app/db/web.server.ts'
import { requirePerson } from '#app/staff/session.server.ts'
import { listAssignable } from '#app/tickets/act.server.ts'

/** Whom a case can be given to. */
export async function loader({ request }: LoaderFunctionArgs) {
  await requirePerson(request, 'assign tickets')
  return { people: await listAssignable(webDb()) }
}
