import { expect, test } from 'vitest'
import { clusterSignals, weighOthers } from '#app/evidence/others.ts'
import policyV1 from '#app/evidence/policies/policy-v1.json' with { type: 'json' }
import { readPolicy, shippedPolicy } from '#app/evidence/policy.ts'
import { score } from '#app/evidence/score.ts'
import type { OtherClaimant } from '#app/evidence/surroundings.ts'
import { aSubject } from '#tests/factories/subject.ts'
import { factKinds, randomFrom, randomSubject } from './random-subject.ts'

const policy = shippedPolicy
const firstPolicy = readPolicy(policyV1)
const other = (overrides: Partial<OtherClaimant>): OtherClaimant => ({
  bits: 9,
  recent: true,
  wrong: [],
  hijacked: false,
  ...overrides,
})

test.each<{ says: string; others: OtherClaimant[]; signals: string[] }>([
  { says: 'nobody else', others: [], signals: [] },
  { says: 'one who comes near', others: [other({})], signals: ['oneRival'] },
  { says: 'two who come near', others: [other({}), other({})], signals: ['moreRivals'] },
  { says: 'one long ago', others: [other({ recent: false })], signals: [] },
  { says: 'one who reports a hijack', others: [other({ hijacked: true })], signals: ['oneRival'] },
  {
    says: 'the registered mailbox reports a hijack',
    others: [other({ bits: 2, hijacked: true, fromMailbox: true })],
    signals: ['hijackReported90'],
  },
  {
    says: 'three thousand who know nothing',
    others: Array.from({ length: 3_000 }, () => other({ bits: 2, hijacked: true, wrong: ['phone', 'city'] })),
    signals: [],
  },
])('$says: $signals', ({ others, signals }) => {
  expect(weighOthers(others, policy).signals).toEqual(signals)
})

test('a mail that names an account and says nothing else makes no rival', () => {
  const { bits } = score(aSubject(), policy)
  expect(bits).toBeGreaterThan(0)
  expect(weighOthers([other({ bits })], policy)).toEqual({ signals: [], guesses: {} })
})

test('a claimant who names one fact wrong many times is one guesser', () => {
  expect(weighOthers([other({ wrong: ['phone', 'phone'] }), other({ wrong: ['phone'] })], policy).guesses).toEqual({
    phone: 2,
  })
})

test('without a bound in the policy every wrong fact is a guess', () => {
  expect(weighOthers([other({ bits: -4, wrong: ['city'] })], firstPolicy).guesses).toEqual({ city: 1 })
})

test('forged mails about other accounts stop nobody', () => {
  const sent = (proved: boolean) => Array.from({ length: 9 }, (_, index) => ({ account: String(index), proved }))
  expect(clusterSignals(sent(false))).toEqual([])
  expect(clusterSignals(sent(true))).toEqual(['cluster5'])
  expect(clusterSignals([...sent(true).slice(0, 3), ...sent(true).slice(0, 3)])).toEqual(['cluster3'])
})

test('no number of guesses brings a right fact to nothing, or costs more than the policy says', () => {
  const random = randomFrom(11)
  const { bitsAtMost, shareAtMost } = policy.guesses ?? { bitsAtMost: 0, shareAtMost: 0 }
  let checked = 0
  for (let turn = 0; turn < 2_000; turn += 1) {
    const { guesses: _, ...subject } = randomSubject(random)
    const flood = Object.fromEntries(factKinds.map((kind) => [kind, 1_000_000_000]))
    const [before, after] = [score(subject, policy), score({ ...subject, guesses: flood }, policy)]
    for (const [index, { weights }] of before.facts.entries()) {
      for (const [attacker, weight] of Object.entries(weights)) {
        const left = after.facts[index]?.weights[attacker as keyof typeof weights] ?? Number.NaN
        const least = weight > 0 ? Math.max(weight - bitsAtMost, weight * (1 - shareAtMost)) : weight
        expect(left).toBeGreaterThanOrEqual(least - 1e-9)
        if (weight > 0) expect(left).toBeGreaterThan(0)
        checked += 1
      }
    }
  }
  expect(checked).toBeGreaterThan(20_000)
}, 60_000)
