import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { simpleParser } from 'mailparser'
import { readParts } from '#app/mail/mail-parts.server.ts'
import { parseMail } from '#app/mail/parse.server.ts'
import type { ParsedMail } from '#app/mail/parsed-mail.ts'
import { type CorpusCheck, figure, filesBelow } from './check.ts'

/**
 * No text of the person is lost, in any mail of any folder: each word that another parser finds stands in our text, or in
 * the file that it is attached as; and what is left out of the reply is marked as another's.
 */
export const keptText: CorpusCheck = {
  name: 'kept-text',
  folder: '.',
  async run(folder) {
    const outcomes = []
    const files = [
      ...filesBelow(folder, '.eml'),
      ...filesBelow(folder, '.txt').filter((file) => file.includes('/messages/')),
    ]
    for (const file of files) {
      const bytes = readFileSync(file)
      const mail = await parseMail(bytes)
      const faults = [await missingWords(bytes, mail), unmarkedGap(mail), badRanges(mail)].filter(Boolean)
      outcomes.push({ id: relative(folder, file), fault: faults.length > 0 ? faults.join('; ') : null })
    }
    return figure(outcomes)
  },
}

/**
 * Words as mailparser reads them. It knows no charset that shifts letters into ASCII, leaves `&nbsp;` as it is, and writes
 * the dates of embedded mails in its own way.
 */
async function missingWords(bytes: Buffer, mail: ParsedMail): Promise<string | null> {
  const other = await simpleParser(bytes, { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true })
  if (shifted.test(bytes.toString('latin1'))) return null
  const { parts } = await readParts(bytes)
  const whole = [mail.text, ...parts.map(({ content }) => Buffer.from(content ?? []).toString('latin1'))].join('\n')
  const words = (other.text ?? '').replace(/&nbsp;|^Date: .*$/gm, ' ').match(/[a-z0-9]{3,40}/gi) ?? []
  const missing = words.filter((word) => !whole.includes(word))
  return missing.length > 0 ? `missing ${[...new Set(missing)].slice(0, 8).join(' ')}` : null
}

const shifted = /charset="?(?:hz|iso-2022)/i

/** A stretch that is left out begins with what no person's own line begins with, or is empty. */
function unmarkedGap({ text, reply }: ParsedMail): string | null {
  const ends = [0, ...reply.map(({ end }) => end)]
  const gaps = ends.map((start, index) => text.slice(start, reply[index]?.start ?? text.length).trim())
  const bare = gaps.find((gap) => gap !== '' && !marks.test(firstLines(gap)))
  return bare === undefined ? null : `left out ${JSON.stringify(bare.slice(0, 80))}`
}

const marks = /^[ \t]{0,20}(?:>|&gt;|[-_=*─—]{2,})|[:：]\s*$|@|\d{4}|^.{1,30}[:：]/m

function firstLines(gap: string): string {
  return gap.split('\n').slice(0, 3).join('\n')
}

function badRanges({ text, reply }: ParsedMail): string | null {
  if (reply.length === 0 && text.trim() !== '') return 'no reply'
  let before = 0
  for (const { start, end } of reply) {
    if (start < before || end <= start || end > text.length) return `range ${start} to ${end}`
    before = end
  }
  return null
}
