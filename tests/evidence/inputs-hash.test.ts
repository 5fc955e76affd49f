import { expect, test } from 'vitest'
import { type HashedInputs, hashInputs } from '#app/evidence/inputs-hash.ts'
import { claimsOf } from '#tests/factories/claims.ts'
import { aSubject } from '#tests/factories/subject.ts'

const claims = claimsOf({ city: 'Chengdu', friend_numbers: ['50001', '50002'] })
const inputs: HashedInputs = {
  subject: aSubject({ facts: { city: 'exact', gender: 'right' } }),
  sender: { level: 'strong', address: 'mei@example.com' },
  target: 'mei@example.com',
  claims,
  policyVersion: 'policy-v1',
}
const hash = (changed: Partial<HashedInputs> = {}) => Buffer.from(hashInputs({ ...inputs, ...changed })).toString('hex')

test('the hash is a SHA-256', () => expect(hashInputs(inputs)).toHaveLength(32))

test('neither the order of keys nor that of claims changes the hash', () => {
  expect(hash({ subject: aSubject({ facts: { gender: 'right', city: 'exact' } }) })).toBe(hash())
  expect(hash({ claims: claims.toReversed() })).toBe(hash())
})

test.each<{ says: string; changed: Partial<HashedInputs> }>([
  { says: 'a further claim', changed: { claims: [...claims, ...claimsOf({ gender: 'female' })] } },
  { says: 'a struck claim', changed: { claims: claims.slice(1) } },
  { says: 'another target', changed: { target: 'somebody@example.org' } },
  { says: 'no target', changed: { target: null } },
  { says: 'another sender level', changed: { sender: { level: 'medium', address: 'mei@example.com' } } },
  { says: 'another sender', changed: { sender: { level: 'strong', address: 'eve@example.net' } } },
  { says: 'another policy', changed: { policyVersion: 'policy-v2' } },
  { says: 'another subject', changed: { subject: aSubject({ facts: { city: 'wrong', gender: 'right' } }) } },
  { says: 'no subject', changed: { subject: null } },
])('$says changes the hash', ({ changed }) => {
  expect(hash(changed)).not.toBe(hash())
})

test('half a character from a broken mail has a hash of its own', () => {
  const half = claimsOf({ nickname: '\ud83d' })
  expect(hash({ claims: half })).not.toBe(hash({ claims: claimsOf({ nickname: '\ud83e' }) }))
})
