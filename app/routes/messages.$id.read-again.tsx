import { type ActionFunctionArgs, data } from '@remix-run/node'
import { webDb, webEnv } from '#app/db/web.server.ts'
import { adoptReading, previewReading } from '#app/intake/adopt-reading.server.ts'
import { readAgainApart } from '#app/mail/errand.server.ts'
import { readMailBytes } from '#app/mailboxes/raw-mail.server.ts'
import { requirePerson } from '#app/staff/session.server.ts'

/** A mail read in a charset that an agent names: to be looked at, or to be taken for what it says. */
export async function action({ request, params }: ActionFunctionArgs) {
  const person = await requirePerson(request, 'decide')
  const id = params.id ?? ''
  const form = await request.formData()
  const [charset, version] = [String(form.get('charset')), Number(form.get('version'))]
  const mail = /^[0-9]{1,15}$/.test(id) ? await readMailBytes(webDb(), Number(id)) : null
  if (!mail) return answer({ refusal: 'The mail as it came is kept no longer.' }, 404)
  const reading = await readAgainApart(mail.bytes, charset).catch(() => null)
  if (!reading) return answer({ refusal: 'The mail could not be read so.' }, 409)
  const { deskAddress } = webEnv()
  if (form.get('intent') !== 'use')
    return answer({ charset, ...previewReading(reading, { senderAddress: mail.senderAddress, deskAddress }) })
  const asked = { mailId: Number(id), charset, reading, version, person, deskAddress, now: new Date() }
  const adopted = await adoptReading(webDb(), asked)
  return 'refusal' in adopted ? answer(adopted, 409) : answer({ used: true })
}

type Answer = { refusal: string } | { used: true } | { charset: string; subject: string; text: string }

function answer(body: Answer, status = 200) {
  return data(body, { status, headers: { 'Cache-Control': 'no-store' } })
}
