import { expect, test } from 'vitest'
import type { Case } from '#app/decisions/decide.ts'
import type { Person } from '#app/staff/person.ts'
import { deskVerbs, openVerbs } from '#app/tickets/open-verbs.ts'

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
  escalatedBy: null,
  restrictedUntil: null,
}

test('a good registered route opens every ruling but that of two people, and only the recommended one is no override', () => {
  const verbs = openVerbs(ticket, ana, now)
  expect(deskVerbs.filter((verb) => verbs[verb].refusal === null)).toEqual(['approve', 'ask', 'deny', 'freeze'])
  expect(verbs.approve.override).toBe(false)
  expect(verbs.deny.override).toBe(true)
})

test('a ruling that is not open says why before anybody presses it', () => {
  const { approve, ask } = openVerbs({ ...ticket, route: 'none', recommendation: 'ask' }, ana, now)
  expect(approve.refusal).toContain('registered address only')
  expect(ask).toMatchObject({ refusal: null, override: false })
})

test('a decided case can only be frozen', () => {
  const verbs = openVerbs({ ...ticket, state: 'link_sent' }, ana, now)
  expect(verbs.approve.refusal).not.toBeNull()
  expect(verbs.freeze.refusal).toBeNull()
})

test('what rests says how long before anybody presses it', () => {
  expect(openVerbs({ ...ticket, holdHours: 24 }, ana, now).approve).toMatchObject({ refusal: null, holdHours: 24 })
  expect(openVerbs(ticket, ana, now).approve.holdHours).toBeNull()
  const proposable = { ...ticket, route: 'new-address', recommendation: 'propose', holdHours: 72 } as const
  expect(openVerbs(proposable, ana, now).propose).toEqual({ refusal: null, override: false, holdHours: 72 })
})
