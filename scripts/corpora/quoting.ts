import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parseMail } from '#app/mail/parse.server.ts'
import { readableText } from '#app/mail/readable-text.server.ts'
import { replyRanges, replyText } from '#app/mail/reply-ranges.ts'
import { type CorpusCheck, figure, filesBelow, readJson, squeezed } from './check.ts'

type Chinese = { id: string; text: string; reply: string }
type Plain = { name: string; input: string; expected: string }

/** Replies as Chinese clients write them; a device's signature may be dropped. */
export const zhQuoting: CorpusCheck = {
  name: 'zh-quoting',
  folder: 'zh-quoting',
  run(folder) {
    return figure(readJson<Chinese[]>(folder, 'cases.json').map(({ id, text, reply }) => compare(id, text, reply)))
  },
}

/** Replies in many languages; `lost` counts those where words of the person are missing, the graver fault. */
export const talon: CorpusCheck = {
  name: 'talon',
  folder: 'talon',
  async run(folder) {
    const plain = readJson<Plain[]>(folder, 'plain_cases.json').map(({ name, input, expected }, index) =>
      compare(`${name} ${index}`, input, expected),
    )
    const mails = await Promise.all(
      filesBelow(`${folder}/standard_replies`, '.eml').map(async (file) => {
        const mail = await parseMail(readFileSync(file))
        return compare(basename(file), mail.text, expectedReply(file))
      }),
    )
    const html = readJson<Plain[]>(folder, 'html_cases.json').map(({ name, input, expected }, index) =>
      compare(`${name} html ${index}`, readableText(input), readableText(expected)),
    )
    const all = [...plain, ...mails, ...html]
    return figure(all, { lost: all.filter(({ fault }) => fault?.startsWith('lost')).map(({ id }) => id) })
  },
}

/** "Hello" unless a text lies beside the mail. */
function expectedReply(file: string): string {
  try {
    return readFileSync(file.replace(/\.eml$/, '_reply_text'), 'utf8')
  } catch {
    return 'Hello'
  }
}

function compare(id: string, text: string, expected: string) {
  const found = said(replyText(text, replyRanges(text)))
  const wanted = said(expected)
  if (found === wanted) return { id, fault: null }
  const kept = wanted.split(' ').every((word) => found.includes(word))
  return { id, fault: `${kept ? 'more' : 'lost'}: ${JSON.stringify(found.slice(0, 160))}` }
}

/** A drawn line is no word of anybody's. */
function said(text: string): string {
  return squeezed(text.replace(/^-{5,}$/gm, ''))
}
