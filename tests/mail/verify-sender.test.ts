import { sealMessage } from 'mailauth/lib/arc/index.js'
import { expect, test } from 'vitest'
import { signatureMarks } from '#app/mail/dkim-signature.ts'
import { readHeader } from '#app/mail/header-fields.ts'
import { judgeSender } from '#app/mail/judge-sender.ts'
import { recordedResolver, type ZoneFile, zoneFileResolver } from '#app/mail/resolver.server.ts'
import { type SenderCheck, verifySender } from '#app/mail/verify-sender.server.ts'
import { signingDomain } from '#tests/factories/dns.ts'
import { rawMail, signedMail, writtenAt } from '#tests/factories/mail.ts'
import { fixture, fixtureZone } from '#tests/factories/mail-fixture.ts'
import { addresses } from '#tests/factories/sender.ts'

const day = 24 * 3600_000
const hour = 3600_000
const later = (ms: number) => new Date(writtenAt.getTime() + ms)

async function judge(bytes: Uint8Array, zone: ZoneFile, check: Partial<SenderCheck> = {}) {
  const verdict = await verifySender(bytes, { resolver: zoneFileResolver(zone), arrivedAt: later(60_000), ...check })
  return { verdict, ...judgeSender(verdict, addresses()) }
}

test.each([
  ['reject', 'strong'],
  ['quarantine', 'strong'],
  ['none', 'medium'],
  [null, 'medium'],
])('an aligned signature under policy %s is %s', async (policy, level) => {
  const domain = signingDomain({ policy })
  expect((await judge(await signedMail(rawMail(), domain), domain.zone)).level).toBe(level)
})

test('a mail of 2020 verifies at the clock of its arrival', async () => {
  const domain = signingDomain()
  const signTime = new Date('2020-03-02T08:00:00Z')
  const bytes = await signedMail(rawMail(), domain, { signTime })
  const then = await judge(bytes, domain.zone, { arrivedAt: new Date('2020-03-02T08:01:00Z') })
  expect(then.level).toBe('strong')
  expect((await judge(bytes, domain.zone)).level).toBe('fail')
})

test('a changed body fails', async () => {
  const domain = signingDomain()
  const bytes = await signedMail(rawMail(), domain)
  const forged = Buffer.from(bytes.toString().replace('1200000146', '1200000147'))
  expect((await judge(forged, domain.zone)).level).toBe('fail')
})

test('an unsigned mail of a domain without DMARC is unproved', async () => {
  expect((await judge(rawMail(), {})).level).toBe('unauth')
})

test("a signature of Eve's domain proves nothing of Mei's", async () => {
  const eve = signingDomain({ domain: 'evil.example' })
  const mei = signingDomain()
  expect((await judge(await signedMail(rawMail(), eve), { ...eve.zone, ...mei.zone })).level).toBe('fail')
  expect((await judge(await signedMail(rawMail(), eve), eve.zone)).level).toBe('unauth')
})

test('a subdomain signs for its organisation, but not where the record asks for the very domain', async () => {
  const relaxed = signingDomain({ domain: 'mail.example.com', policy: null })
  const bytes = await signedMail(rawMail(), relaxed)
  const dmarc = (record: string) => ({ ...relaxed.zone, '_dmarc.example.com': { TXT: [[record]] } })
  expect((await judge(bytes, dmarc('v=DMARC1; p=reject'))).level).toBe('strong')
  expect((await judge(bytes, dmarc('v=DMARC1; p=reject; adkim=s'))).level).toBe('fail')
})

test.each<[string, Parameters<typeof signedMail>[2], string]>([
  ['from the future', { signTime: later(2 * hour) }, 'a signature comes from the future'],
  ['older than a week', { signTime: later(-8 * day) }, 'a signature was older than 7 days when the mail arrived'],
  ['that ran out', { signTime: later(-hour), expires: later(-60_000) }, 'a signature had run out'],
  ['with rsa-sha1', { algorithm: 'rsa-sha1' }, 'a signature uses rsa-sha1'],
])('a signature %s counts for nothing and fails the mail', async (_what, options, fault) => {
  const domain = signingDomain()
  const { verdict, level } = await judge(await signedMail(rawMail(), domain, options), domain.zone)
  expect(verdict.malformed).toContain(fault)
  expect(level).toBe('fail')
})

