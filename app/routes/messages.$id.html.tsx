import type { LoaderFunctionArgs } from '@remix-run/node'
import { webDb } from '#app/db/web.server.ts'
import { mailDocument, mailDocumentPolicy } from '#app/mail/mail-document.ts'
import { requirePerson } from '#app/staff/session.server.ts'
import { readMailHtml } from '#app/tickets/ticket.server.ts'

/** The HTML of one mail for a sandboxed frame: no scripts, no origin, no forms, nothing fetched from anywhere. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  await requirePerson(request, 'see queue')
  const id = params.id ?? ''
  const html = /^[0-9]{1,15}$/.test(id) ? await readMailHtml(webDb(), Number(id)) : null
  if (html === null) throw new Response('This mail has no HTML to show.', { status: 404 })
  return new Response(mailDocument(html), {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': mailDocumentPolicy,
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-store',
    },
  })
}
