import { expect, test } from 'vitest'
import type { Person } from '#app/staff/person.ts'
import { findBesideObstacle, findTriageObstacle, openTriage, type Triageable } from '#app/tickets/triage.ts'

const now = new Date('2026-11-22T09:00:00Z')
const ana: Person = { id: 'ana', name: 'Ana', email: 'ana@latchkey.example', role: 'agent' }
const question: Triageable = {
  id: 20_417,
  category: 'question',
  state: 'new',
  version: 3,
  assigneeId: null,
  assigneeName: null,
  leaseUntil: null,
}
const withRaj = { assigneeId: 'raj', assigneeName: 'Raj', leaseUntil: new Date(now.getTime() + 60_000) }

test.each(['abuse', 'question', 'other'] as const)(
  'a case of the kind %s can be closed and made a recovery',
  (category) => {
    expect(openTriage({ ...question, category }, ana, now)).toMatchObject({ close: null, recover: null })
  },
)

test('what was set aside can be closed, what is closed can only be made a recovery', () => {
  expect(openTriage({ ...question, category: 'other', state: 'set_aside' }, ana, now).close).toBeNull()
  const closed = openTriage({ ...question, state: 'closed' }, ana, now)
  expect(closed.close).toContain('closed already')
  expect(closed.recover).toBeNull()
})

test('a request for recovery ends by a decision and by nothing else', () => {
  const { close, recover } = openTriage({ ...question, category: 'recovery' }, ana, now)
  expect(close).toContain('ends by a decision')
  expect(recover).toContain('already')
})

test('who runs the desk settles nothing, and nobody settles what somebody else works on', () => {
  const admin = openTriage(question, { ...ana, role: 'admin' }, now)
  expect(new Set(Object.values(admin))).toEqual(new Set(['Your role does not decide cases.']))
  const busy = openTriage({ ...question, ...withRaj }, ana, now)
  expect(new Set(Object.values(busy))).toEqual(new Set(['Raj works on this case. Take it over first if you must.']))
})

test('what enters or ends a case is done on the version that was read; what leaves it is not bound to it', () => {
  expect(findTriageObstacle(question, 'close', 2, ana, now)).toContain('changed while you were reading')
  expect(findBesideObstacle(question, 'accept', 2, ana, now)).toContain('changed while you were reading')
  expect(findBesideObstacle(question, 'separate', 2, ana, now)).toBeNull()
  expect(findBesideObstacle(question, 'set-aside', 2, ana, now)).toBeNull()
})
