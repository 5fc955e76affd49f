import { expect, test } from 'vitest'
import { asSpam } from '#app/intake/mail-reading.ts'
import { type Reader, readMail } from '#app/intake/read-mail.server.ts'
import { judgeCampaign } from '#app/mail/campaign.ts'
import { maxReadBytes } from '#app/mail/filters/oversized.ts'
import { judgeSender } from '#app/mail/judge-sender.ts'
import { parseMail } from '#app/mail/parse.server.ts'
import { type ZoneFile, zoneFileResolver } from '#app/mail/resolver.server.ts'
import { signingDomain } from '#tests/factories/dns.ts'
import { rawMail, signedMail, writtenAt } from '#tests/factories/mail.ts'
import { addresses } from '#tests/factories/sender.ts'

const reader = (zone: ZoneFile = {}): Reader => ({
  parse: parseMail,
  resolver: zoneFileResolver(zone),
  deskAddress: 'desk@recovery.example',
  messageIdKey: Buffer.from('key'),
  authservId: 'mx.recovery.example',
  ownHosts: ['mx.recovery.example'],
  clock: () => 0,
})
const read = (bytes: Uint8Array, zone?: ZoneFile) =>
  readMail(bytes, new Date(writtenAt.getTime() + 60_000), reader(zone))

const huge = (fields: Record<string, string> = {}) =>
  rawMail({ fields: { 'Content-Type': 'multipart/mixed; boundary=b', ...fields }, body: 'x'.repeat(maxReadBytes) })

test('of a mail that is too large the header alone is read, and an agent sees it', async () => {
  const { mail, kind, kindReason, mayAutoReply, claims, trace } = await read(huge())
  expect(mail).toMatchObject({ subject: 'I lost my password', text: '', attachments: [], unreadBytes: huge().length })
  expect({ kind, kindReason, mayAutoReply, claims }).toEqual({
    kind: 'other',
    kindReason: 'it has 41 MB: only its header was read',
    mayAutoReply: false,
    claims: [],
  })
  expect(trace).toContainEqual({ step: 'filters', outcome: `other: ${kindReason}`, ms: 0, filter: 'oversized' })
})

test('what cannot be verified of a mail that is too large does not speak against its sender', async () => {
  const mei = signingDomain()
  const signed = await signedMail(rawMail(), mei)
  const { verdict } = await read(Buffer.concat([signed, Buffer.alloc(maxReadBytes)]), mei.zone)
  expect(judgeSender(verdict, addresses()).level).toBe('unauth')
  const told = {
    'Authentication-Results': 'mx.recovery.example; spf=pass smtp.mailfrom=mei@example.com',
    Received: 'from x.example (x.example [198.51.100.7]) by mx.recovery.example',
  }
  const bySpf = await read(huge(told), mei.zone)
  expect(judgeSender(bySpf.verdict, addresses()).level).toBe('medium')
  const twice = Buffer.concat([Buffer.from('From: eve@evil.example\r\n'), huge()])
  expect(judgeSender((await read(twice)).verdict, addresses()).level).toBe('fail')
})

test('a machine is told by its header, however large its mail is', async () => {
  expect((await read(huge({ 'Auto-Submitted': 'auto-replied' }))).kind).toBe('auto_reply')
})

test('a mail that is not too large is read whole', async () => {
  const { mail, kind, trace } = await read(rawMail())
  expect(mail.unreadBytes).toBeUndefined()
  expect(kind).toBe('recovery')
  expect(trace.find(({ step }) => step === 'filters')).toEqual({ step: 'filters', outcome: 'passed', ms: 0 })
})

const template = (name: string, address: string, date: string) =>
  `I am the owner of the account ${name} and I have lost my password. My registered e-mail is ${address}. My date of birth is ${date}.`

test.each([
  ['unfilled', template('[your user name]', '[your e-mail]', '[date]')],
  ['filled', template('1200000146', 'mei@example.com', '12 March 1988')],
  ['filled, with a link', `${template('1200000146', 'mei@example.com', '12 March 1988')} https://profile.example/mei`],
])('the template of the help page, %s, is never spam, however many send it', async (_how, body) => {
  const { kind, mail } = await read(rawMail({ body }))
  expect(kind).not.toBe('spam')
  expect(judgeCampaign(kind, mail, { sender: 5, network: 500, body: 500 })).toBeNull()
})

test('one of a flood is set aside with its reason, and read for claims only when somebody takes it for a person’s', async () => {
  const reading = await read(rawMail())
  expect(reading.sightings.map(({ kind }) => kind)).toEqual(['sender'])
  const finding = judgeCampaign(reading.kind, reading.mail, { sender: 20 })
  if (!finding) throw new Error('twenty mails within the hour passed')
  const spam = asSpam(reading, finding)
  expect(spam).toMatchObject({ kind: 'spam', kindReason: finding.reason, mayAutoReply: false, claims: [] })
  expect(spam.trace.at(-1)).toEqual({ step: 'filters', outcome: `spam: ${finding.reason}`, ms: 0, filter: 'spam' })
})

test('an offer is spam, of which nothing is claimed', async () => {
  const body = 'Buy now: special offer! Act now, 100% free shipping. Write to sales@shop.example or www.shop.example.'
  const { kind, claims } = await read(rawMail({ fields: { Subject: 'Best price' }, body }))
  expect({ kind, claims }).toEqual({ kind: 'spam', claims: [] })
})

test('what a machine wrote is counted with nobody', async () => {
  expect((await read(rawMail({ fields: { 'List-Id': '<friends.example.org>' } }))).sightings).toEqual([])
})
