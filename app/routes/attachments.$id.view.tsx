import type { LoaderFunctionArgs } from '@remix-run/node'
import { attachmentWords } from '#app/components/ticket/attachment-words.ts'
import { webDb } from '#app/db/web.server.ts'
import { mailWithinDocument, textDocument } from '#app/mail/attachment-document.ts'
import { viewApart } from '#app/mail/errand.server.ts'
import { mailDocumentPolicy } from '#app/mail/mail-document.ts'
import { framedFileHeaders } from '#app/mail/raw-text.ts'
import { readAttachedFile } from '#app/mailboxes/attachment.server.ts'
import { choosePublicLanguage } from '#app/self-service/public-language.ts'
import { requirePerson } from '#app/staff/session.server.ts'

/** One attachment as the desk shows it: a picture, a PDF or text in a sandbox, a mail within the mail as text. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const person = await requirePerson(request, 'see queue')
  const id = params.id ?? ''
  const reading = { attachmentId: Number(id), how: 'attachment_viewed' as const, staffId: person.id, now: new Date() }
  const file = /^[0-9]{1,15}$/.test(id) ? await readAttachedFile(webDb(), reading) : null
  // A mail that breaks its reader is still to be had as a file.
  const view = file && (await viewApart(file.mail, file).catch(() => ({ kind: 'none' as const })))
  if (!view) throw new Response('There is no such attachment.', { status: 404 })
  const asked = new URL(request.url).searchParams.get('lang')
  const words = attachmentWords[choosePublicLanguage(asked, request.headers.get('accept-language'))]
  if (view.kind === 'image') return drawn(view.bytes, view.type)
  if (view.kind === 'pdf') return drawn(view.bytes, 'application/pdf')
  if (view.kind === 'text') return framed(textDocument(view, words))
  if (view.kind === 'mail') return framed(mailWithinDocument(view, words))
  return framed(textDocument({ text: words.notWhatItSays, cut: false }, words))
}

function drawn(bytes: Uint8Array, type: string): Response {
  return new Response(new Uint8Array(bytes), { headers: { ...framedFileHeaders, 'Content-Type': type } })
}

function framed(document: string): Response {
  return new Response(document, {
    headers: {
      ...framedFileHeaders,
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': mailDocumentPolicy,
    },
  })
}
