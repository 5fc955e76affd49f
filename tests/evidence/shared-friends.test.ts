import { expect, test } from 'vitest'
import { listFriends } from '#app/evidence/friend-numbers.ts'
import policyV1 from '#app/evidence/policies/policy-v1.json' with { type: 'json' }
import { readPolicy, shippedPolicy } from '#app/evidence/policy.ts'
import { score } from '#app/evidence/score.ts'
import { aFriendship, anAccount } from '#tests/factories/account.ts'
import { claimsOf } from '#tests/factories/claims.ts'
import { aCase, aSubject } from '#tests/factories/subject.ts'
import { someSurroundings } from '#tests/factories/surroundings.ts'

const policy = shippedPolicy
const numbers = ['60101', '60102', '60201', '60301', '60302', '60303']

function list(stated: readonly string[], knows: Record<string, readonly string[]>) {
  return listFriends(
    aCase({
      claims: claimsOf({ friend_numbers: stated }),
      account: anAccount({ friends: numbers.map((number) => aFriendship(number)) }),
      surroundings: someSurroundings({ knows: new Map(Object.entries(knows)) }),
    }),
  )
}

const knows = { '60101': ['60301', '60302', '60303'], '60102': ['60301', '60302'], '60201': ['60303'] }

test('friends who know the same friends of the account share them', () => {
  expect(list(['60101', '60102', '60201'], knows)?.shared).toEqual([
    ['60101', '60102', 2, 2],
    ['60101', '60201', 1, 1],
  ])
})

test('what two friends share does not depend on who else is listed', () => {
  const pair = list(['60101', '60102'], knows)?.shared
  expect(list(['60101', '60102', ...numbers.slice(3)], knows)?.shared).toContainEqual(pair?.[0])
})

test('nothing is shared where nobody looked', () => {
  expect(list(['60101', '60102'], {})?.shared).toBeUndefined()
})

test.each([
  { says: 'two of six', count: 2, of: 6, tied: true },
  { says: 'two of seven', count: 2, of: 7, tied: false },
  { says: 'three of nine', count: 3, of: 9, tied: true },
  { says: 'one of one', count: 1, of: 1, tied: false },
])('$says shared friends: tied is $tied', ({ count, of, tied }) => {
  const listed = [
    { number: 'a', weight: 1 },
    { number: 'b', weight: 1 },
  ]
  const against = (shared: [string, string, number, number][], under = policy) =>
    score(aSubject({ friends: { listed, ties: [], shared } }), under).margins.acquaintance
  const apart = against([])
  expect(against([['a', 'b', count, of]]) < apart).toBe(tied)
  const before = readPolicy(policyV1)
  expect(against([['a', 'b', count, of]], before)).toBe(against([], before))
})
