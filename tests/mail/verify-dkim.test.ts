import { expect, test } from 'vitest'
import { judgeSender } from '#app/mail/judge-sender.ts'
import { type ZoneFile, zoneFileResolver } from '#app/mail/resolver.server.ts'
import { verifySender } from '#app/mail/verify-sender.server.ts'
import { signingDomain } from '#tests/factories/dns.ts'
import { rawMail, signedMail, writtenAt } from '#tests/factories/mail.ts'
import { addresses } from '#tests/factories/sender.ts'

async function judge(bytes: Uint8Array, zone: ZoneFile) {
  const arrivedAt = new Date(writtenAt.getTime() + 60_000)
  const verdict = await verifySender(bytes, { resolver: zoneFileResolver(zone), arrivedAt })
  return { verdict, ...judgeSender(verdict, addresses()) }
}

test('a key that was withdrawn or replaced verifies nothing, though it was read before', async () => {
  const domain = signingDomain()
  const other = signingDomain({ bits: 1024 })
  const bytes = await signedMail(rawMail(), domain)
  expect((await judge(bytes, domain.zone)).level).toBe('strong')
  const { dkim: withdrawn } = (await judge(bytes, {})).verdict
  expect(withdrawn.map(({ result }) => result)).not.toContain('pass')
  expect((await judge(bytes, other.zone)).level).toBe('fail')
  expect((await judge(bytes, domain.zone)).level).toBe('strong')
})

test.each([
  ['without a body', 'From: Mei <mei@example.com>\r\nSubject: none\r\n\r\n'],
  ['without a header', '\r\nonly words\r\n'],
  ['that ends within its header', 'From: Mei <mei@example.com>\r\nSubject: cut'],
  ['with bare line ends', 'From: Mei <mei@example.com>\nSubject: bare\n\nwords\n'],
])('a mail %s is read to its end', async (_, text) => {
  const { verdict } = await judge(Buffer.from(text), {})
  expect(verdict.dkim).toEqual([])
})
