import { expect, test } from 'vitest'
import type { Case } from '#app/decisions/decide.ts'
import type { Person } from '#app/staff/person.ts'
import { openVerbs } from '#app/tickets/open-verbs.ts'

const now = new Date('2026-11-22T09:00:00Z')
const ana: Person = { id: 'ana', name: 'Ana', email: 'ana@latchkey.example', role: 'agent' }
const ticket: Case = {
  id: 20_417,
  category: 'recovery',
  state: 'new',
  version: 1,
  route: 'registered',
  recommendation: 'approve',
  accountNumber: '29433423',
  assigneeId: null,
  assigneeName: null,
  leaseUntil: null,
  resetsStopped: false,
  holdHours: null,
}

test('a good registered route opens every ruling, and only the recommended one is no override', () => {
  const verbs = openVerbs(ticket, ana, now)
  expect(Object.values(verbs).map(({ refusal }) => refusal)).toEqual([null, null, null, null])
  expect(verbs.approve.override).toBe(false)
  expect(verbs.deny.override).toBe(true)
})

test('a ruling that is not open says why before anybody presses it', () => {
  const { approve, ask } = openVerbs({ ...ticket, route: 'none', recommendation: 'ask' }, ana, now)
  expect(approve.refusal).toContain('registered address only')
  expect(ask).toEqual({ refusal: null, override: false })
})

test('a decided case can only be frozen', () => {
  const verbs = openVerbs({ ...ticket, state: 'link_sent' }, ana, now)
  expect(verbs.approve.refusal).not.toBeNull()
  expect(verbs.freeze.refusal).toBeNull()
})
