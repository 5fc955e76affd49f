import { expect, test } from 'vitest'
import { compare } from '#app/evidence/compare.ts'
import { country } from '#app/evidence/comparisons/country.ts'
import { shippedPolicy } from '#app/evidence/policy.ts'
import { score } from '#app/evidence/score.ts'
import { claimsOf } from '#tests/factories/claims.ts'
import { aCase, aSubject } from '#tests/factories/subject.ts'

test('a kind that brings its own numbers needs its comparison and its line in the list', () => {
  const { waterfall } = score(compare(aCase({ claims: claimsOf({ country: 'China' }) })), shippedPolicy)
  expect(waterfall.map(({ kind }) => kind)).toEqual(['prior', 'sender', 'country', 'cap', 'context', 'total'])
  expect(waterfall[2]?.bits).toBeGreaterThan(0)
  const [bar] = score(compare(aCase({ claims: claimsOf({ country: 'Chile' }) })), shippedPolicy).waterfall.slice(2)
  expect(bar?.bits).toBeLessThan(0)
})

test('a kind without numbers anywhere is refused by name', () => {
  const { numbers: _numbers, ...bare } = country
  expect(() => score(aSubject({ facts: { country: 'right' } }), shippedPolicy, [bare])).toThrow(
    'no numbers for "country"',
  )
})

test('a level without numbers is refused by name', () => {
  expect(() => score(aSubject({ facts: { city: 'street' } }), shippedPolicy)).toThrow('city')
})
