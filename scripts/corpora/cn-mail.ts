import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readFrom } from '#app/mail/from-field.ts'
import { judgeMail } from '#app/mail/judge-mail.ts'
import { parseMail } from '#app/mail/parse.server.ts'
import { replyText } from '#app/mail/reply-ranges.ts'
import { type CorpusCheck, figure, readJson } from './check.ts'
import { desk } from './desk.ts'

type Row = {
  file: string
  expected: {
    class: 'human' | 'autoreply'
    from?: string
    fromName?: string
    subject?: string
    bodyContains?: string
    textMustNotContain?: string
    inReplyTo?: string
    attachments?: string[]
    quoteHeader?: string
    headerTextWanted?: string
  }
}

/** Mails in the shapes of Chinese providers: kind, sender, subject, text, attachments. */
export const cnMail: CorpusCheck = {
  name: 'cn-mail',
  folder: 'cn-mail',
  async run(folder) {
    const rows = readJson<Row[]>(folder, 'index.json')
    return figure(
      await Promise.all(
        rows.map(async ({ file, expected }) => {
          const mail = await parseMail(readFileSync(join(folder, 'messages', file)))
          const from = readFrom(mail.headers)
          const kind = judgeMail(mail, desk).kind === 'auto_reply' ? 'autoreply' : 'human'
          const faults = [
            kind !== expected.class && `kind ${kind}`,
            expected.from && from.address !== expected.from && `from ${from.address}`,
            expected.fromName && from.displayName !== expected.fromName && `name ${from.displayName}`,
            expected.subject && mail.subject !== expected.subject && `subject ${mail.subject}`,
            expected.bodyContains && !mail.text.includes(expected.bodyContains) && 'body',
            expected.textMustNotContain &&
              mail.text.includes(expected.textMustNotContain) &&
              'text has what it must not',
            expected.inReplyTo && mail.inReplyTo !== expected.inReplyTo && 'in-reply-to',
            expected.attachments?.join() !==
              (expected.attachments && mail.attachments.map((one) => one.filename).join()) && 'attachments',
            expected.quoteHeader && replyText(mail.text, mail.reply).includes(expected.quoteHeader) && 'quote kept',
            expected.headerTextWanted &&
              !JSON.stringify(from).includes(expected.headerTextWanted) &&
              !mail.subject.includes(expected.headerTextWanted) &&
              'header text',
          ].filter(Boolean)
          return { id: file, fault: faults.length > 0 ? faults.join(', ') : null }
        }),
      ),
    )
  },
}
