import { type ActionFunctionArgs, data } from '@remix-run/node'
import { type MarkableKind, markableKinds } from '#app/claims/marked-claim.ts'
import { webDb } from '#app/db/web.server.ts'
import { type Correction, correctClaim } from '#app/intake/correct-claim.server.ts'
import { requirePerson } from '#app/staff/session.server.ts'

/** An agent's correction of what was read in the mails of a case. */
export async function action({ request, params }: ActionFunctionArgs) {
  const person = await requirePerson(request, 'decide')
  const form = await request.formData()
  const text = (name: string) => String(form.get(name) ?? '')
  const ticketId = readNumber(params.number ?? '')
  const version = readNumber(text('version'))
  const corrections = readCorrections(text)
  if (ticketId === null || version === null || corrections.length === 0)
    throw new Response('There is no such case.', { status: 404 })
  const refusals: string[] = []
  // Words are looked for in the mails of the case, the newest first.
  for (const correction of corrections) {
    const refusal = await correctClaim(webDb(), { ticketId, version, person, now: new Date(), correction })
    if (refusal === null) return data({ refusal: null })
    refusals.push(refusal)
  }
  return data({ refusal: refusals[0] ?? null }, { status: 409 })
}

function readCorrections(text: (name: string) => string): Correction[] {
  if (text('act') === 'strike') {
    const claimId = readNumber(text('claim'))
    return claimId === null ? [] : [{ act: 'strike', claimId }]
  }
  const kind = markableKinds.find((one): one is MarkableKind => one === text('kind'))
  if (!kind) return []
  const words = text('words').slice(0, 2_000)
  return text('mail')
    .split(' ')
    .flatMap((id) => readNumber(id) ?? [])
    .slice(-20)
    .reverse()
    .map((messageId) => ({ act: 'mark', messageId, kind, words }))
}

function readNumber(text: string): number | null {
  return /^[0-9]{1,15}$/.test(text) ? Number(text) : null
}
