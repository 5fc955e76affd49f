import { expect, test } from 'vitest'
import { filterNames } from '#app/mail/filter.ts'
import { filters } from '#app/mail/filters/index.ts'
import { explainFilters, explainSender, type LevelRule } from '#app/mail/how-judged.ts'
import { judgeSender } from '#app/mail/judge-sender.ts'
import type { SenderVerdict } from '#app/mail/sender.ts'
import { addresses, signature, verdict } from '#tests/factories/sender.ts'

const explain = (overrides: Partial<SenderVerdict>, account: Parameters<typeof judgeSender>[1] = addresses()) => {
  const whole = verdict(overrides)
  return explainSender(whole, judgeSender(whole, account))
}
const none = { result: 'none', policy: null, by: null } as const
const passes = (policy: 'none' | 'reject', by: 'dkim' | 'spf') => ({ dmarc: { result: 'pass', policy, by } }) as const

test.each<[LevelRule, Partial<SenderVerdict>]>([
  ['signed, policy enforced', {}],
  ['signed, policy none', passes('none', 'dkim')],
  ['SPF only', passes('reject', 'spf')],
  ['signed in part', { dkim: [signature({ inPart: true, faults: ['x'] })] }],
  [
    'signed in part',
    { dkim: [signature({ inPart: true, faults: ['x'] })], dmarc: { result: 'none', policy: 'none', by: null } },
  ],
  ['signed, no policy record', { dmarc: none }],
  ['nothing proves it', { dmarc: none, dkim: [] }],
  ['DMARC fails', { dmarc: { result: 'fail', policy: 'reject', by: null }, dkim: [] }],
  [
    'forwarder vouches',
    {
      dmarc: { result: 'fail', policy: 'reject', by: null },
      dkim: [],
      arc: { result: 'pass', sealer: 'lists.example', chain: 'pass' },
    },
  ],
  ['malformed', { malformed: ['the mail has two date fields'] }],
  ['dns silent', { timedOut: true }],
  ['look-alike', { address: 'mei@examp1e.com', mentioned: [] }],
  ['another address', { address: 'bo@shop.example', mentioned: [] }],
])('%s is the rule that set the level', (rule, overrides) => {
  expect(explain(overrides).rule).toBe(rule)
})

test('without an account no address is the registered one', () => {
  expect(explain({}, null).rule).toBe('no account')
})

test('a former address is told as one', () => {
  const formerEmails = [{ address: 'mei@example.com', until: new Date('2026-01-01T00:00:00Z') }]
  expect(explain({}, addresses({ registeredEmail: 'lin@example.net', formerEmails })).rule).toBe('former address')
})

test.each([
  [true, 'waits'],
  [false, 'nothing'],
])('what the DNS left open, where the mail still waits for it (%s), is told as: %s', (timedOut, outcome) => {
  const open = { result: 'temperror', policy: null, by: null } as const
  const { checks } = explain({ timedOut, dmarc: open, dkim: [signature({ result: 'temperror' })] })
  const told = checks.filter(({ check }) => check === 'dmarc' || check === 'signature')
  expect(told.map((check) => check.outcome)).toEqual([outcome, outcome])
})

test('every signature has its row, with the domain that it stands for', () => {
  const others = { domain: 'carrier.example', aligned: false }
  const broken = signature({ result: 'fail', comment: 'body hash did not verify' })
  const { checks } = explain({ dkim: [signature(), signature(others), broken] })
  expect(checks.filter(({ check }) => check === 'signature')).toEqual([
    { check: 'signature', outcome: 'passed', of: 'example.com', says: ['pass, key k1', 'it stands for the sender'] },
    {
      check: 'signature',
      outcome: 'noted',
      of: 'carrier.example',
      says: ['pass, key k1', 'it stands for another domain than the sender'],
    },
    {
      check: 'signature',
      outcome: 'failed',
      of: 'example.com',
      says: ['fail: body hash did not verify, key k1', 'it stands for the sender'],
    },
  ])
})

test('an unsigned mail has one row that says so', () => {
  const { checks } = explain({ dkim: [] })
  expect(checks.filter(({ check }) => check === 'signature')).toMatchObject([{ outcome: 'nothing' }])
})

test('seals that hold are told apart from seals that count', () => {
  const row = (arc: SenderVerdict['arc']) => explain({ arc }).checks.find(({ check }) => check === 'arc')
  expect(row({ result: 'pass', sealer: 'lists.example', chain: 'pass' })?.outcome).toBe('passed')
  expect(row({ result: 'none', sealer: 'lists.example', chain: 'pass' })?.outcome).toBe('noted')
  expect(row({ result: 'fail', sealer: 'lists.example' })?.outcome).toBe('failed')
  expect(row({ result: 'none', sealer: null })).toBeUndefined()
})

test('SPF is told as our own host found it, and a forged field fails', () => {
  const results = [{ method: 'spf', result: 'pass', properties: {} }]
  const reported = { authservId: 'mx.recovery.example', forged: false, results }
  const row = (overrides: Partial<SenderVerdict>) => explain(overrides).checks.find(({ check }) => check === 'spf')
  expect(row({ reported, spf: { result: 'pass', domain: 'example.com' } })).toMatchObject({ outcome: 'passed' })
  expect(row({ reported, spf: { result: 'softfail', domain: 'example.com' } })).toMatchObject({ outcome: 'failed' })
  expect(row({ reported, spf: { result: 'neutral', domain: 'example.com' } })).toMatchObject({ outcome: 'noted' })
  expect(row({ reported: { ...reported, forged: true } })).toMatchObject({ outcome: 'failed' })
  expect(row({})).toMatchObject({ outcome: 'nothing' })
})

test('every question to the DNS stands with its answer', () => {
  const dns: SenderVerdict['dns'] = [
    { name: '_dmarc.example.com', type: 'TXT', answer: [['v=DMARC1; ', 'p=reject']] },
    { name: 'k1._domainkey.example.com', type: 'TXT', answer: { error: 'ETIMEOUT' } },
  ]
  expect(explain({ dns }).questions).toEqual([
    { name: '_dmarc.example.com', type: 'TXT', answers: ['v=DMARC1; p=reject'], error: null },
    { name: 'k1._domainkey.example.com', type: 'TXT', answers: [], error: 'ETIMEOUT' },
  ])
})

test('filters before the one that decided were passed, those behind it not asked', () => {
  expect(
    explainFilters('bounce')
      .map(({ outcome }) => outcome)
      .slice(2, 5),
  ).toEqual(['passed', 'decided', 'not asked'])
  expect(new Set(explainFilters(null).map(({ outcome }) => outcome))).toEqual(new Set(['passed']))
})

test('the names of the filters stand in the order in which they are asked', () => {
  expect([...filters.map(({ name }) => name), 'spam']).toEqual(filterNames)
})
