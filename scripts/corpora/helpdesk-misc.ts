import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readFrom } from '#app/mail/from-field.ts'
import { judgeMail } from '#app/mail/judge-mail.ts'
import { parseMail } from '#app/mail/parse.server.ts'
import { type CorpusCheck, figure, readJson } from './check.ts'
import { desk } from './desk.ts'

type Row = { file: string; expected: { from: string | null; class?: string; recipient?: string; status?: string } }

/** Mails that broke helpdesks. */
export const helpdeskMisc: CorpusCheck = {
  name: 'helpdesk-misc',
  folder: 'helpdesk-misc',
  async run(folder) {
    return figure(
      await Promise.all(
        readJson<Row[]>(folder, 'expected.json').map(async ({ file, expected }) => {
          const mail = await parseMail(readFileSync(join(folder, 'messages', file)))
          const { address } = readFrom(mail.headers)
          const { kind, bounce, mayAutoReply } = judgeMail(mail, desk)
          const faults = [
            address !== expected.from && `from ${address}`,
            address === null && mayAutoReply && 'would answer nobody',
            expected.class && kind !== expected.class && `kind ${kind}`,
            expected.recipient && bounce?.recipient !== expected.recipient && `recipient ${bounce?.recipient}`,
            expected.status && bounce?.status !== expected.status && `status ${bounce?.status}`,
          ].filter(Boolean)
          return { id: file, fault: faults.length > 0 ? faults.join(', ') : null }
        }),
      ),
    )
  },
}
