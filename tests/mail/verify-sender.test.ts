import { sealMessage } from 'mailauth/lib/arc/index.js'
import { expect, test } from 'vitest'
import { readSignatures, signatureFaults, signatureMarks } from '#app/mail/dkim-signature.ts'
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

/** The stranger's own mail, signed by the provider he shares with Mei, under other lines that are not signed. */
async function underOtherLines(lines: (signatures: string) => string) {
  const domain = signingDomain()
  const own = rawMail({ fields: { From: '<eve@example.com>' } })
  const signed = (await signedMail(own, domain)).toString()
  const signatures = signed.slice(0, signed.indexOf('From:'))
  return judge(Buffer.from(`${lines(signatures)}${own}`, 'latin1'), domain.zone)
}

const mine = 'From: "Mei Lin" <mei@example.com>\r\n'

test.each<[string, (signatures: string) => string]>([
  ['more bytes', (signatures) => signatures + mine + `X-Filler: ${'a'.repeat(900)}\r\n`.repeat(620)],
  ['more fields', (signatures) => signatures + mine + 'X: 1\r\n'.repeat(2100)],
  ['more lines', (signatures) => signatures + mine + 'X: 1\r\n y\r\n z\r\n w\r\n'.repeat(1400)],
  ['one longer line', (signatures) => `${signatures}${mine}X: ${'a'.repeat(600 * 1024)}\r\n`],
])('a second author below %s than we read is no proof for the first', async (_what, lines) => {
  const { verdict, level } = await underOtherLines(lines)
  expect(level).toBe('fail')
  expect(verdict.dmarc.result).toBe('fail')
})

test.each<[string, string]>([
  ['a bare carriage return', 'X: a\r'],
  ['a carriage return before the line end', 'X: a\r\r\n'],
  ['a carriage return alone on its line', '\r\r\n'],
  ['a NUL', 'X: a\0\r\n'],
  ['a vertical tab before the name', '\x0bX: a\r\n'],
  ['a form feed before the name', '\x0cX: a\r\n'],
  ['a no-break space before the name', '\xc2\xa0X: a\r\n'],
  ['an ideographic space before the name', '\xe3\x80\x80X: a\r\n'],
  ['a name without a colon', 'X\r\n'],
  ['a line of mbox', 'From eve Mon Mar 2 08:00:00 2026\r\n'],
])('%s in front of a second author is no proof for the first', async (_what, lines) => {
  const below = await underOtherLines((signatures) => signatures + mine + lines)
  expect(below.level).toBe('fail')
  const above = await underOtherLines((signatures) => lines + mine + signatures)
  expect(above.verdict.malformed).not.toEqual([])
  expect(['fail', 'other']).toContain(above.level)
})

test('a signed mail that comes with the separator line of an mbox is strong', async () => {
  const domain = signingDomain()
  const signed = await signedMail(rawMail(), domain)
  const bytes = Buffer.concat([Buffer.from('From mei@example.com Mon Mar  2 08:00:00 2026\n'), signed])
  expect((await judge(bytes, domain.zone)).level).toBe('strong')
})

test('a signed mail with bare line feeds is as strong as with CRLF', async () => {
  const domain = signingDomain()
  const bytes = Buffer.from((await signedMail(rawMail(), domain)).toString().replaceAll('\r\n', '\n'))
  expect((await judge(bytes, domain.zone)).level).toBe('strong')
})

test('a signed mail that ends with its header is strong', async () => {
  const domain = signingDomain()
  const signed = (await signedMail(rawMail({ body: '' }), domain)).toString()
  const { verdict, level } = await judge(Buffer.from(signed.slice(0, -2)), domain.zone)
  expect(verdict.malformed).toEqual([])
  expect(level).toBe('strong')
})

test.each(['\x0bDKIM-Signature', '\xa0DKIM-Signature', 'DKIM-Signature ', 'D\u212aIM-Signature'])(
  'a stale signature stays stale behind a fresh one under the name %j',
  async (name) => {
    const domain = signingDomain()
    const signed = await signedMail(rawMail(), domain, { signTime: later(-30 * day) })
    const fresh = `v=1; a=rsa-sha256; d=example.com; s=zz; h=from; t=${writtenAt.getTime() / 1000}; bh=AA==; b=AA==`
    const { level } = await judge(Buffer.concat([Buffer.from(`${name}: ${fresh}\r\n`), signed]), domain.zone)
    expect(level).toBe('fail')
  },
)

test.each<[string, string, Date, string[]]>([
  ['that signs Date is as old as that', 'from:date', writtenAt, []],
  [
    'that signs an old Date is old',
    'from:date',
    later(-9 * day),
    ['a signature was older than 7 days when the mail arrived'],
  ],
  ['that does not sign Date is of no age', 'from', writtenAt, ['a signature does not say when it was made']],
])('a signature without a time %s', (_what, signedFields, date, faults) => {
  const { fields } = readHeader(
    Buffer.from(
      `DKIM-Signature: a=rsa-sha256; d=example.com; s=k1; h=${signedFields}; b=AA==\r\nDate: ${date.toUTCString()}\r\n\r\n`,
    ),
  )
  const [tags] = readSignatures(fields)
  expect(tags && signatureFaults(tags, { fields, arrivedAt: later(60_000), seen: new Set() })).toEqual(faults)
})

test('a signature that came before spoils the mail even beside a fresh one', async () => {
  const domain = signingDomain()
  const first = await signedMail(rawMail(), domain)
  const again = await signedMail(first, domain, { signTime: later(1000) })
  expect((await judge(again, domain.zone)).level).toBe('strong')
  const { verdict, level } = await judge(again, domain.zone, { seenSignatures: new Set(signatureMarks(first)) })
  expect(verdict.malformed).toEqual(['the same signature came with an earlier mail'])
  expect(level).toBe('fail')
})

