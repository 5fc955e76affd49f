import { expect, test } from 'vitest'
import { compare } from '#app/evidence/compare.ts'
import { always, type Comparison, valuesOf } from '#app/evidence/comparison.ts'
import { comparisons } from '#app/evidence/comparisons/index.ts'
import { shippedPolicy } from '#app/evidence/policy.ts'
import { score } from '#app/evidence/score.ts'
import { claimsOf } from '#tests/factories/claims.ts'
import { aCase, aSubject } from '#tests/factories/subject.ts'

const country: Comparison = {
  kind: 'country',
  held: ({ country }) => country !== null,
  stated: ({ claims }) => valuesOf(claims, 'country'),
  levels: [
    { name: 'right', when: (value, { account }) => value === account.country },
    { name: 'wrong', when: always },
  ],
  numbers: {
    levels: ['right', 'wrong'],
    clamps: ['exact', 'wrong'],
    m: [0.98, 0.02],
    k: { blind: [0.3], scraper: [0.6], acquaintance: [0.97], breach: [0.9], hijacker: [0.9] },
  },
}

test('a further kind needs its comparison and its line in the list, and brings its own numbers', () => {
  const withCountry = [...comparisons, country]
  const subject = compare(aCase({ claims: claimsOf({ country: 'CN' }) }), withCountry)
  const { waterfall } = score(subject, shippedPolicy, withCountry)
  expect(waterfall.map(({ kind }) => kind)).toEqual(['prior', 'sender', 'country', 'cap', 'context', 'total'])
  expect(waterfall[2]?.bits).toBeGreaterThan(0)
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
