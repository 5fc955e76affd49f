import type { LoaderFunctionArgs } from '@remix-run/node'
import { webDb } from '#app/db/web.server.ts'
import { rawMailHeaders } from '#app/mail/raw-text.ts'
import { readRawFailedMail } from '#app/mailboxes/failed.server.ts'
import { requirePerson } from '#app/staff/session.server.ts'

/** A failed mail as it came. Plain text: nothing in it is drawn, run or fetched. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const person = await requirePerson(request, 'retry mail')
  const id = params.id ?? ''
  const reading = { id: Number(id), staffId: person.id, now: new Date() }
  const mail = /^[0-9]{1,15}$/.test(id) ? await readRawFailedMail(webDb(), reading) : null
  if (!mail) throw new Response('There is no such failed mail.', { status: 404 })
  return new Response(mail.cut ? `${mail.text}\n\n[cut here]\n` : mail.text, {
    headers: { ...rawMailHeaders, 'Content-Type': 'text/plain; charset=utf-8' },
  })
}
