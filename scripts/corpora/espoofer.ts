import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { judgeSender } from '#app/mail/judge-sender.ts'
import { zoneFileResolver } from '#app/mail/resolver.server.ts'
import { verifySender } from '#app/mail/verify-sender.server.ts'
import { type CorpusCheck, figure, readJson } from './check.ts'

type Row = { id: string; impersonated: string; controlled_domain: string }

/** Attacks by ambiguous headers: the victim's address must never count as proven. */
export const espoofer: CorpusCheck = {
  name: 'espoofer',
  folder: 'espoofer',
  async run(folder) {
    return figure(
      await Promise.all(
        readJson<Row[]>(folder, 'cases.json').map(async ({ id, impersonated, controlled_domain }) => {
          const domain = impersonated.split('@').pop() ?? ''
          const resolver = zoneFileResolver({
            [`_dmarc.${domain}`]: { TXT: [['v=DMARC1; p=reject']] },
            [controlled_domain]: { TXT: [['v=spf1 +all']] },
          })
          const bytes = readFileSync(join(folder, 'messages', `${id}.eml`))
          const verdict = await verifySender(bytes, { resolver, arrivedAt: new Date('2020-08-12T10:01:00Z') })
          const { level } = judgeSender(verdict, { registeredEmail: impersonated, formerEmails: [] })
          return { id, fault: level === 'fail' ? null : `level ${level}` }
        }),
      ),
    )
  },
}
