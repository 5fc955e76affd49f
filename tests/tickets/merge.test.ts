import { expect, test } from 'vitest'
import type { Person } from '#app/staff/person.ts'
import { findMergeObstacle, findSplitObstacle, findUnmergeObstacle, type Mergeable } from '#app/tickets/merge.ts'
import { ticketStates } from '#app/tickets/ticket.ts'

const now = new Date('2026-11-22T09:00:00Z')
const ana: Person = { id: 'ana', name: 'Ana', email: 'ana@latchkey.example', role: 'agent' }
const from: Mergeable = {
  id: 20_418,
  state: 'new',
  version: 2,
  assigneeId: null,
  assigneeName: null,
  leaseUntil: null,
  escalatedAt: null,
  mergedInto: null,
  mergedHere: 0,
}
const into: Mergeable = { ...from, id: 20_417 }
const withRaj = { assigneeId: 'raj', assigneeName: 'Raj', leaseUntil: new Date(now.getTime() + 60_000) }

test('an undecided case goes into another', () => {
  expect(findMergeObstacle(from, into, 2, ana, now)).toBeNull()
  expect(findMergeObstacle(from, { ...into, state: 'frozen' }, 2, ana, now)).toBeNull()
})

test.each<[string, Partial<Mergeable>, Partial<Mergeable>]>([
  ['into itself', {}, { id: from.id }],
  ['when it is merged already', { mergedInto: 20_001 }, {}],
  ['into one that is merged itself', {}, { mergedInto: 20_001 }],
  ['when others are merged into it', { mergedHere: 1 }, {}],
  ['while a question on it waits', { escalatedAt: now }, {}],
  ['while somebody else works on it', withRaj, {}],
  ['while somebody else works on the other', {}, withRaj],
  ['when it changed', { version: 3 }, {}],
])('a case is not merged %s', (_, one, other) => {
  expect(findMergeObstacle({ ...from, ...one }, { ...into, ...other }, 2, ana, now)).not.toBeNull()
})

test.each(['proposed', 'held', 'link_sent'] as const)('an approval under way never moves: %s', (state) => {
  expect(findMergeObstacle({ ...from, state }, into, 2, ana, now)).not.toBeNull()
  expect(findMergeObstacle(from, { ...into, state }, 2, ana, now)).not.toBeNull()
})

test('only what is merged is taken apart, on the version that was seen', () => {
  expect(findUnmergeObstacle({ ...from, mergedInto: 20_417 }, 2, ana)).toBeNull()
  expect(findUnmergeObstacle({ ...from, mergedInto: 20_417 }, 1, ana)).not.toBeNull()
  expect(findUnmergeObstacle(from, 2, ana)).not.toBeNull()
})

test('any mail but the first leaves an undecided case', () => {
  const ticket = { ...from, mails: [1, 2, 3] }
  expect(findSplitObstacle(ticket, 3, 2, ana, now)).toBeNull()
  expect(findSplitObstacle(ticket, 1, 2, ana, now)).not.toBeNull()
  expect(findSplitObstacle(ticket, 4, 2, ana, now)).not.toBeNull()
  expect(findSplitObstacle(ticket, 3, 1, ana, now)).not.toBeNull()
  expect(findSplitObstacle({ ...ticket, ...withRaj }, 3, 2, ana, now)).not.toBeNull()
  for (const state of ticketStates.filter((one) => !['new', 'open', 'waiting'].includes(one)))
    expect(findSplitObstacle({ ...ticket, state }, 3, 2, ana, now)).not.toBeNull()
})

test('an admin merges and splits nothing', () => {
  const admin: Person = { ...ana, role: 'admin' }
  expect(findMergeObstacle(from, into, 2, admin, now)).not.toBeNull()
  expect(findSplitObstacle({ ...from, mails: [1, 2] }, 2, 2, admin, now)).not.toBeNull()
})
