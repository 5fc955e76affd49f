import type { LoaderFunctionArgs } from '@remix-run/node'
import { webDb } from '#app/db/web.server.ts'
import { savedAs } from '#app/mail/attachment-disposition.ts'
import { findPartApart } from '#app/mail/errand.server.ts'
import { rawMailHeaders } from '#app/mail/raw-text.ts'
import { readAttachedFile } from '#app/mailboxes/attachment.server.ts'
import { requirePerson } from '#app/staff/session.server.ts'

/** An attachment as a file. It is never opened in the browser, whatever it says that it is. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const person = await requirePerson(request, 'see queue')
  const id = params.id ?? ''
  const reading = { attachmentId: Number(id), how: 'downloaded' as const, staffId: person.id, now: new Date() }
  const file = /^[0-9]{1,15}$/.test(id) ? await readAttachedFile(webDb(), reading) : null
  const part = file && (await findPartApart(file.mail, file.sha256))
  if (!file || !part) throw new Response('There is no such attachment.', { status: 404 })
  return new Response(new Uint8Array(part.bytes), {
    headers: {
      ...rawMailHeaders,
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': savedAs(file.filename),
    },
  })
}
