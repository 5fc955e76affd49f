import { expect, test } from 'vitest'
import { assess } from '#app/evidence/assess.ts'
import { backTest, type DecidedCase } from '#app/evidence/back-test.ts'
import { shippedPolicy } from '#app/evidence/policy.ts'
import { anAccount } from '#tests/factories/account.ts'
import { claimsOf } from '#tests/factories/claims.ts'
import { aCase, today } from '#tests/factories/subject.ts'
import { someSurroundings } from '#tests/factories/surroundings.ts'
import { chen, chensFacts } from './cast.ts'

const { subject, assessment: before } = assess({
  ...aCase({ claims: claimsOf(chensFacts), surroundings: someSurroundings(chen.surroundings) }),
  account: chen.account ?? anAccount(),
  ...(chen.answers && { answers: chen.answers }),
})
const strict = { ...shippedPolicy, newAddress: { ...shippedPolicy.newAddress, margins: { acquaintance: 60 } } }

const decided = (decisionId: number, verb: DecidedCase['verb'] = 'ask'): DecidedCase => ({
  decisionId,
  ticketId: 20_000 + decisionId,
  verb,
  decidedAt: today,
  subject,
  before,
})

test('under the policy of then no ruling is recommended otherwise', () => {
  expect(backTest([decided(1), decided(2)], shippedPolicy)).toEqual({
    decisions: 2,
    changed: [],
    moves: [],
    approvedAgainst: 0,
  })
})

test('a stricter policy names each ruling it would have recommended otherwise, and counts the moves', () => {
  const tested = backTest([decided(1), decided(2, 'approve')], strict)
  expect(tested.changed.map(({ ticketId, before: then, after }) => [ticketId, then, after])).toEqual([
    [20_001, 'propose', 'ask'],
    [20_002, 'propose', 'ask'],
  ])
  expect(tested.moves).toEqual([{ before: 'propose', after: 'ask', count: 2 }])
  expect(tested.approvedAgainst).toBe(1)
})

test('what was never weighed is counted and stays', () => {
  expect(backTest([{ ...decided(1), subject: null }], strict)).toMatchObject({ decisions: 1, changed: [] })
})
