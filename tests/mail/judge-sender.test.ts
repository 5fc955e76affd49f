import { expect, test } from 'vitest'
import { authenticates, judgeSender } from '#app/mail/judge-sender.ts'
import type { SenderLevel, SenderVerdict } from '#app/mail/sender.ts'
import { addresses, signature, unproved, verdict } from '#tests/factories/sender.ts'

const dmarc = (
  result: SenderVerdict['dmarc']['result'],
  policy: SenderVerdict['dmarc']['policy'],
  by: 'dkim' | 'spf' | null,
) => ({
  dmarc: { result, policy, by },
})

test.each<[string, Partial<SenderVerdict>, SenderLevel]>([
  ['signed, policy reject', {}, 'strong'],
  ['signed, policy quarantine', dmarc('pass', 'quarantine', 'dkim'), 'strong'],
  ['signed, policy none', dmarc('pass', 'none', 'dkim'), 'medium'],
  ['by SPF only', dmarc('pass', 'reject', 'spf'), 'medium'],
  ['signed, no DMARC record', dmarc('none', null, null), 'medium'],
  [
    'signed by another, no DMARC record',
    { ...dmarc('none', null, null), dkim: [signature({ aligned: false })] },
    'unauth',
  ],
  [
    'a faulty signature, no DMARC record',
    { ...dmarc('none', null, null), dkim: [signature({ faults: ['x'] })] },
    'unauth',
  ],
  ['signed, a DMARC record that could not be asked for', dmarc('temperror', null, null), 'unauth'],
  [
    'by SPF, a DMARC record that could not be asked for',
    { ...dmarc('temperror', null, null), spf: { result: 'pass', domain: 'example.com' } },
    'unauth',
  ],
  ['nothing at all', { ...dmarc('none', null, null), dkim: [] }, 'unauth'],
  ['DMARC fails', { ...dmarc('fail', 'reject', null), dkim: [] }, 'fail'],
  ['DMARC fails even with p=none', { ...dmarc('fail', 'none', null), dkim: [] }, 'fail'],
  [
    'DMARC fails, a listed forwarder vouches',
    { ...dmarc('fail', 'reject', null), dkim: [], arc: { result: 'pass', sealer: 'lists.example' } },
    'unauth',
  ],
  ['malformed', { malformed: ['the mail has two date fields'] }, 'fail'],
  ['malformed and timed out', { malformed: ['x'], timedOut: true }, 'fail'],
  ['timed out', { timedOut: true }, 'retry'],
])('from the registered address, %s', (_how, overrides, level) => {
  expect(judgeSender(verdict(overrides), addresses()).level).toBe(level)
})

test.each<[string, SenderLevel]>([
  ['eve@evil.example', 'other'],
  ['mei@evil.example', 'near'],
  ['mei+new@example.com', 'near'],
  ['m.ei@example.com', 'near'],
  ['mei@examp1e.com', 'near'],
  ['mei@exarnple.com', 'near'],
  ['mei@xn--xample-9uf.com', 'near'],
  ['mei@example.co', 'near'],
  ['mai@example.com', 'near'],
  ['bo@example.com', 'other'],
  ['mei2008@example.org', 'former'],
])('from %s', (address, level) => {
  const account = addresses({ formerEmails: [{ address: 'mei2008@example.org', until: new Date('2012-01-01') }] })
  expect(judgeSender(unproved(address), account).level).toBe(level)
})

test('the registered address shown by a malformed mail fails, whoever it came from', () => {
  const shown = verdict({
    address: null,
    mentioned: ['eve@evil.example', 'mei@example.com'],
    malformed: ['two From fields'],
  })
  expect(judgeSender(shown, addresses())).toEqual({ address: null, level: 'fail', reasons: ['two From fields'] })
  expect(judgeSender(shown, addresses({ registeredEmail: 'raj@example.org' })).level).toBe('other')
})

test('a look-alike in other letters that is no ASCII address is near', () => {
  const shown = verdict({ address: null, mentioned: ['mеi@example.com'], malformed: ['not ASCII'] })
  expect(judgeSender(shown, addresses()).level).toBe('near')
})

test.each<[string, Partial<SenderVerdict>, SenderLevel]>([
  ['well-formed', {}, 'other'],
  ['malformed', { malformed: ['x'] }, 'fail'],
  ['timed out', { timedOut: true }, 'retry'],
])('without an account a %s mail', (_how, overrides, level) => {
  expect(judgeSender(verdict(overrides), null).level).toBe(level)
})

test('an account without an address has only strangers', () => {
  expect(judgeSender(verdict(), addresses({ registeredEmail: null })).level).toBe('other')
})

test('the decisive reason stands first', () => {
  const failed = verdict({ ...dmarc('fail', 'reject', null), dkim: [signature({ result: 'fail' })] })
  expect(judgeSender(failed, addresses()).reasons).toEqual(['DMARC fails', 'the signature of example.com gives fail'])
})

test('only a proved sender gets an automatic letter', () => {
  expect(authenticates(verdict())).toBe(true)
  expect(authenticates(verdict(dmarc('pass', 'none', 'spf')))).toBe(true)
  expect(authenticates(unproved('mei@example.com'))).toBe(false)
  expect(authenticates(verdict({ malformed: ['x'] }))).toBe(false)
})