test('a clock that is two minutes ahead is forgiven', async () => {
  const domain = signingDomain()
  const bytes = await signedMail(rawMail(), domain, { signTime: later(3 * 60_000) })
  expect((await judge(bytes, domain.zone)).level).toBe('strong')
})

test('a body longer than l= covers fails', async () => {
  const domain = signingDomain()
  const bytes = await signedMail(rawMail(), domain, { maxBodyLength: 20 })
  const { verdict, level } = await judge(bytes, domain.zone)
  expect(verdict.malformed).toContain('l= leaves part of the body unsigned')
  expect(level).toBe('fail')
})

test('a key of 512 bits fails', async () => {
  const domain = signingDomain({ bits: 512 })
  const { verdict, level } = await judge(await signedMail(rawMail(), domain), domain.zone)
  expect(verdict.malformed).toContain('the key of a signature is shorter than 1024 bits')
  expect(level).toBe('fail')
})

test('a signature that does not cover From fails', async () => {
  const domain = signingDomain()
  const signed = (await signedMail(rawMail(), domain)).toString()
  const bytes = Buffer.from(signed.replace(/: From;/, ';'))
  const { verdict, level } = await judge(bytes, domain.zone)
  expect(verdict.malformed).toContain('a signature does not sign From')
  expect(level).toBe('fail')
})

test('a faulty signature of somebody else does not spoil a sound one', async () => {
  const mei = signingDomain()
  const carrier = signingDomain({ domain: 'carrier.example', selector: 'old' })
  const once = await signedMail(rawMail(), carrier, { signTime: later(-8 * day) })
  const { level } = await judge(await signedMail(once, mei), { ...mei.zone, ...carrier.zone })
  expect(level).toBe('strong')
})

test('the same signature on a later mail is a replay', async () => {
  const domain = signingDomain()
  const bytes = await signedMail(rawMail(), domain)
  const seenSignatures = new Set(signatureMarks(readHeader(bytes).fields))
  const { verdict, level } = await judge(bytes, domain.zone, { seenSignatures })
  expect(verdict.malformed).toContain('the same signature came with an earlier mail')
  expect(level).toBe('fail')
})

test.each(['Subject', 'To', 'Date', 'Message-ID', 'Reply-To', 'Sender', 'Content-Type'])(
  'a second %s added to a signed mail fails',
  async (name) => {
    const domain = signingDomain()
    const bytes = await signedMail(
      rawMail({ fields: { 'Reply-To': 'mei@example.com', Sender: 'mei@example.com' } }),
      domain,
    )
    const { verdict, level } = await judge(Buffer.concat([Buffer.from(`${name}: other\r\n`), bytes]), domain.zone)
    expect(verdict.malformed.join()).toContain(`two ${name.toLowerCase()} fields`)
    expect(level).toBe('fail')
  },
)

test('a NUL in the header fails', async () => {
  const { verdict, level } = await judge(rawMail({ fields: { 'X-Note': 'a\0b' } }), {})
  expect(verdict.malformed).toContain('the header holds a NUL')
  expect(level).toBe('fail')
})

test.each(['k1._domainkey.example.com', '_dmarc.example.com'])('no answer for %s means to try again', async (name) => {
  const domain = signingDomain()
  const bytes = await signedMail(rawMail(), domain)
  const { verdict, level } = await judge(bytes, { ...domain.zone, [name]: 'TIMEOUT' })
  expect(verdict.timedOut).toBe(true)
  expect(level).toBe('retry')
})

test("no answer for a carrier's key does not hold up a mail that is proved without it", async () => {
  const mei = signingDomain()
  const carrier = signingDomain({ domain: 'carrier.example' })
  const bytes = await signedMail(await signedMail(rawMail(), carrier), mei)
  expect((await judge(bytes, { ...mei.zone, 'k1._domainkey.carrier.example': 'TIMEOUT' })).level).toBe('strong')
})

