import type { LoaderFunctionArgs } from '@remix-run/node'
import { webDb } from '#app/db/web.server.ts'
import { rawMailHeaders } from '#app/mail/raw-text.ts'
import { readRawFile } from '#app/mailboxes/raw-mail.server.ts'
import { requirePerson } from '#app/staff/session.server.ts'

/** A mail as it came, as a file. It is never opened in the browser: what it holds was written by anybody. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const person = await requirePerson(request, 'audit')
  const id = params.id ?? ''
  const reading = { mailId: Number(id), staffId: person.id, now: new Date() }
  const bytes = /^[0-9]{1,15}$/.test(id) ? await readRawFile(webDb(), reading) : null
  if (!bytes) throw new Response('There is no such mail.', { status: 404 })
  return new Response(new Uint8Array(bytes), {
    headers: {
      ...rawMailHeaders,
      'Content-Type': 'message/rfc822',
      'Content-Disposition': `attachment; filename="mail-${id}.eml"`,
    },
  })
}
