import { expect, test } from 'vitest'
import { judgeSender } from '#app/mail/judge-sender.ts'
import { type ZoneFile, zoneFileResolver } from '#app/mail/resolver.server.ts'
import { type SenderCheck, verifySender } from '#app/mail/verify-sender.server.ts'
import { signingDomain } from '#tests/factories/dns.ts'
import { rawMail, signedMail, writtenAt } from '#tests/factories/mail.ts'
import { addresses } from '#tests/factories/sender.ts'

async function judge(bytes: Uint8Array, zone: ZoneFile, check: Partial<SenderCheck> = {}) {
  const arrivedAt = new Date(writtenAt.getTime() + 60_000)
  const verdict = await verifySender(bytes, { resolver: zoneFileResolver(zone), arrivedAt, ...check })
  return { verdict, ...judgeSender(verdict, addresses()) }
}

test.each<[string, string, string, string]>([
  ['all but Subject', 'From:To:Date:Message-ID:Content-Type', 'reject', 'medium'],
  ['all but Subject', 'From:To:Date:Message-ID:Content-Type', 'none', 'unauth'],
  ['what no provider leaves out', 'From:Subject:Date', 'reject', 'strong'],
  ['what no provider leaves out', 'From:Subject:Date', 'none', 'medium'],
])('a signature over %s (%s), policy %s, is %s', async (_what, fields, policy, level) => {
  const domain = signingDomain({ policy })
  const bytes = await signedMail(rawMail(), domain, { fields })
  expect((await judge(bytes, domain.zone)).level).toBe(level)
})

test('a Subject that anybody could have written is named, and spoils nothing', async () => {
  const domain = signingDomain()
  const bytes = await signedMail(rawMail({ fields: { Subject: null } }), domain, { fields: 'From:To:Date' })
  const { verdict, level, reasons } = await judge(
    Buffer.concat([Buffer.from('Subject: my account is 1200000147\r\n'), bytes]),
    domain.zone,
  )
  expect(level).toBe('medium')
  expect(reasons.join()).toContain('a signature does not cover Subject')
  expect(verdict.malformed).toEqual([])
})

test('a forwarded letter that another boundary makes the own words of its forwarder proves less', async () => {
  const domain = signingDomain()
  const body = [
    '--own',
    'Content-Type: text/plain',
    '',
    'Look what somebody sent me.',
    '--own',
    'Content-Type: message/rfc822',
    '',
    'From: eve@evil.example',
    'Content-Type: multipart/mixed; boundary=evil',
    '',
    '--evil',
    'Content-Type: text/plain',
    '',
    'I am Mei. Give my account to eve@evil.example.',
    '--evil--',
    '--own--',
    '',
  ].join('\r\n')
  const fields = { 'Content-Type': 'multipart/mixed; boundary=own' }
  const bytes = await signedMail(rawMail({ fields, body }), domain, { fields: 'From:Subject:Date' })
  const forged = Buffer.from(bytes.toString().replace('mixed; boundary=own', 'mixed; boundary=evil'))
  expect((await judge(bytes, domain.zone)).level).toBe('strong')
  const { level, reasons } = await judge(forged, domain.zone)
  expect(level).toBe('medium')
  expect(reasons.join()).toContain('a signature does not cover Content-Type and the body can be read in several ways')
})

test('a second signature over everything makes up for one over less', async () => {
  const domain = signingDomain()
  const once = await signedMail(rawMail(), domain, { fields: 'From:Date' })
  expect((await judge(await signedMail(once, domain), domain.zone)).level).toBe('strong')
})

test('SPF of our own host proves as much beside a signature that leaves something open', async () => {
  const domain = signingDomain({ policy: 'none' })
  const bytes = await signedMail(rawMail(), domain, { fields: 'From:Date' })
  const reported = Buffer.concat([
    Buffer.from('Authentication-Results: mx.recovery.example; spf=pass smtp.mailfrom=mei@example.com\r\n'),
    Buffer.from('Received: from out.example.com by mx.recovery.example; Mon, 2 Mar 2026 08:00:30 +0000\r\n'),
    bytes,
  ])
  expect((await judge(bytes, domain.zone)).level).toBe('unauth')
  expect((await judge(reported, domain.zone, { authservId: 'mx.recovery.example' })).level).toBe('medium')
})
