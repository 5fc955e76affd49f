import { expect, test } from 'vitest'
import { networkResolver, recordedResolver, zoneFileResolver } from '#app/mail/resolver.server.ts'

const zone = zoneFileResolver({
  'Example.com': { TXT: [['v=spf1 ', '-all'], ['other']], A: ['192.0.2.1'] },
  'plain.example': { TXT: ['one string'] },
  'slow.example': 'TIMEOUT',
  'half.example': { TXT: 'TIMEOUT' },
})

test('a zone file answers names without regard to case or a final dot', async () => {
  expect(await zone('EXAMPLE.com.', 'TXT')).toEqual([['v=spf1 ', '-all'], ['other']])
  expect(await zone('example.com', 'A')).toEqual(['192.0.2.1'])
  expect(await zone('plain.example', 'TXT')).toEqual([['one string']])
})

test.each([
  ['nowhere.example', 'TXT', 'ENOTFOUND'],
  ['example.com', 'MX', 'ENODATA'],
  ['slow.example', 'TXT', 'ETIMEOUT'],
  ['half.example', 'TXT', 'ETIMEOUT'],
])('%s %s gives %s', async (name, type, code) => {
  await expect(zone(name, type)).rejects.toMatchObject({ code })
})

test('kept answers are given again, with their errors', async () => {
  const kept = recordedResolver([
    { name: 'a.example', type: 'TXT', answer: [['x']] },
    { name: 'b.example', type: 'TXT', answer: { error: 'ETIMEOUT' } },
  ])
  expect(await kept('a.example', 'TXT')).toEqual([['x']])
  await expect(kept('b.example', 'TXT')).rejects.toMatchObject({ code: 'ETIMEOUT' })
  await expect(kept('c.example', 'TXT')).rejects.toMatchObject({ code: 'ENOTFOUND' })
})

test('a server that never answers is given up at the limit', async () => {
  const { createSocket } = await import('node:dgram')
  const silent = createSocket('udp4')
  await new Promise<void>((resolve) => silent.bind(0, '127.0.0.1', resolve))
  const resolver = networkResolver({ limitMs: 200, servers: [`127.0.0.1:${silent.address().port}`] })
  const began = performance.now()
  await expect(resolver('example.com', 'TXT')).rejects.toMatchObject({ code: 'ETIMEOUT' })
  expect(performance.now() - began).toBeLessThan(2000)
  silent.close()
})
