import { expect, test } from 'vitest'
import { type Bound, hashBinding } from '#app/decisions/approval-binding.ts'

const bound: Bound = {
  accountNumber: '71220916',
  target: 'old.chen@example.org',
  emailVersion: 1,
  sender: { level: 'other', address: 'old.chen@example.org' },
  claims: [
    { kind: 'birth_date', value: '1958-03-12' },
    { kind: 'friend_numbers', value: '10422871' },
  ],
  policyVersion: 'policy-v2',
}
const hex = (given: Bound) => Buffer.from(hashBinding(given)).toString('hex')

test.each<[string, Partial<Bound>]>([
  ['the account', { accountNumber: '71220917' }],
  ['the target', { target: 'bo@example.net' }],
  ['the registered address', { emailVersion: 2 }],
  ['the sender’s level', { sender: { level: 'near', address: 'old.chen@example.org' } }],
  ['the sender', { sender: { level: 'other', address: 'bo@example.net' } }],
  ['a claim more', { claims: [...bound.claims, { kind: 'city', value: '成都' }] }],
  ['a claim less', { claims: bound.claims.slice(1) }],
  ['another value', { claims: [{ kind: 'birth_date', value: '1958-03-13' }, ...bound.claims.slice(1)] }],
  ['the policy', { policyVersion: 'policy-v3' }],
])('an approval stands on %s', (_what, change) => {
  expect(hex({ ...bound, ...change })).not.toBe(hex(bound))
})

test('said again, or in another order, it is the same', () => {
  expect(hex({ ...bound, claims: bound.claims.toReversed() })).toBe(hex(bound))
  expect(hex({ ...bound, claims: [...bound.claims, ...bound.claims] })).toBe(hex(bound))
})

test('lone surrogates of a hostile mail are told apart', () => {
  const said = (value: string) => hex({ ...bound, claims: [{ kind: 'nickname', value }] })
  expect(said('\ud800')).not.toBe(said('\ud801'))
})
