import { expect, test } from 'vitest'
import type { Person } from '#app/staff/person.ts'
import { type Act, type Actable, applyAct, waitsForSupervisor, writeCases } from '#app/tickets/act.ts'
import { readBulk } from '#app/tickets/bulk.ts'
import { ticketStates, undecidedStates } from '#app/tickets/ticket.ts'
import { type LastDeed, undo, undoWithinMs } from '#app/tickets/undo.ts'

const now = new Date('2026-11-22T09:00:00Z')
const later = new Date(now.getTime() + 3_600_000)
const ana: Person = { id: 'ana', name: 'Ana', email: 'ana@latchkey.example', role: 'agent' }
const raj = { id: 'raj', name: 'Raj' }
const sol: Person = { id: 'sol', name: 'Sol', email: 'sol@latchkey.example', role: 'supervisor' }
const admin: Person = { ...sol, role: 'admin' }
const ticket: Actable = {
  id: 20_417,
  category: 'recovery',
  state: 'new',
  version: 3,
  assigneeId: null,
  assigneeName: null,
  leaseUntil: null,
  tags: ['phone'],
  snoozedUntil: null,
  escalatedAt: null,
  escalatedBy: null,
}
const held = { state: 'open', assigneeId: 'raj', assigneeName: 'Raj', leaseUntil: later } as const
const acts: readonly Act[] = [
  { kind: 'assign', to: raj },
  { kind: 'tag', add: ['vip'], remove: [] },
  { kind: 'snooze', until: later },
  { kind: 'spam' },
  { kind: 'escalate', question: 'Is this the owner?' },
]

test('giving a case to somebody opens it for him; giving it to oneself keeps others off it', () => {
  expect(applyAct(ticket, { kind: 'assign', to: raj }, ana, now)).toMatchObject({
    change: { state: 'open', assigneeId: 'raj', leaseUntil: null },
    before: { state: 'new', assigneeId: null },
  })
  const mine = applyAct(ticket, { kind: 'assign', to: ana }, ana, now)
  expect(mine).toMatchObject({ change: { assigneeId: 'ana', leaseUntil: new Date('2026-11-22T09:15:00Z') } })
})

test('a case given to nobody is new again, but one that waits for the person goes on waiting', () => {
  const withRaj = { ...ticket, state: 'open' as const, assigneeId: 'raj' }
  expect(applyAct(withRaj, { kind: 'assign', to: null }, ana, now)).toMatchObject({ change: { state: 'new' } })
  const waiting = { ...withRaj, state: 'waiting' as const }
  expect(applyAct(waiting, { kind: 'assign', to: null }, ana, now)).toMatchObject({ change: { state: 'waiting' } })
})

test.each(acts)('nobody does this over the head of who works on the case: $kind', (act) => {
  const outcome = applyAct({ ...ticket, ...held }, act, ana, now)
  expect(outcome).toEqual({ refusal: expect.stringContaining('Raj works on this case') })
})

test('a supervisor gives a case away whoever works on it', () => {
  expect(applyAct({ ...ticket, ...held }, { kind: 'assign', to: ana }, sol, now)).toMatchObject({
    deed: 'ticket_assigned',
  })
})

test.each(acts)('an admin, who decides no cases, does none of this: $kind', (act) => {
  expect(applyAct(ticket, act, admin, now)).toEqual({ refusal: 'Your role does not allow this.' })
})

test.each(ticketStates.filter((state) => !undecidedStates.includes(state)))(
  'a case that is %s is neither given away nor snoozed nor marked as spam',
  (state) => {
    for (const act of [acts[0], acts[2], acts[3]] as Act[])
      expect(applyAct({ ...ticket, state }, act, ana, now)).toEqual({ refusal: expect.any(String) })
  },
)

test('spam is set aside, and what it was is kept for undoing', () => {
  expect(applyAct(ticket, { kind: 'spam' }, ana, now)).toMatchObject({
    change: { state: 'set_aside', category: 'other' },
    before: { state: 'new', category: 'recovery' },
  })
})

test('a case rests for some time only, and not into the past', () => {
  const past = new Date(now.getTime() - 1)
  const far = new Date('2027-11-22T09:00:00Z')
  expect(applyAct(ticket, { kind: 'snooze', until: past }, ana, now)).toEqual({ refusal: expect.any(String) })
  expect(applyAct(ticket, { kind: 'snooze', until: far }, ana, now)).toEqual({ refusal: expect.any(String) })
  expect(applyAct(ticket, { kind: 'snooze', until: null }, ana, now)).toEqual({ refusal: expect.any(String) })
})

