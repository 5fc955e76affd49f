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
