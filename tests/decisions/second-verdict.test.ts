import { expect, test } from 'vitest'
import { findSecondObstacle, type ProposedCase } from '#app/decisions/second-verdict.ts'
import type { Person } from '#app/staff/person.ts'

const sol: Person = { id: 'sol', name: 'Sol', email: 'sol@latchkey.example', role: 'supervisor' }
const proposed: ProposedCase = {
  id: 20_417,
  state: 'proposed',
  version: 4,
  proposal: { state: 'waiting', decidedBy: 'ana', second: { id: 'sol', name: 'Sol' } },
  resetsStopped: false,
}
const approving = { verdict: 'approve', reason: '', version: 4 } as const
const refusing = { verdict: 'refuse', reason: 'The phone is in the phone book.', version: 4 } as const

test('whoever was drawn approves, or refuses with a reason', () => {
  expect(findSecondObstacle(proposed, approving, sol)).toBeNull()
  expect(findSecondObstacle(proposed, refusing, sol)).toBeNull()
})

test.each<{
  says: string
  given?: Partial<ProposedCase>
  verdict?: Parameters<typeof findSecondObstacle>[1]
  person?: Partial<Person>
  sentence: RegExp
}>([
  { says: 'an agent', person: { role: 'agent' }, sentence: /A supervisor gives/ },
  { says: 'an admin', person: { role: 'admin' }, sentence: /A supervisor gives/ },
  { says: 'another supervisor', person: { id: 'ida' }, sentence: /drew Sol/ },
  {
    says: 'the proposer, even if he was drawn',
    given: { proposal: { state: 'waiting', decidedBy: 'sol', second: { id: 'sol', name: 'Sol' } } },
    sentence: /proposed this yourself/,
  },
  { says: 'a case that moved on', given: { state: 'new', proposal: null }, sentence: /Nothing is proposed/ },
  {
    says: 'a proposal that was answered',
    given: { state: 'held', proposal: { state: 'holding', decidedBy: 'ana', second: { id: 'sol', name: 'Sol' } } },
    sentence: /Nothing is proposed/,
  },
  { says: 'an older version', verdict: { ...approving, version: 3 }, sentence: /changed while you were reading/ },
  { says: 'an approval during a stop', given: { resetsStopped: true }, sentence: /stopped every reset/ },
  { says: 'a refusal without a reason', verdict: { ...refusing, reason: ' ' }, sentence: /why you refuse/ },
])('is not accepted: $says', ({ given, verdict = approving, person, sentence }) => {
  expect(findSecondObstacle({ ...proposed, ...given }, verdict, { ...sol, ...person })).toEqual({
    refusal: expect.stringMatching(sentence),
  })
})

test('a refusal is open while every reset is stopped', () => {
  expect(findSecondObstacle({ ...proposed, resetsStopped: true }, refusing, sol)).toBeNull()
})
