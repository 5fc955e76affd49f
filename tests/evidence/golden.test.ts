import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { attackerClasses } from '#app/evidence/assessment.ts'
import policyV1 from '#app/evidence/policies/policy-v1.json' with { type: 'json' }
import { readPolicy } from '#app/evidence/policy.ts'
import { score } from '#app/evidence/score.ts'
import type { Subject } from '#app/evidence/subject.ts'

/** The golden totals were computed under the first policy. */
const firstPolicy = readPolicy(policyV1)

/** The golden cases call facts by older names. */
const kinds: Readonly<Record<string, string>> = {
  mail: 'registered_email',
  birthDate: 'birth_date',
  name: 'real_name',
  signUp: 'sign_up',
  answers: 'security_answers',
  friends: 'friend_numbers',
}

type GoldenBar = { name: string; level: string | null; bits: number; alone: number | null }
type GoldenCase = {
  label: string
  subject: Omit<Subject, 'facts' | 'guesses'> & { facts: Record<string, string>; guesses?: Record<string, number> }
  expected: { bits: number; probability: number; margins: Record<string, number>; bars: GoldenBar[] }
}

const golden: { cases: GoldenCase[] } = JSON.parse(readFileSync('tests/fixtures/evidence/golden.json', 'utf8'))

test('there are golden cases', () => expect(golden.cases.length).toBeGreaterThan(10))

test.each(golden.cases)('$label', ({ subject, expected }) => {
  const guesses = subject.guesses && renamed(subject.guesses)
  const result = score({ ...subject, facts: renamed(subject.facts), ...(guesses && { guesses }) }, firstPolicy)

  expect(rounded(result.bits)).toBeCloseTo(expected.bits, 6)
  expect(rounded(result.probability)).toBeCloseTo(expected.probability, 6)
  for (const attacker of attackerClasses) {
    expect(rounded(result.margins[attacker])).toBeCloseTo(expected.margins[attacker] ?? Number.NaN, 6)
  }
  expect(
    result.waterfall.map(({ kind, level, bits, alone }) => [kind, level, rounded(bits), alone && rounded(alone)]),
  ).toEqual(
    expected.bars.map(({ name, level, bits, alone }) => [
      kinds[name] ?? name,
      level,
      expect.closeTo(bits, 6),
      alone && expect.closeTo(alone, 6),
    ]),
  )
})

function renamed<T>(byKind: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(byKind).map(([kind, value]) => [kinds[kind] ?? kind, value]))
}

function rounded(bits: number): number {
  return Number(bits.toFixed(6))
}
