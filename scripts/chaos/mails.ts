import { randomBytes } from 'node:crypto'
import type { Account } from '#app/accounts/account.ts'
import type { ZoneFile } from '#app/mail/resolver.server.ts'
import { trialAddress } from '#scripts/bench/trial-desk.ts'
import { compose } from '#scripts/demo/compose.ts'
import { demoZone, type SigningKey, sign } from '#scripts/demo/signing.ts'

/** A mail that can be told from every other by a word in its text. */
export type MarkedMail = {
  bytes: Buffer
  word: string
  /** Who is told by a letter that the mail came; null where the sender is not proved. */
  answered: string | null
}

const domains = ['example.com', 'example.net', 'example.org', 'post.example', 'mail.example']
/** One mail in so many is signed, and answered. */
const signedEvery = 5

export async function markedMails(options: {
  mails: number
  people: readonly Account[]
  key: SigningKey
  now: Date
}): Promise<{ mails: MarkedMail[]; zone: ZoneFile }> {
  const { people, key, now } = options
  const mails: MarkedMail[] = []
  for (let at = 0; at < options.mails; at += 1) {
    const word = `mark${at}x${randomBytes(6).toString('hex')}`
    const domain = domains[at % domains.length] as string
    const from = `writer${at}@${domain}`
    const signed = at % signedEvery === 0
    const number = people[at % people.length]?.number ?? ''
    const text = `Hello,\n\nI forgot the password of my account ${number}. Please send me a link to reset it.\nMy word for this request: ${word}\n\nThank you\n`
    const letter = {
      from,
      subject: `Locked out ${at}`,
      text,
      ...(at % 7 === 0 && { html: `<p>${text.replaceAll('\n', '<br>')}</p>` }),
      ...(at % 11 === 0 && {
        attachments: [{ filename: 'screen.png', contentType: 'image/png', content: randomBytes(20_000) }],
      }),
    }
    const bytes = compose(letter, { to: trialAddress, date: now })
    mails.push({
      bytes: signed ? await sign(bytes, domain, key, now) : bytes,
      word,
      answered: signed ? from : null,
    })
  }
  return { mails, zone: demoZone({ domains, key }) }
}