test('the answers kept with a mail give the same verdict again', async () => {
  const domain = signingDomain()
  const bytes = await signedMail(rawMail(), domain)
  const { verdict } = await judge(bytes, domain.zone)
  const kept = JSON.parse(JSON.stringify(verdict.dns))
  const again = await verifySender(bytes, { resolver: recordedResolver(kept), arrivedAt: later(60_000) })
  expect(again).toEqual(verdict)
})

const received = 'from out.example.com by mx.recovery.example with ESMTPS; Mon, 2 Mar 2026 08:00:30 +0000'
const spfPass = 'mx.recovery.example; spf=pass smtp.mailfrom=mei@example.com'

test('SPF that our own host reports passes DMARC as medium', async () => {
  const bytes = rawMail({ fields: { 'Authentication-Results': spfPass, Received: received } })
  const check = { authservId: 'mx.recovery.example', ownHosts: ['mx.recovery.example'] }
  const { zone } = signingDomain()
  expect((await judge(bytes, zone, check)).level).toBe('medium')
  expect((await judge(bytes, zone, { ...check, authservId: null })).level).toBe('fail')
})

test('the same report below a foreign hop is forged', async () => {
  const foreign = 'from x by evil.example with SMTP; Mon, 2 Mar 2026 08:00:00 +0000'
  const bytes = rawMail({ fields: { Received: [received, foreign], 'Authentication-Results': spfPass } })
  const check = { authservId: 'mx.recovery.example', ownHosts: ['mx.recovery.example'] }
  const { verdict, level } = await judge(bytes, signingDomain().zone, check)
  expect(verdict.malformed.join()).toContain('forged')
  expect(level).toBe('fail')
})

test('a Reply-To in another organisation is told', async () => {
  const to = async (address: string) =>
    (await judge(rawMail({ fields: { 'Reply-To': address } }), {})).verdict.replyElsewhere
  expect(await to('eve@evil.example')).toBe(true)
  expect(await to('Mei <mei@mail.example.com>')).toBe(false)
})

test.each<[string, string]>([
  ['signed-from-registered', 'strong'],
  ['signed-by-another-domain', 'fail'],
  ['unsigned-from-registered', 'fail'],
  ['signed-part-of-body', 'fail'],
  ['signed-next-year', 'fail'],
  ['replayed-after-a-month', 'fail'],
  ['second-subject-added', 'fail'],
  ['forged-from-with-own-name', 'fail'],
  ['forged-from-encoded-address', 'fail'],
  ['two-from-fields', 'fail'],
  ['forged-authentication-results', 'fail'],
  ['look-alike-domain', 'near'],
  ['dns-never-answers', 'retry'],
  ['policy-none', 'other'],
])('%s is %s', async (name, level) => {
  const check = { authservId: 'mx.recovery.example', ownHosts: ['mx.recovery.example'] }
  expect((await judge(fixture(name), fixtureZone(), check)).level).toBe(level)
})

test('a listed forwarder that saw the mail whole lifts a failure to unproved, no higher', async () => {
  const mei = signingDomain()
  const lists = signingDomain({ domain: 'lists.example', selector: 'arc', policy: null })
  const sent = await signedMail(rawMail(), mei)
  const changed = Buffer.from(sent.toString().replace('Please reset', '[friends] Please reset'))
  const seal = await sealMessage(changed, {
    signingDomain: lists.domain,
    selector: lists.selector,
    privateKey: lists.privateKey,
    authResults: 'lists.example; dkim=pass header.d=example.com; dmarc=pass header.from=example.com',
    cv: 'none',
  } as Parameters<typeof sealMessage>[1])
  const bytes = Buffer.concat([seal, changed])
  const zone = { ...mei.zone, ...lists.zone }
  expect((await judge(bytes, zone, { trustedSealers: ['lists.example'] })).level).toBe('unauth')
  expect((await judge(bytes, zone)).level).toBe('fail')
})

test('four hundred signatures are not worked through', async () => {
  const domain = signingDomain()
  const signed = (await signedMail(rawMail(), domain)).toString()
  const line = signed.slice(0, signed.indexOf('From:'))
  const { verdict, level } = await judge(Buffer.from(`${line.repeat(400)}${signed}`), domain.zone)
  expect(verdict.malformed).toContain('the mail has more than 20 signatures')
  expect(verdict.dkim).toEqual([])
  expect(level).toBe('fail')
})
