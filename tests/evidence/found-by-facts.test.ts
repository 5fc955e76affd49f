import { describe, expect, test } from 'vitest'
import { assess } from '#app/evidence/assess.ts'
import { readPolicy, shippedPolicy } from '#app/evidence/policy.ts'
import { rescore } from '#app/evidence/rescore.ts'
import type { SenderLevel } from '#app/mail/sender.ts'
import { anAccount } from '#tests/factories/account.ts'
import { claimsOf } from '#tests/factories/claims.ts'
import { aCase } from '#tests/factories/subject.ts'
import { someSurroundings } from '#tests/factories/surroundings.ts'
import { chen, chensFacts, judge, type Told } from './cast.ts'

const allowing = readPolicy({ ...shippedPolicy, version: 'policy-trial', foundByFacts: { strangerBits: 30 } })

function unnamed(
  { level = 'other', stated = {}, account = anAccount(), surroundings, answers }: Told,
  policy = shippedPolicy,
) {
  const sender = { address: level === 'other' ? 'somebody@example.org' : 'mei@example.com', level, reasons: [] }
  return assess({
    ...aCase({ claims: claimsOf(stated), sender, surroundings: someSurroundings(surroundings), policy }),
    account,
    ...(answers && { answers }),
    foundByFacts: true,
  })
}

describe('an account that was found by its facts', () => {
  test('is never proposed, however well it fits', () => {
    expect(judge(chen)).toMatchObject({ route: 'new-address', recommendation: 'propose' })
    const { assessment } = unnamed(chen)
    expect(assessment).toMatchObject({ route: 'none', recommendation: 'ask' })
    expect(assessment.holdHours).toBeUndefined()
    expect(assessment.because[0]).toMatch(/found by its facts, not named/)
  })

  test('keeps its score: what is shown is what was weighed', () => {
    expect(unnamed(chen).assessment.bits).toBe(judge(chen).bits)
  })

  test.each<{ says: string; told: Told }>([
    { says: 'a good registered address', told: {} },
    { says: 'enough for a new address', told: chen },
    { says: 'a contested case', told: { surroundings: { contested: true } } },
    { says: 'a report that it was taken over', told: { ...chen, stated: { ...chensFacts, hijacked: 'yes' } } },
    { says: 'an address that the account had before', told: { level: 'former' } },
    { says: 'a look-alike', told: { level: 'near' } },
  ])('gets the letters of one that was not found: $says', ({ told }) => {
    for (const asked of [false, true]) {
      const surroundings = { ...told.surroundings, asked }
      const none = judge({ level: 'other', account: null, surroundings })
      const { assessment } = unnamed({ level: 'other', ...told, surroundings })
      expect([assessment.route, assessment.recommendation]).toEqual([none.route, none.recommendation])
    }
  })

  test.each<SenderLevel>(['strong', 'medium', 'unauth'])(
    'is approved for whoever writes from its own mailbox (%s): the link goes nowhere else',
    (level) => {
      expect(unnamed({ level }).assessment).toMatchObject({ route: 'registered', recommendation: 'approve' })
    },
  )

  test('is not approved for a forged mailbox', () => {
    expect(unnamed({ level: 'fail' }).assessment).toMatchObject({ route: 'none', recommendation: 'ask' })
  })

  test('is stopped like any other', () => {
    const { assessment } = unnamed({ surroundings: { signals: ['cluster5'] } })
    expect(assessment.recommendation).toBe('stop')
  })
})

describe('a policy may let facts stand for the name', () => {
  test('from so many bits against a stranger', () => {
    expect(unnamed(chen, allowing).assessment).toMatchObject({ route: 'new-address', recommendation: 'propose' })
    expect(unnamed({}, allowing).assessment).toMatchObject({ route: 'none', recommendation: 'ask' })
  })

  test('and one that does not is seen in its back-test', () => {
    const { subject, assessment } = unnamed(chen, allowing)
    expect(rescore({ subject, before: assessment }, allowing)).toMatchObject({ changed: false })
    expect(rescore({ subject, before: assessment }, shippedPolicy)).toMatchObject({
      recommendation: 'ask',
      changed: true,
    })
  })
})
