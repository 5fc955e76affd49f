import { signMessageId } from '#app/mail/message-id.ts'
import type { ZoneFile } from '#app/mail/resolver.server.ts'
import { demoZone, makeSigningKey, sign } from '#scripts/demo/signing.ts'
import { aFriendship, anAccount } from '#tests/factories/account.ts'
import { plainMail } from './plain-mail.ts'
import { testKey } from './test-desk.ts'

/** The instant at which all of them are written and arrive. */
export const now = new Date('2026-11-22T09:00:00Z')
export const key = makeSigningKey()
export const zone: ZoneFile = {
  ...demoZone({ domains: ['example.com', 'example.org'], key }),
  '_dmarc.example.net': 'TIMEOUT',
}
const friends = (...numbers: string[]) => numbers.map((number) => aFriendship(number))
/** Three who know each other. */
export const people = [
  anAccount({ number: '29433423', registeredEmail: 'mei@example.com', friends: friends('10001', '10002') }),
  anAccount({
    number: '10001',
    registeredEmail: 'bo@example.org',
    handle: 'bo-wen',
    phone: '+8613911112222',
    friends: friends('29433423'),
  }),
  anAccount({ number: '10002', handle: null, registeredEmail: null, friends: friends('29433423', '10001') }),
]

/** One mail of a drawn batch. `ticket` is the number of a case that was open before. */
export type Drawn = { what: (typeof kinds)[number]; who: number; about: number; says: number; ticket: number }
export const kinds = [
  'asks',
  'asks',
  'asks',
  'signed',
  'answers',
  'numbers',
  'repeats',
  'replays',
  'absent',
  'bounces',
  'spam',
] as const
export const senders = ['Mei <mei@example.com>', 'Bo <bo@example.org>', 'Eve <eve@example.com>', 'Bo <bo@example.net>']
export const accounts = ['29433423', '10001', '10002', 'bo-wen', '99999']
export const facts = [
  'My nickname is Raindrop.',
  'I was born on 12 March 1988. My friends are 10001 and 10002.',
  'My account was stolen by somebody. City: Chengdu.',
  'My password is hunter2-secret.',
  'My other account is 10002. City: Chengdu.',
  'My phone number is 13911112222.',
  'Thank you.',
]

/** The bytes of a drawn mail; `before` are those of the batch that came before it. */
export async function write(
  { what, who, about, says, ticket }: Drawn,
  before: readonly Uint8Array[],
): Promise<Uint8Array> {
  const from = senders[who] as string
  const text = `I forgot my password. My number is ${accounts[about]}. ${facts[says]}`
  const letter = signMessageId({ ticketId: ticket, letterId: 1, host: 'latchkey.example' }, testKey)
  const signed = (mail: Uint8Array) => sign(Buffer.from(mail), who === 1 ? 'example.org' : 'example.com', key, now)
  const last = before.at(-1)
  switch (what) {
    case 'signed':
      return signed(plainMail({ from, subject: 'Lost password', text }))
    case 'answers':
      return signed(plainMail({ from, subject: 'Re: your case', text, headers: [`In-Reply-To: ${letter}`] }))
    case 'numbers':
      return signed(plainMail({ from, subject: `Re: [#${ticket}] [#${ticket + 3}] case`, text }))
    case 'repeats':
      return last ?? plainMail({ from, subject: 'Once', text })
    case 'replays':
      return Buffer.concat([
        Buffer.from('X-Extra: 1\r\n'),
        last ?? (await signed(plainMail({ from, subject: 'Two', text }))),
      ])
    case 'absent':
      return plainMail({
        from,
        subject: 'Away',
        text: 'I am away.',
        headers: ['Auto-Submitted: auto-replied', `In-Reply-To: ${letter}`],
      })
    case 'bounces':
      return plainMail({
        from: 'Mail Delivery System <MAILER-DAEMON@example.org>',
        subject: 'Undelivered Mail Returned to Sender',
        text: `Could not be delivered to <bo@example.org>: 550 5.1.1 unknown user\n\nMessage-ID: ${letter}`,
        headers: ['Auto-Submitted: auto-replied', 'Return-Path: <>'],
      })
    case 'spam':
      return plainMail({
        from,
        subject: 'Buy now: casino bonus',
        text: 'Buy now! Click here https://spam.example/x 100% free casino bonus, limited offer. Unsubscribe',
        headers: [`In-Reply-To: ${letter}`],
      })
    case 'asks':
      return plainMail({ from, subject: 'Lost password', text })
  }
}
