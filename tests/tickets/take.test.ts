import { expect, test } from 'vitest'
import type { Person } from '#app/staff/person.ts'
import { giveBack, type Takeable, take } from '#app/tickets/take.ts'
import { leaseMs, ticketStates, undecidedStates } from '#app/tickets/ticket.ts'

const now = new Date('2026-11-22T09:00:00Z')
const later = new Date(now.getTime() + leaseMs)
const ana: Person = { id: 'ana', name: 'Ana', email: 'ana@latchkey.example', role: 'agent' }
const ticket: Takeable = { id: 20_417, state: 'new', assigneeId: null, assigneeName: null, leaseUntil: null }
const withRaj: Takeable = { ...ticket, state: 'open', assigneeId: 'raj', assigneeName: 'Raj', leaseUntil: later }

test('taking a new case opens it and keeps others off for a quarter of an hour', () => {
  expect(take(ticket, ana, now)).toEqual({ state: 'open', assigneeId: 'ana', leaseUntil: later })
})

test('a case that waits for the person stays waiting when it is taken', () => {
  expect(take({ ...ticket, state: 'waiting' }, ana, now)).toMatchObject({ state: 'waiting', assigneeId: 'ana' })
})

test('a case somebody works on is not taken without saying so', () => {
  expect(take(withRaj, ana, now)).toEqual({ refusal: expect.stringContaining('Raj works on this case') })
  expect(take(withRaj, ana, now, true)).toMatchObject({ assigneeId: 'ana' })
})

test('a case whose time is up is free to take', () => {
  expect(take({ ...withRaj, leaseUntil: now }, ana, now)).toMatchObject({ assigneeId: 'ana' })
})

test.each(ticketStates.filter((state) => !undecidedStates.includes(state)))(
  'a case that is %s is taken by nobody',
  (state) => {
    expect(take({ ...ticket, state }, ana, now)).toEqual({
      refusal: expect.stringContaining('nothing is left to decide'),
    })
  },
)

test('an administrator takes no cases', () => {
  expect(take(ticket, { ...ana, role: 'admin' }, now)).toEqual({ refusal: 'Your role does not decide cases.' })
})

test('only its owner returns a case, and it is new again', () => {
  expect(giveBack(withRaj, ana)).toEqual({ refusal: 'Case 20417 is not yours to return.' })
  expect(giveBack({ ...withRaj, assigneeId: 'ana' }, ana)).toEqual({ state: 'new', assigneeId: null, leaseUntil: null })
})
