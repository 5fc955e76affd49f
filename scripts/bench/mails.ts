import { createHash } from 'node:crypto'
import type { Account } from '#app/accounts/account.ts'
import type { ZoneFile } from '#app/mail/resolver.server.ts'
import { compose, type Letter } from '#scripts/demo/compose.ts'
import { demoZone, type SigningKey, sign } from '#scripts/demo/signing.ts'
import { type Draws, drawsFrom } from '#scripts/simulate/draws.ts'
import { trialAddress } from './trial-desk.ts'

const domains = ['example.com', 'example.net', 'example.org', 'post.example', 'mail.example']
/** Of a hundred mails so many are signed. */
const signedPercent = 85
/** Of a hundred so many ask for an account that another mail of the day asks for too: more would be an attack. */
const rivalPercent = 10

/**
 * The mails of a desk's day: 70 % plain of 1 to 3 kB, 20 % HTML of 10 to 30 kB, 10 % with an attachment of 50 to
 * 500 kB; most are signed, each has another sender and most an account of their own, while there are as many. The same
 * seed writes the same mails.
 */
export async function benchMails(options: {
  mails: number
  people: readonly Account[]
  key: SigningKey
  now: Date
  seed: number
}): Promise<{ mails: Buffer[]; zone: ZoneFile }> {
  const { people, key, now, seed } = options
  const draws = drawsFrom(seed)
  const mails: Buffer[] = []
  for (let at = 0; at < options.mails; at += 1) {
    const rival = draws.chance(rivalPercent / 100)
    const person = people[(rival ? Math.floor(draws.share() * at) : at) % people.length] as Account
    const domain = domains[at % domains.length] as string
    const letter = writeLetter(draws, person, `writer${seed}.${at}@${domain}`, `${seed} ${at}`)
    const bytes = compose(letter, { to: trialAddress, date: now })
    mails.push(draws.share() * 100 < signedPercent ? await sign(bytes, domain, key, now) : bytes)
  }
  return { mails, zone: demoZone({ domains, key }) }
}

function writeLetter(draws: Draws, person: Account, from: string, mark: string): Letter {
  const plain = (bytes: number) => fill(draws, opening(person, mark), bytes)
  const kind = draws.share()
  const head = { from, name: person.realName ?? 'A person', subject: `I cannot sign in, case ${mark}` }
  if (kind < 0.7) return { ...head, text: plain(500 + draws.share() * 2_000) }
  if (kind < 0.9) {
    const text = plain(2_000 + draws.share() * 3_000)
    return { ...head, text, html: asHtml(text, 5_000 + draws.share() * 18_000) }
  }
  const content = noise(draws, 37_000 + draws.share() * 330_000)
  return {
    ...head,
    text: plain(800 + draws.share() * 1_500),
    attachments: [{ filename: 'sign-in.png', contentType: 'image/png', content }],
  }
}

function opening(person: Account, mark: string): string {
  const facts = [
    `My account number is ${person.number}.`,
    person.nickname && `My nickname is ${person.nickname}.`,
    person.city && `I live in ${person.city}.`,
    person.birthDate && `I was born on ${person.birthDate}.`,
  ].filter(Boolean)
  return `Hello,\n\nI forgot my password and want my account back. ${facts.join(' ')}\nRequest ${mark}.\n\n`
}

const sentences = [
  'I have tried every password that I remember and none of them is taken.',
  'The program says that the number or the password is wrong.',
  'Last week it worked, and then I bought a new computer.',
  'My friends are waiting for me and I have no other way to reach them.',
  'Please tell me what else you need to know about the account.',
  'I have used it for many years and would be sad to lose the list of my friends.',
]

function fill(draws: Draws, begun: string, bytes: number): string {
  let text = begun
  while (text.length < bytes) text += `${draws.pick(sentences)}${draws.chance(0.3) ? '\n\n' : ' '}`
  return `${text}\n\nThank you\n`
}

function asHtml(text: string, bytes: number): string {
  const paragraphs = text
    .split('\n\n')
    .map((paragraph) => `<p style="margin:0 0 12px;font-family:Arial,sans-serif">${paragraph}</p>`)
  let html = `<html><head><style>td{padding:4px}</style></head><body>${paragraphs.join('\n')}<table border="0">`
  for (let row = 0; html.length < bytes; row += 1)
    html += `<tr><td style="color:#333"><b>Row ${row}</b></td><td><a href="https://example.com/${row}">more</a> ${sentences[row % sentences.length]}</td></tr>\n`
  return `${html}</table></body></html>`
}

/** Bytes that no compression makes small, as pictures are. */
function noise(draws: Draws, bytes: number): Buffer {
  const blocks: Buffer[] = []
  const start = String(draws.share())
  for (let at = 0; at * 64 < bytes; at += 1) blocks.push(createHash('sha512').update(`${start} ${at}`).digest())
  return Buffer.concat(blocks).subarray(0, Math.floor(bytes))
}
