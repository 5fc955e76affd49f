import { judgeMail } from '#app/mail/judge-mail.ts'
import { parseMail } from '#app/mail/parse.server.ts'
import { type CorpusCheck, figure, readJson } from './check.ts'
import { desk } from './desk.ts'

type Row = { id: string; headers: string[]; mayAutoReply: boolean; outOfOffice?: boolean }

/** May a mail with these headers be answered by a machine? */
export const loops: CorpusCheck = {
  name: 'loops',
  folder: 'loops',
  async run(folder) {
    return figure(
      await Promise.all(
        readJson<Row[]>(folder, 'cases.json').map(async ({ id, headers, mayAutoReply, outOfOffice }) => {
          const mail = await parseMail(Buffer.from(`${headers.join('\r\n')}\r\n\r\nText.\r\n`))
          const judged = judgeMail(mail, desk)
          const out = outOfOffice === undefined ? true : (judged.kind === 'auto_reply') === outOfOffice
          const same = judged.mayAutoReply === mayAutoReply && out
          return { id, fault: same ? null : `${judged.kind}, ${judged.reason}` }
        }),
      ),
    )
  },
}
