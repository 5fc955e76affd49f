import { expect, test } from 'vitest'
import type { Assessment } from '#app/evidence/assessment.ts'
import { viewAssessment } from '#app/tickets/assessment-view.ts'
import { numberClaims } from '#app/tickets/claim-marks.ts'

const assessment: Assessment = {
  bits: 4.2,
  probability: 0.95,
  margins: { blind: 20, scraper: 6, acquaintance: 5, breach: 6, hijacker: 3 },
  ifNot: { blind: 0, scraper: 0.1, acquaintance: 0.8, breach: 0.1, hijacker: 0 },
  route: 'registered',
  recommendation: 'approve',
  because: ['the registered address is verified'],
  policy: 'policy-v1',
  evidence: [
    { kind: 'prior', level: null, bits: 2.5, alone: null },
    { kind: 'sender', level: 'strong', bits: 0, alone: 0 },
    { kind: 'city', level: 'exact', bits: 0, alone: 0.4 },
    { kind: 'cap', level: null, bits: 0, alone: null },
    { kind: 'context', level: null, bits: -0.5, alone: null },
    { kind: 'total', level: null, bits: 4.2, alone: null },
  ],
}
const view = viewAssessment(assessment, new Date('2026-11-22T09:00:00Z'), numberClaims(['request', 'province', 'city']))

test('each bar carries the number of its claim and a sentence', () => {
  expect(view.bars.map(({ kind, mark }) => [kind, mark])).toEqual([
    ['prior', null],
    ['sender', null],
    ['city', 2],
    ['context', null],
    ['total', null],
  ])
  for (const { sentence } of view.bars) expect(sentence).toMatch(/\.$/)
})

test('a cap that took nothing away is not drawn, and facts that nobody stated are only named', () => {
  expect(view.bars.map(({ kind }) => kind)).not.toContain('cap')
  expect(view.notStated).toContain('birth_date')
  expect(view.notStated).not.toContain('city')
  expect(view.notStated).not.toContain('prior')
})

test('a case without a hold can be approved at once', () => {
  expect(view.holdHours).toBeNull()
})
