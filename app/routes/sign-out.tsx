import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { webDb, webEnv } from '#app/db/web.server.ts'
import { dropSessionCookie, readSessionCookie } from '#app/sign-in/session-cookie.ts'
import { signOut } from '#app/staff/sign-in.server.ts'

export const loader = () => redirect('/')

export async function action({ request }: ActionFunctionArgs) {
  const place = { kind: 'desk', origin: webEnv().origin } as const
  const token = readSessionCookie(request.headers.get('cookie'), place)
  if (token) await signOut(webDb(), { token, now: new Date() })
  return redirect('/sign-in', { headers: { 'Set-Cookie': dropSessionCookie(place) } })
}
