import type { LoaderFunctionArgs } from '@remix-run/node'
import { webDb, webEnv } from '#app/db/web.server.ts'
import { readSessionCookie } from '#app/sign-in/session-cookie.ts'
import { requirePerson } from '#app/staff/session.server.ts'
import { sessionStands } from '#app/staff/watch-session.server.ts'
import { webLive } from '#app/tickets/live.server.ts'
import { openLiveStream } from '#app/tickets/live-stream.server.ts'

/** What changes on the desk, for as long as the browser listens and the person is signed in. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const person = await requirePerson(request, 'see queue')
  const token = readSessionCookie(request.headers.get('cookie'), { kind: 'desk', origin: webEnv().origin }) ?? ''
  const stream = openLiveStream(webLive(), {
    staffId: person.id,
    signal: context.gone?.() ?? request.signal,
    stillSignedIn: () => sessionStands(webDb(), token, new Date()),
  })
  if (!stream) throw new Response('Too many windows listen for you already.', { status: 429 })
  return new Response(stream, {
    headers: {
      'Content-Type': 'text/event-stream; charset=utf-8',
      // Neither compressed nor held back on the way: what is told late is told in vain.
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
    },
  })
}
