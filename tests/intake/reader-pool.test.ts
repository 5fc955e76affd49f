import { afterAll, expect, test, vi } from 'vitest'
import { openReaderPool } from '#app/intake/reader-pool.server.ts'
import { type Resolver, type ZoneFile, zoneFileResolver } from '#app/mail/resolver.server.ts'
import { demoZone, makeSigningKey, sign } from '#scripts/demo/signing.ts'
import { rawMail } from '#tests/factories/mail.ts'

// Threads start slowly on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

const settings = {
  deskAddress: 'support@latchkey.example',
  messageIdKey: new Uint8Array(32),
  authservId: null,
  ownHosts: [],
}
const arrivedAt = new Date('2026-03-02T08:00:00Z')
const poolOver = (resolver: Resolver, limitMs = 20_000) => openReaderPool({ threads: 2, limitMs, resolver, settings })

const pool = poolOver(zoneFileResolver({}))
afterAll(() => pool.close())

const read = (bytes: Uint8Array) => pool.read({ bytes, arrivedAt })

test('a thread reads a mail as the main thread would', async () => {
  const { mail, kind, trace } = await read(rawMail())
  expect(mail.subject).toBe('I lost my password')
  expect(mail.text).toBe('Hello, my number is 1200000146. Please reset the password.')
  expect(mail.date).toEqual(new Date('2026-03-02T08:00:00Z'))
  expect(kind).toBe('recovery')
  expect(trace.map(({ step }) => step)).toEqual(['parse', 'sender', 'filters', 'claims', 'kind'])
})

test('more mails than threads are all read', async () => {
  const readings = await Promise.all(
    Array.from({ length: 20 }, (_, index) => read(rawMail({ fields: { Subject: `mail ${index}` } }))),
  )
  expect(readings.map(({ mail }) => mail.subject)).toEqual(Array.from({ length: 20 }, (_, index) => `mail ${index}`))
})

test('a mail that cannot be read is rejected alone, with the step that failed', async () => {
  await expect(read(new Uint8Array())).rejects.toMatchObject({
    step: 'parse',
    message: expect.stringMatching('no bytes'),
  })
  await expect(read(rawMail())).resolves.toMatchObject({ mail: { subject: 'I lost my password' } })
})

test('a mail that takes too long is rejected, and those behind it in the same thread have their turn', async () => {
  const hasty = openReaderPool({ threads: 1, limitMs: 1, resolver: zoneFileResolver({}), settings })
  const read = await Promise.allSettled([1, 2].map(() => hasty.read({ bytes: rawMail(), arrivedAt })))
  const late = { status: 'rejected', reason: { step: 'read', message: 'reading it took longer than 0.001 s' } }
  expect(read).toMatchObject([late, late])
  await hasty.close()
  await expect(hasty.read({ bytes: rawMail(), arrivedAt })).rejects.toThrow('closed')
})

test('mails behind a slow one are read by one thread more, and none of them twice or never', async () => {
  const resolver = zoneFileResolver({})
  const slow = openReaderPool({ threads: 1, limitMs: 20_000, slowMs: 0, resolver, settings })
  const wordy = rawMail({ body: 'Hello, I lost my password. '.repeat(40_000) })
  const subjects = Array.from({ length: 12 }, (_, index) => `mail ${index}`)
  const small = subjects.map((subject) => rawMail({ fields: { Subject: subject } }))
  const readings = await Promise.all([wordy, ...small].map((bytes) => slow.read({ bytes, arrivedAt })))
  await slow.close()
  expect(readings.slice(1).map(({ mail }) => mail.subject)).toEqual(subjects)
})

test('signatures are verified in the thread, by keys that are asked for outside of it', async () => {
  const key = makeSigningKey()
  const zone: ZoneFile = demoZone({ domains: ['example.com'], key })
  const asked: string[] = []
  const signing = poolOver((name, type) => {
    asked.push(name)
    return zoneFileResolver(zone)(name, type)
  })
  const signed = await sign(
    Buffer.from(rawMail({ fields: { From: 'Mei <mei@example.com>' } })),
    'example.com',
    key,
    arrivedAt,
  )
  const { verdict } = await signing.read({ bytes: signed, arrivedAt })
  const again = await signing.read({ bytes: signed, arrivedAt }, new Set([`example.com/demo/${'x'.repeat(64)}`]))
  await signing.close()
  expect(verdict.dkim).toMatchObject([{ domain: 'example.com', result: 'pass', aligned: true }])
  expect(verdict.dmarc.result).toBe('pass')
  expect(again.verdict).toEqual(verdict)
  expect(asked).toContain('_dmarc.example.com')
})

test('a question that nobody foresaw is asked all the same', async () => {
  // The domain of this signature is written in a way that is asked for in another.
  const signature = 'v=1; a=rsa-sha256; d=EXAMPLE.com; s=Key; h=from; bh=AA==; b=AA=='
  const asked: string[] = []
  const curious = poolOver(async (name) => {
    asked.push(name.toLowerCase())
    throw Object.assign(new Error('none'), { code: 'ENOTFOUND' })
  })
  const { verdict } = await curious.read({ bytes: rawMail({ fields: { 'DKIM-Signature': signature } }), arrivedAt })
  await curious.close()
  expect(asked).toContain('key._domainkey.example.com')
  expect(verdict.timedOut).toBe(false)
})

test('DNS that never answers makes the mail one to be judged later, and holds up no other', async () => {
  const silent = poolOver((name, type) => {
    if (name.endsWith('silent.example')) return Promise.reject(Object.assign(new Error('late'), { code: 'ETIMEOUT' }))
    return zoneFileResolver({})(name, type)
  })
  const from = (domain: string) => rawMail({ fields: { From: `x@${domain}` } })
  const [waits, judged] = await Promise.all(
    ['silent.example', 'example.org'].map((domain) => silent.read({ bytes: from(domain), arrivedAt })),
  )
  await silent.close()
  expect(waits?.verdict.timedOut).toBe(true)
  expect(judged?.verdict.timedOut).toBe(false)
})
