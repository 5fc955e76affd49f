import { expect, test } from 'vitest'
import { judgeUnanswered } from '#app/intake/unanswered.ts'
import { judgeSender } from '#app/mail/judge-sender.ts'
import { proofOf } from '#app/mail/proof.ts'
import { type ZoneFile, zoneFileResolver } from '#app/mail/resolver.server.ts'
import type { SenderVerdict } from '#app/mail/sender.ts'
import { verifySender } from '#app/mail/verify-sender.server.ts'
import { signingDomain } from '#tests/factories/dns.ts'
import { rawMail, signedMail, writtenAt } from '#tests/factories/mail.ts'
import { addresses, signature, verdict } from '#tests/factories/sender.ts'

const mei = signingDomain()
const unpublished = signingDomain({ policy: null })
const eve = signingDomain({ domain: 'example.net' })
const record = { '_dmarc.example.com': 'TIMEOUT' as const }
const key = { 'k1._domainkey.example.com': 'TIMEOUT' as const }

test.each<[string, () => Promise<Uint8Array>, ZoneFile, string, string]>([
  [
    'a signed mail, no DMARC record could be asked for',
    () => signedMail(rawMail(), mei),
    { ...mei.zone, ...record },
    'unauth',
    'none',
  ],
  [
    'a signed mail, its key could not be asked for',
    () => signedMail(rawMail(), mei),
    { ...mei.zone, ...key },
    'unauth',
    'none',
  ],
  ['a signed mail, neither could', () => signedMail(rawMail(), mei), { ...record, ...key }, 'unauth', 'none'],
  [
    'a signed mail without a policy, its key could not',
    () => signedMail(rawMail(), unpublished),
    { ...unpublished.zone, ...key },
    'unauth',
    'none',
  ],
  ['a mail that nothing signed, no record could be asked for', async () => rawMail(), record, 'unauth', 'none'],
  [
    'a malformed one, no record could be asked for',
    async () => rawMail({ fields: { 'X-Note': 'a\0b' } }),
    record,
    'fail',
    'broken',
  ],
])('%s', async (_what, write, zone, level, proof) => {
  const waits = await verifySender(await write(), { resolver: zoneFileResolver(zone), arrivedAt: at })
  expect(waits.timedOut).toBe(true)
  const judged = judgeUnanswered(waits)
  expect([judgeSender(judged, addresses()).level, proofOf(judged)]).toEqual([level, proof])
})

const at = new Date(writtenAt.getTime() + 60_000)

test('a stranger whose own key does not answer is forged all the same', async () => {
  const zone: ZoneFile = { ...mei.zone, 'k1._domainkey.example.net': 'TIMEOUT' }
  const bytes = await signedMail(rawMail(), eve)
  const judged = judgeUnanswered(await verifySender(bytes, { resolver: zoneFileResolver(zone), arrivedAt: at }))
  expect(judgeSender(judged, addresses()).level).toBe('fail')
})

const silentKey = [signature({ result: 'temperror' })]
test.each<[string, Partial<SenderVerdict>, string]>([
  [
    'proved by SPF, the key silent',
    { dkim: silentKey, dmarc: { result: 'pass', policy: 'reject', by: 'spf' } },
    'medium',
  ],
  [
    'DMARC fails, the seal of a forwarder silent',
    { dkim: [], dmarc: { result: 'fail', policy: 'reject', by: null } },
    'fail',
  ],
])('what the DNS did answer counts: %s', (_what, overrides, level) => {
  expect(judgeSender(judgeUnanswered(verdict({ ...overrides, timedOut: true })), addresses()).level).toBe(level)
})
