import { expect, test } from 'vitest'
import { assess } from '#app/evidence/assess.ts'
import { claimsOf } from '#tests/factories/claims.ts'
import { aCase } from '#tests/factories/subject.ts'
import type { Stated } from './comparisons/levels.ts'

const facts = ['registered_email', 'birth_date', 'real_name', 'nickname', 'city', 'gender', 'sign_up', 'phone'] as const

function weigh(stated: Stated) {
  return assess(aCase({ claims: claimsOf(stated) }))
}

test('ten thousand friend numbers are read in no time, and only twenty are kept', () => {
  const numbers = Array.from({ length: 10_000 }, (_, index) => String(1_000_000 + index))
  const before = performance.now()
  const { subject, assessment } = weigh({ friend_numbers: numbers })
  expect(performance.now() - before).toBeLessThan(500)
  expect(subject?.friends?.listed).toHaveLength(20)
  expect(subject?.friends?.unread).toBe(9_980)
  expect(assessment.evidence.find(({ kind }) => kind === 'friend_numbers')?.level).toBe('0 of 20, 9980 more not read')
})

test.each(facts)('ten thousand values of %s are one wrong value', (kind) => {
  const before = performance.now()
  const values = Array.from({ length: 10_000 }, (_, index) => `x${index}`)
  expect(Object.values(weigh({ [kind]: values }).subject?.facts ?? {})).toEqual(['wrong'])
  expect(performance.now() - before).toBeLessThan(500)
})

test.each(facts)('a value of a megabyte is a wrong %s', (kind) => {
  const before = performance.now()
  expect(Object.values(weigh({ [kind]: '陈a1@. '.repeat(150_000) }).subject?.facts ?? {})).toEqual(['wrong'])
  expect(performance.now() - before).toBeLessThan(1_000)
})

test.each(facts)('an empty %s is not stated', (kind) => {
  expect(weigh({ [kind]: ['', ' \u200b\u202e '] }).subject?.facts).toEqual({})
})

test.each(
  facts.flatMap((kind) =>
    ['\ud800', '\u0000', '\u202e1990', '%s', '__proto__', '𝟙𝟡𝟡𝟘', '-1'].map((value) => ({ kind, value })),
  ),
)('$kind "$value" is calmly wrong', ({ kind, value }) => {
  const { subject, assessment } = weigh({ [kind]: value })
  const year = kind === 'sign_up' || kind === 'birth_date' ? ['year', 'wrong'] : ['wrong']
  expect(year).toContain(Object.values(subject?.facts ?? {})[0])
  expect(Number.isFinite(assessment.bits)).toBe(true)
})

test.each([
  { value: '５０００１', says: 'full-width digits' },
  { value: '٥٠٠٠١', says: 'Arabic digits' },
  { value: '50\u200b001', says: 'a zero-width space' },
  { value: '\u202a50001\u202c', says: 'direction marks' },
  { value: '50-001', says: 'a hyphen' },
])('a friend number with $says is read', ({ value }) => {
  expect(weigh({ friend_numbers: value }).subject?.friends?.listed).toEqual([{ number: '50001', weight: 1 }])
})

test.each(['5ООО1', '50001x', '５０００１'.repeat(100), '', '𓂀'])('"%s" is no friend number', (value) => {
  expect(weigh({ friend_numbers: value }).subject?.friends).toBeUndefined()
})

test.each(['1990-02-31', '0000-00-00', '9999-99-99', '31/02/1990'])('%s is nobody´s birthday', (value) => {
  expect(weigh({ birth_date: value }).subject?.facts).toEqual({ birth_date: 'wrong' })
})
