import { expect, test } from 'vitest'
import { readAuthenticationResults } from '#app/mail/authentication-results.ts'
import { readHeader } from '#app/mail/header-fields.ts'

const own = 'Received: from out.example.com by mx.recovery.example with ESMTPS; now'
const foreign = 'Received: from home by out.example.com with SMTP; before'
const pass = 'Authentication-Results: mx.recovery.example; spf=pass smtp.mailfrom=mei@example.com'

const read = (lines: string[], ownHosts = ['mx.recovery.example'], authservId = 'mx.recovery.example') =>
  readAuthenticationResults(readHeader(Buffer.from(`${lines.join('\r\n')}\r\n\r\n`)).fields, { authservId, ownHosts })

test.each<[string, string[], number, boolean]>([
  ['above everything', [pass, own, foreign], 1, false],
  ['below our own hop', [own, pass, foreign], 1, false],
  ['below a foreign hop', [own, foreign, pass], 0, true],
  ['twice', [pass, own, foreign, pass], 1, true],
  ['without any hop', [pass], 1, false],
  ['by another host', [pass.replace('mx.recovery', 'mx.evil'), own], 0, false],
  ['in another case', [pass.toUpperCase(), own], 1, false],
])('a field %s', (_where, lines, count, forged) => {
  const found = read(lines)
  expect(found.results).toHaveLength(count)
  expect(found.forged).toBe(forged)
})

const spf = (result: string) =>
  `Authentication-Results: mx.recovery.example; spf=${result} smtp.mailfrom=mei@example.com`
const silent = 'Authentication-Results: mx.recovery.example; dkim=none'
const received = (from: string) => `Received: ${from} by mx.recovery.example with ESMTP; now`
const hop = received('from evil.example (evil.example [203.0.113.9])')
const within = received('from mx.recovery.example (mx.recovery.example [192.0.2.1])')

test.each<[string, string[], string[], boolean]>([
  ['above the hop where the mail came in, and a second below it', [silent, hop, spf('pass')], ['dkim none'], true],
  ['above that hop twice, as two filters write them', [silent, spf('fail'), hop], ['dkim none', 'spf fail'], false],
  ['below that hop, in a row', [hop, silent, spf('pass')], ['dkim none'], false],
  ['below that hop, in a row of filters', [hop, silent, 'DKIM-Filter: x', spf('pass')], ['dkim none'], false],
  ['below that hop, and a second below another field', [hop, silent, 'X-A: 1', spf('pass')], ['dkim none'], true],
  ['below that hop and a forged hop of ours', [hop, hop, spf('pass')], [], true],
  ['below a hop within our own hosts', [within, spf('pass'), hop], ['spf pass'], false],
  ['below a hop within, and a second below where it came in', [within, silent, hop, spf('pass')], ['dkim none'], true],
  ['below two hops, the inner one within', [within, hop, spf('pass')], ['spf pass'], false],
])('fields of ours %s', (_where, lines, results, forged) => {
  const found = read(lines)
  expect(found.results.map(({ method, result }) => `${method} ${result}`)).toEqual(results)
  expect(found.forged).toBe(forged)
})

test.each<[string, boolean]>([
  ['from mx.recovery.example (mx.recovery.example [192.0.2.1])', true],
  ['from mx.recovery.example ([10.0.0.5])', true],
  ['from localhost (localhost [127.0.0.1])', true],
  ['from mx.recovery.example (unknown [203.0.113.9])', false],
  ['from mx.recovery.example (evil.example [203.0.113.9])', false],
  ['from mx.recovery.example ([203.0.113.9])', false],
  ['from mx.recovery.example (203.0.113.9)', false],
  ['from mx.recovery.example (mx.recovery.example [203.0.113.9] (may be forged))', false],
  ['from localhost (evil.example [203.0.113.9])', false],
  ['from 127.0.0.1 (evil.example [203.0.113.9])', false],
  ['from localhost (localhost [IPv6:::1])', true],
  ['from evil.example ([203.0.113.9] helo=[127.0.0.1])', false],
  ['from evil.example ([IPv6:2001:db8::9] helo=[127.0.0.1])', false],
  ['from evil.example (evil.example [203.0.113.9]) (Client CN "127.0.0.1", Issuer "x" (not verified))', false],
  ['from [203.0.113.9] (ident=127.0.0.1)', false],
  ['from mx.recovery.example ([203.0.113.9]) (Client CN "mx.recovery.example")', false],
  ['from mx.recovery.example ([203.0.113.9] helo=mx.recovery.example [10.0.0.5])', false],
])('whoever greets us %s comes from within: %s', (from, inside) => {
  // Only below a hop within may a report of ours stand above another hop of ours.
  expect(read([received(from), 'X-A: 1', hop, pass]).forged).toBe(!inside)
})

test('a report too long to be read to its end says nothing', () => {
  const long = `Authentication-Results: mx.recovery.example; spf=pass smtp.mailfrom=mei@example.com${' x'.repeat(9000)}`
  expect(read([long, hop])).toEqual({ results: [], forged: false })
})

test.each(['Authentication-Results ', '\x0bAuthentication-Results'])(
  '%j does not pass for our report unseen',
  (name) => {
    const { faults } = readHeader(Buffer.from(`${name}: mx.recovery.example; spf=pass\r\n\r\n`))
    expect(faults).toHaveLength(1)
  },
)

test('without named hosts the host of the topmost hop is ours', () => {
  expect(read([own, pass, foreign], []).results).toHaveLength(1)
  expect(read([own, foreign, pass], []).forged).toBe(true)
})

test('nobody is believed where no id is configured', () => {
  expect(read([pass], [], '')).toEqual({ results: [], forged: false })
})

test.each<[string, unknown]>([
  ['mx.recovery.example; none', []],
  ['mx.recovery.example 2; spf=pass', []],
  ['spf=pass smtp.mailfrom=x', []],
  [
    'mx.recovery.example 1; spf=fail (because (really)) reason="a; b" smtp.mailfrom=x@y.example',
    [{ method: 'spf', result: 'fail', properties: { reason: 'a; b', 'smtp.mailfrom': 'x@y.example' } }],
  ],
  [
    'mx.recovery.example; dkim=pass header.i="a\\"b"@y.example header.d = y.example; spf=none',
    [
      { method: 'dkim', result: 'pass', properties: { 'header.i': 'a"b"@y.example', 'header.d': 'y.example' } },
      { method: 'spf', result: 'none', properties: {} },
    ],
  ],
  [
    'mx.recovery.example; spf=pass smtp.mail=long\r\n tail@y.example',
    [{ method: 'spf', result: 'pass', properties: { 'smtp.mailfrom': 'longtail@y.example' } }],
  ],
])('%s', (value, results) => {
  expect(read([`Authentication-Results: ${value}`]).results).toEqual(results)
})