test.each<[string, (signed: string) => string]>([
  ['folded otherwise', (signed) => signed.replace(/ b=(.{10})/, ' b=$1\r\n ')],
  ['written with signs that are no base64', (signed) => signed.replace(/ b=(.{10})/, ' b=$1!*')],
  ['written in the other base64', (signed) => signed.replace(/b=[^;]*$/m, (b) => b.replaceAll('+', '-'))],
  ['under added lines', (signed) => `X-Extra: 1\r\n${signed}`],
])('a replayed signature is known again %s', async (_how, change) => {
  const signed = (await signedMail(rawMail(), signingDomain())).toString()
  const changed = change(signed)
  expect(signatureMarks(Buffer.from(changed))).toEqual(signatureMarks(Buffer.from(signed)))
})

test('marks are read alike from the bytes and from the fields', async () => {
  const bytes = await signedMail(rawMail(), signingDomain())
  expect(signatureMarks(bytes)).toEqual(signatureMarks(readHeader(bytes).fields))
  expect(signatureMarks(bytes)).toHaveLength(1)
})

test('signatures that each cover another part of the body are not worked through', async () => {
  const domain = signingDomain()
  const signed = (await signedMail(rawMail(), domain)).toString()
  const limited = [1, 2, 3]
    .map((l) => signed.slice(0, signed.indexOf('From:')).replace('v=1;', `v=1; l=${l};`))
    .join('')
  const { verdict, level } = await judge(Buffer.from(limited + signed), domain.zone)
  expect(verdict.malformed).toContain('more than 2 signatures cover only a part of the body')
  expect(level).toBe('fail')
})

test.each<[string, () => string]>([
  ['bare line feeds', () => `From: mei@example.com\r\n${unmade}\r\n${'a\n'.repeat(1_000_000)}`],
  ['folded header lines', () => `From: mei@example.com\r\nX: a\r\n${' a\r\n'.repeat(60_000)}${unmade}\r\n`],
])('two megabytes of %s are judged within three seconds', async (_what, text) => {
  const began = performance.now()
  await judge(Buffer.from(text()), {})
  expect(performance.now() - began).toBeLessThan(3000)
})

const unmade = 'DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=evil.example; s=s; h=from; bh=AA==; b=AA==\r\n'

test('a report below one of ours that has no SPF supplies none', async () => {
  const report = 'Authentication-Results: mx.recovery.example; dkim=none'
  const hop = 'Received: from evil.example (evil.example [203.0.113.9]) by mx.recovery.example with ESMTP; now'
  const forged = `Authentication-Results: ${spfPass}`
  const bytes = Buffer.from(`${[report, hop, forged].join('\r\n')}\r\n${rawMail()}`)
  const check = { authservId: 'mx.recovery.example', ownHosts: ['mx.recovery.example'] }
  const { verdict, level } = await judge(bytes, signingDomain().zone, check)
  expect(verdict.spf).toBeNull()
  expect(verdict.malformed.join()).toContain('forged')
  expect(level).toBe('fail')
})

test('twenty signatures under silent domains take no longer than one', async () => {
  const signed = await Promise.all(
    Array.from({ length: 20 }, (_, at) => signedMail(rawMail(), signingDomain({ domain: `d${at}.evil.example` }))),
  )
  const heads = signed.map((one) => one.toString().slice(0, one.toString().indexOf('From:')))
  const bytes = Buffer.from(`${heads.join('')}${rawMail()}`)
  let questions = 0
  const resolver = async (name: string) => {
    questions += 1
    const silent = name.endsWith('.evil.example')
    if (silent) await new Promise((resolve) => setTimeout(resolve, 200))
    throw Object.assign(new Error(name), { code: silent ? 'ETIMEOUT' : 'ENOTFOUND' })
  }
  const began = performance.now()
  const verdict = await verifySender(bytes, { resolver, arrivedAt: later(60_000) })
  expect(performance.now() - began).toBeLessThan(2000)
  expect(questions).toBeGreaterThanOrEqual(20)
  // Strangers' keys decide nothing about the author.
  expect(verdict.timedOut).toBe(false)
})

test('a DNS that stays silent costs a mail its whole budget once, and means to try again', async () => {
  const bytes = await signedMail(rawMail(), signingDomain())
  const began = performance.now()
  const resolver = () => new Promise<never>(() => {})
  const verdict = await verifySender(bytes, { resolver, arrivedAt: later(60_000), dnsBudgetMs: 150 })
  expect(performance.now() - began).toBeLessThan(1500)
  expect(verdict.timedOut).toBe(true)
  expect(verdict.dns.map(({ answer }) => answer)).toContainEqual({ error: 'ETIMEOUT' })
})

test('no answer for the key of a listed forwarder means to try again', async () => {
  const mei = signingDomain()
  const lists = signingDomain({ domain: 'lists.example', selector: 'arc', policy: null })
  const changed = Buffer.from((await signedMail(rawMail(), mei)).toString().replace('Please', '[friends] Please'))
  const seal = await sealMessage(changed, {
    signingDomain: lists.domain,
    selector: lists.selector,
    privateKey: lists.privateKey,
    authResults: 'lists.example; dkim=pass header.d=example.com',
    cv: 'none',
  } as Parameters<typeof sealMessage>[1])
  const zone: ZoneFile = { ...mei.zone, ...lists.zone, 'arc._domainkey.lists.example': 'TIMEOUT' }
  const bytes = Buffer.concat([seal, changed])
  expect((await judge(bytes, zone, { trustedSealers: ['lists.example'] })).level).toBe('retry')
  expect((await judge(bytes, zone)).level).toBe('fail')
})
