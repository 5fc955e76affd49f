import { expect, test } from 'vitest'
import { assess } from '#app/evidence/assess.ts'
import { shippedPolicy } from '#app/evidence/policy.ts'
import { rescore } from '#app/evidence/rescore.ts'
import { anAccount } from '#tests/factories/account.ts'
import { claimsOf } from '#tests/factories/claims.ts'
import { aCase } from '#tests/factories/subject.ts'
import { someSurroundings } from '#tests/factories/surroundings.ts'
import { chen, chensFacts } from './cast.ts'

function assessed(answers = chen.answers) {
  return assess({
    ...aCase({ claims: claimsOf(chensFacts), surroundings: someSurroundings(chen.surroundings) }),
    account: chen.account ?? anAccount(),
    ...(answers && { answers }),
  })
}

test('under the same policy nothing changes', () => {
  const { subject, assessment } = assessed()
  expect(rescore({ subject, before: assessment }, shippedPolicy)).toEqual({
    bits: assessment.bits,
    probability: assessment.probability,
    recommendation: assessment.recommendation,
    changed: false,
  })
})

test('a stricter margin turns a proposal into a question, and back', () => {
  const { subject, assessment } = assessed()
  const strict = { ...shippedPolicy, newAddress: { ...shippedPolicy.newAddress, margins: { acquaintance: 60 } } }
  expect(assessment.recommendation).toBe('propose')
  const after = rescore({ subject, before: assessment }, strict)
  expect(after).toMatchObject({ recommendation: 'ask', changed: true })
  const asked = { ...assessment, recommendation: after.recommendation }
  expect(rescore({ subject, before: asked }, shippedPolicy)).toMatchObject({ recommendation: 'propose', changed: true })
})

test('what was never weighed stays as it is', () => {
  const { assessment } = assess({ ...aCase(), account: null })
  expect(rescore({ subject: null, before: assessment }, shippedPolicy).changed).toBe(false)
})
