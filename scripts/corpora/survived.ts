import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { judgeMail } from '#app/mail/judge-mail.ts'
import { parseMail } from '#app/mail/parse.server.ts'
import { zoneFileResolver } from '#app/mail/resolver.server.ts'
import { sanitizeMailHtml } from '#app/mail/sanitize.server.ts'
import { verifySender } from '#app/mail/verify-sender.server.ts'
import { type CorpusCheck, figure, filesBelow } from './check.ts'
import { desk } from './desk.ts'

const resolver = zoneFileResolver({})
const arrivedAt = new Date('2024-01-01T00:00:00Z')

/** Broken and strange mails: read, judged, verified and shown without a throw; `empty` lists those that say nothing. */
function survived(name: string, folder: string, ending: string): CorpusCheck {
  return {
    name,
    folder,
    async run(path) {
      const outcomes = []
      const empty: string[] = []
      for (const file of filesBelow(path, ending)) {
        const id = basename(file)
        outcomes.push({ id, fault: await faultOf(file, () => empty.push(id)) })
      }
      return figure(outcomes, { empty })
    },
  }
}

async function faultOf(file: string, sayEmpty: () => void): Promise<string | null> {
  const bytes = readFileSync(file)
  try {
    const mail = await parseMail(bytes)
    judgeMail(mail, desk)
    await verifySender(bytes, { resolver, arrivedAt })
    if (mail.html) sanitizeMailHtml(mail.html)
    if (mail.text === '' && mail.attachments.length === 0 && mail.subject === '') sayEmpty()
    return null
  } catch (error) {
    return String(error)
  }
}

export const survivors: readonly CorpusCheck[] = [
  survived('stalwart-survived', 'stalwart-mail-parser/resources/eml', '.eml'),
  survived('ruby-mail', 'ruby-mail', '.eml'),
  survived('cpython-email', 'cpython-email/messages', '.txt'),
]
