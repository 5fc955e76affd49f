import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { judgeMail } from '#app/mail/judge-mail.ts'
import { parseMail } from '#app/mail/parse.server.ts'
import { type CorpusCheck, figure, readJson } from './check.ts'
import { desk } from './desk.ts'

type Recipient = { dsn: string; replycode: string; reason: string; hardbounce: boolean }
type Row = { class: string; hard?: boolean; recipients: Recipient[] | null }

const kinds: Record<string, readonly string[]> = {
  bounce: ['bounce'],
  complaint: ['complaint'],
  autoreply: ['auto_reply'],
  'delivered-notice': ['auto_reply'],
}

/** Machine mails: the figure is the class; `hard`, `recipient` and `status` stand beside it. */
export const sisimai: CorpusCheck = {
  name: 'sisimai',
  folder: 'sisimai',
  async run(folder) {
    const rows = Object.entries(readJson<Record<string, Row>>(folder, 'expected.json'))
    const judged = []
    for (const [file, row] of rows) {
      const mail = await parseMail(readFileSync(join(folder, 'messages', file)))
      judged.push({ file, row, ...judgeMail(mail, desk) })
    }
    const bounces = judged.filter(({ row, kind }) => row.class === 'bounce' && kind === 'bounce')
    const graded = bounces.filter(({ row }) => row.hard !== undefined)
    const hardWrong = graded.filter(({ row, bounce }) => bounce?.hard !== row.hard)
    const withStatus = bounces.filter(({ row }) => row.recipients?.some(({ dsn }) => /^[45]\.\d+\.[1-9]$/.test(dsn)))
    const statusWrong = withStatus.filter(
      ({ row, bounce }) => !row.recipients?.some(({ dsn }) => dsn === bounce?.status),
    )
    const named = bounces.filter(({ bounce }) => bounce?.recipient)
    const outcomes = judged.map(({ file, row, kind, reason }) => ({
      id: file,
      fault: kinds[row.class]?.includes(kind ?? '') ? null : `${kind} (${reason}), not ${row.class}`,
    }))
    return figure(outcomes, {
      hard: { right: graded.length - hardWrong.length, of: graded.length, wrong: hardWrong.map(({ file }) => file) },
      status: {
        right: withStatus.length - statusWrong.length,
        of: withStatus.length,
        wrong: statusWrong.map(({ file }) => file),
      },
      recipient: {
        right: named.length,
        of: bounces.length,
        wrong: bounces.filter(({ bounce }) => !bounce?.recipient).map(({ file }) => file),
      },
    })
  },
}
