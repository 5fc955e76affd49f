import type { LoaderFunctionArgs } from '@remix-run/node'
import { webDb } from '#app/db/web.server.ts'
import { rawMailHeaders } from '#app/mail/raw-text.ts'
import { readRawFailedMail } from '#app/mailboxes/failed.server.ts'
import { requirePerson } from '#app/staff/session.server.ts'

/** A failed mail as it came. Plain text: nothing in it is drawn, run or fetched. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  await requirePerson(request, 'retry mail')
  const mail = /^[0-9]{1,15}$/.test(params.id ?? '') ? await readRawFailedMail(webDb(), Number(params.id)) : null
  if (!mail) throw new Response('There is no such failed mail.', { status: 404 })
  return new Response(mail.cut ? `${mail.text}\n\n[cut here]\n` : mail.text, {
    headers: { ...rawMailHeaders, 'Content-Type': 'text/plain; charset=utf-8' },
  })
}
