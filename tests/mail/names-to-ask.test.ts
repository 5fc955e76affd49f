import { expect, test } from 'vitest'
import { zoneFileResolver } from '#app/mail/resolver.server.ts'
import { namesToAsk, verifySender } from '#app/mail/verify-sender.server.ts'
import { demoZone, makeSigningKey, sign } from '#scripts/demo/signing.ts'
import { rawMail } from '#tests/factories/mail.ts'

const arrivedAt = new Date('2026-03-02T08:00:00Z')
const key = makeSigningKey()

test.each(['example.com', 'mail.example', 'a.b.example.org', 'a.b.c.d.e.f.g.h.i.example.net'])(
  'all that a signed mail of %s is judged by is foreseen',
  async (domain) => {
    const zone = demoZone({ domains: [domain], key })
    const bytes = await sign(Buffer.from(rawMail({ fields: { From: `Mei <mei@${domain}>` } })), domain, key, arrivedAt)
    const foreseen = namesToAsk(bytes)
    const { dns } = await verifySender(bytes, { resolver: zoneFileResolver(zone), arrivedAt })
    expect(dns.length).toBeGreaterThan(1)
    expect(foreseen).toEqual(expect.arrayContaining(dns.map(({ name }) => name)))
  },
)
