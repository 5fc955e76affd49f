import { expect, test } from 'vitest'
import { bodyFingerprint, judgeCampaign, type SightingKind, sightingsOf } from '#app/mail/campaign.ts'
import { mail } from '#tests/factories/mail.ts'
import { unproved, verdict } from '#tests/factories/sender.ts'

const template =
  'I am the owner of the account [your user name] and I have lost my password. My registered e-mail is [your e-mail]. My date of birth is [date].'
const filled =
  'I am the owner of the account 1200000146 and I have lost my password. My registered e-mail is mei@example.com. My date of birth is 12 March 1988.'
const pitch = 'Dear friend, our shop has the best watches of the whole town at a price that nobody else can offer.'

const said = (text: string) => ({ text, html: null, reply: [{ start: 0, end: text.length }] })
const received = (by: string, from: string) => ({ Received: `from ${from} by ${by} with ESMTP; Mon, 2 Mar 2026` })

test.each([
  ['unfilled', template],
  ['filled', filled],
])('the template of the help page, %s, from very many people is no spam', (_how, text) => {
  expect(judgeCampaign('recovery', said(text), { sender: 0, network: 500, body: 500 })).toBeNull()
  expect(judgeCampaign('recovery', said(`${text} See https://shop.example/mei`), { body: 500 })).toBeNull()
  expect(judgeCampaign('other', said(text), { body: 500 })).toBeNull()
})

test('the same text with a link from many is spam where nobody asks for an account', () => {
  const link = said(`${pitch} https://shop.example/7`)
  expect(judgeCampaign('other', link, { body: 19 })).toBeNull()
  expect(judgeCampaign('other', link, { body: 20 })).toMatchObject({ kind: 'spam', bounce: null })
  expect(judgeCampaign('question', said(pitch), { body: 500 })).toBeNull()
  const hidden = { ...said(pitch), html: '<a class="x" href="//shop.example">watches</a>' }
  expect(judgeCampaign('other', hidden, { body: 20 })?.kind).toBe('spam')
})

test('one sender has a rate, whatever he asks for', () => {
  expect(judgeCampaign('recovery', said(filled), { sender: 19 })).toBeNull()
  expect(judgeCampaign('recovery', said(filled), { sender: 20 })?.reason).toBe(
    'its sender wrote 20 mails within the hour',
  )
})

test('a flood of strangers from one network is spam, but for those who ask for an account', () => {
  expect(judgeCampaign('other', said(pitch), { network: 200 })?.kind).toBe('spam')
  expect(judgeCampaign('other', said(pitch), { network: 199 })).toBeNull()
})

test('copies that differ in numbers, links, addresses and spaces have one fingerprint', () => {
  const one = bodyFingerprint(said(`${pitch}\nhttps://a.example/1 call 555 or mail eve@a.example`))
  const other = bodyFingerprint(said(`${pitch.toUpperCase()}  https://b.example/2 call 777, or mail eve@b.example`))
  expect(one).not.toBeNull()
  expect(other).toBe(one)
  expect(bodyFingerprint(said(`${pitch} or not`))).not.toBe(one)
})

test('a short text and quoted history have no fingerprint', () => {
  expect(bodyFingerprint(said('Please help me with my password!'))).toBeNull()
  expect(bodyFingerprint({ text: `Hi\n> ${pitch}`, reply: [{ start: 0, end: 2 }] })).toBeNull()
})

const marks = async (sender: Parameters<typeof sightingsOf>[1], from: string) => {
  const read = await mail({ fields: received('mx.recovery.example', `x.example [${from}]`) })
  const found = sightingsOf(read, sender, ['mx.recovery.example'])
  return Object.fromEntries(found.map(({ kind, mark }) => [kind, mark])) as Partial<Record<SightingKind, string>>
}

test('a proved sender is counted wherever he writes from, and his network is not', async () => {
  const here = await marks(verdict(), '198.51.100.7')
  expect(here.network).toBeUndefined()
  expect((await marks(verdict(), '203.0.113.7')).sender).toBe(here.sender)
})

test('whoever writes an address that is not proved uses up nobody else’s share', async () => {
  const eve = await marks(unproved('mei@example.com'), '198.51.100.7')
  const mei = await marks(unproved('mei@example.com'), '203.0.113.7')
  const proved = await marks(verdict(), '203.0.113.7')
  expect(new Set([eve.sender, mei.sender, proved.sender]).size).toBe(3)
  expect(eve.network).not.toBe(mei.network)
})

test('a mark is a number that a database holds', async () => {
  const { sender } = await marks(verdict(), '198.51.100.7')
  expect(BigInt(sender ?? '') < 2n ** 63n && BigInt(sender ?? '') >= -(2n ** 63n)).toBe(true)
})
