import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { may } from '#app/staff/permissions.ts'
import { personOf } from '#app/staff/session.server.ts'

/** Who oversees the desk begins with what waits for him, everybody else with the queue. */
export async function loader({ request }: LoaderFunctionArgs) {
  const person = await personOf(request)
  return redirect(person && may(person.role, 'oversee') ? '/overview' : '/queue')
}