test('tags are a sorted set of eight at most', () => {
  expect(applyAct(ticket, { kind: 'tag', add: ['b', 'a', 'phone'], remove: [] }, ana, now)).toMatchObject({
    change: { tags: ['a', 'b', 'phone'] },
  })
  const many = ['1', '2', '3', '4', '5', '6', '7', '8']
  expect(applyAct(ticket, { kind: 'tag', add: many, remove: [] }, ana, now)).toEqual({ refusal: expect.any(String) })
})

test('a question is put once, keeps the state, and is answered by another, who supervises', () => {
  const asked = applyAct(ticket, { kind: 'escalate', question: ' Is this the owner? ' }, ana, now)
  expect(asked).toMatchObject({
    change: { escalatedAt: now, escalatedBy: 'ana', escalatedQuestion: 'Is this the owner?', leaseUntil: null },
  })
  const escalated = { ...ticket, escalatedAt: now, escalatedBy: 'ana' }
  const answer: Act = { kind: 'answer', answer: 'Yes.' }
  expect(applyAct(escalated, { kind: 'escalate', question: 'Again?' }, ana, now)).toHaveProperty('refusal')
  expect(applyAct(escalated, answer, ana, now)).toHaveProperty('refusal')
  expect(applyAct({ ...escalated, escalatedBy: 'sol' }, answer, sol, now)).toHaveProperty('refusal')
  expect(applyAct(escalated, answer, sol, now)).toMatchObject({
    change: { escalatedAt: null, escalatedQuestion: null },
  })
})

test('while a supervisor is asked nobody else takes the case out of the queue', () => {
  const escalated = { ...ticket, escalatedAt: now, escalatedBy: 'ana' }
  expect(applyAct(escalated, { kind: 'spam' }, ana, now)).toEqual({ refusal: waitsForSupervisor })
  expect(applyAct(escalated, { kind: 'spam' }, sol, now)).toMatchObject({ deed: 'ticket_marked_spam' })
})

const last: LastDeed = { verb: 'ticket_marked_spam', staffId: 'ana', at: now, version: 4, before: { state: 'new' } }

test('one’s own last act is taken back while nothing came after it', () => {
  expect(undo({ version: 4 }, last, 4, ana, later)).toHaveProperty('refusal')
  expect(undo({ version: 4 }, last, 4, ana, new Date(now.getTime() + undoWithinMs))).toEqual({
    change: { state: 'new', leaseUntil: null },
  })
})

test.each<[string, Partial<LastDeed> | null, number]>([
  ['nothing was done', null, 4],
  ['the case changed since', {}, 5],
  ['it is not the version that was made', { version: 3 }, 4],
  ['somebody else did it', { staffId: 'raj' }, 4],
  ['it is a deed that stays', { verb: 'ticket_decided' }, 4],
  ['what was before is not known', { before: null }, 4],
])('nothing is undone where %s', (_, change, version) => {
  expect(undo({ version }, change && { ...last, ...change }, 4, ana, now)).toHaveProperty('refusal')
})

test('a denial of many is read only with their number typed', () => {
  const cases = [
    { ticketId: 20_417, version: 3 },
    { ticketId: 20_418, version: 1 },
  ]
  const form = { cases: writeCases(cases), kind: 'deny', reason: 'Part of an attack' }
  expect(readBulk(Object.entries({ ...form, typed: '2' }))).toEqual({
    cases,
    act: { kind: 'deny', reason: 'Part of an attack' },
  })
  expect(readBulk(Object.entries({ ...form, typed: '1' }))).toBeNull()
  expect(readBulk(Object.entries(form))).toBeNull()
})

test.each([
  { kind: 'approve', cases: '20417:3' },
  { kind: 'spam', cases: '' },
  { kind: 'spam', cases: '20417' },
  { kind: 'spam', cases: '20417:3,20417:3' },
  { kind: 'spam', cases: Array.from({ length: 101 }, (_, index) => `${index + 1}:1`).join() },
  { kind: 'assign', cases: '20417:3', to: 'Raj' },
])('nothing else is done to many at once: %o', (form) => {
  expect(readBulk(Object.entries(form))).toBeNull()
})

test('tags are read as they are typed', () => {
  const read = readBulk(Object.entries({ kind: 'tag', cases: '1:1', add: '#VIP, 手机 phone;phone <b>', remove: 'old' }))
  expect(read?.act).toEqual({ kind: 'tag', add: ['vip', '手机', 'phone'], remove: ['old'] })
})
