import { describe, expect, test } from 'vitest'
import { type Case, decide, isOverride, type Ruling } from '#app/decisions/decide.ts'
import type { DecisionVerb } from '#app/decisions/ruling.ts'
import type { Person } from '#app/staff/person.ts'
import { waitsForSupervisor } from '#app/tickets/act.ts'
import type { Recommendation, TicketState } from '#app/tickets/ticket.ts'

const now = new Date('2026-03-02T09:00:00Z')
const ana: Person = {
  id: 'a0000000-0000-4000-8000-000000000001',
  name: 'Ana',
  email: 'ana@latchkey.example',
  role: 'agent',
}
const raj = { ...ana, id: 'a0000000-0000-4000-8000-000000000002', name: 'Raj' }

/** Mei's case, as Ana finds it. */
function aCase(changes: Partial<Case> = {}): Case {
  return {
    id: 20_001,
    category: 'recovery',
    state: 'new',
    version: 3,
    route: 'registered',
    recommendation: 'approve',
    accountNumber: '29433423',
    assigneeId: null,
    assigneeName: null,
    leaseUntil: null,
    holdHours: null,
    resetsStopped: false,
    escalatedBy: null,
    restrictedUntil: null,
    ...changes,
  }
}

/** Old Chen’s case, as the new-address route wants it. */
const proposable = { route: 'new-address', recommendation: 'propose', holdHours: 72 } as const

const aRuling = (verb: DecisionVerb, changes: Partial<Ruling> = {}): Ruling => ({
  verb,
  reason: '',
  version: 3,
  ...changes,
})

test('one agent approves a case on the registered route, and a link is made', () => {
  expect(decide(aCase(), aRuling('approve'), ana, now)).toEqual({
    state: 'link_sent',
    letter: 'link',
    reset: true,
    override: false,
    reason: '',
    holdHours: null,
  })
})

test('an approval that must rest begins a hold and makes no link', () => {
  expect(decide(aCase({ holdHours: 24 }), aRuling('approve'), ana, now)).toEqual({
    state: 'held',
    letter: null,
    reset: false,
    override: false,
    reason: '',
    holdHours: 24,
  })
})

test.each([
  { says: 'a good address', holdHours: null, until: 1, rests: 24 },
  { says: 'a longer hold', holdHours: 48, until: 1, rests: 48 },
  { says: 'a restriction that is over', holdHours: null, until: 0, rests: null },
])('an account that was handed over of late gets no link at once: $says', ({ holdHours, until, rests }) => {
  const restricted = aCase({ holdHours, restrictedUntil: new Date(now.getTime() + until) })
  expect(decide(restricted, aRuling('approve'), ana, now)).toMatchObject({ holdHours: rests, reset: rests === null })
})

test('one person proposes what the new-address route wants, and nothing goes out', () => {
  expect(decide(aCase(proposable), aRuling('propose', { reason: 'Three circles.' }), ana, now)).toEqual({
    state: 'proposed',
    letter: null,
    reset: false,
    override: false,
    reason: 'Three circles.',
    holdHours: 72,
  })
})

test.each<TicketState>(['proposed', 'held'])('a case that is %s can be frozen and nothing else', (state) => {
  expect(decide(aCase({ state }), aRuling('freeze', { reason: 'The owner called.' }), ana, now)).toMatchObject({
    state: 'frozen',
  })
  for (const verb of ['approve', 'propose', 'ask', 'deny'] as const)
    expect(decide(aCase({ state }), aRuling(verb, { reason: 'x' }), ana, now)).toHaveProperty('refusal')
})

test.each<{ verb: DecisionVerb; state: TicketState; letter: string | null }>([
  { verb: 'ask', state: 'waiting', letter: 'ask' },
  { verb: 'deny', state: 'denied', letter: 'nothing' },
  { verb: 'freeze', state: 'frozen', letter: null },
])('$verb leads to $state and makes no link', ({ verb, state, letter }) => {
  const outcome = decide(aCase(), aRuling(verb, { reason: 'The writer knows too little.' }), ana, now)
  expect(outcome).toMatchObject({ state, letter, reset: false, override: true })
})

describe('is not accepted, and says why:', () => {
  test.each<{ says: string; given: Partial<Case>; ruling: Ruling; sentence: RegExp }>([
    {
      says: 'a ruling on an older version',
      given: {},
      ruling: aRuling('approve', { version: 2 }),
      sentence: /changed while you were reading/,
    },
    { says: 'a second ruling', given: { state: 'denied' }, ruling: aRuling('approve'), sentence: /is denied/ },
    {
      says: 'an approval without an account',
      given: { accountNumber: null },
      ruling: aRuling('approve'),
      sentence: /nowhere to send/,
    },
    {
      says: 'an approval off the registered route',
      given: { route: 'new-address' },
      ruling: aRuling('approve'),
      sentence: /registered address only/,
    },
    {
      says: 'an approval of a doubtful address',
      given: { recommendation: 'ask' },
      ruling: aRuling('approve', { reason: 'I believe her.' }),
      sentence: /in doubt/,
    },
    {
      says: 'an approval while resets are stopped',
      given: { resetsStopped: true },
      ruling: aRuling('approve'),
      sentence: /stopped every reset/,
    },
    {
      says: 'a denial against the recommendation without a reason',
      given: {},
      ruling: aRuling('deny', { reason: '  ' }),
      sentence: /against the recommendation/,
    },
    {
      says: 'a freeze without a reason',
      given: { recommendation: 'stop' },
      ruling: aRuling('freeze'),
      sentence: /why nothing may move/,
    },
    {
      says: 'a proposal against the recommendation, with whatever reason',
      given: { route: 'new-address', recommendation: 'ask', holdHours: 72 },
      ruling: aRuling('propose', { reason: 'I know him.' }),
      sentence: /reaches every threshold/,
    },
    {
      says: 'a proposal on the registered route',
      given: {},
      ruling: aRuling('propose'),
      sentence: /reaches every threshold/,
    },
    {
      says: 'a proposal for an account that was handed over of late',
      given: { ...proposable, restrictedUntil: new Date(now.getTime() + 1) },
      ruling: aRuling('propose'),
      sentence: /within 30 days/,
    },
    {
      says: 'a proposal without a reason',
      given: proposable,
      ruling: aRuling('propose', { reason: ' ' }),
      sentence: /what convinces you/,
    },
    {
      says: 'a proposal while resets are stopped',
      given: { ...proposable, resetsStopped: true },
      ruling: aRuling('propose'),
      sentence: /stopped every reset/,
    },
    {
      says: 'an approval by one person on the new-address route',
      given: proposable,
      ruling: aRuling('approve', { reason: 'I know him.' }),
      sentence: /registered address only/,
    },
    {
      says: 'a verdict on an abuse report',
      given: { category: 'abuse', recommendation: null },
      ruling: aRuling('deny'),
      sentence: /no request for recovery/,
    },
  ])('$says', ({ given, ruling, sentence }) => {
    expect(decide(aCase(given), ruling, ana, now)).toEqual({ refusal: expect.stringMatching(sentence) })
  })
})

test('a case that somebody else works on is theirs until the lease ends', () => {
  const taken = aCase({
    state: 'open',
    assigneeId: raj.id,
    assigneeName: 'Raj',
    leaseUntil: new Date(now.getTime() + 1),
  })
  expect(decide(taken, aRuling('approve'), ana, now)).toEqual({
    refusal: expect.stringContaining('Raj works on this case'),
  })
  expect(decide({ ...taken, leaseUntil: now }, aRuling('approve'), ana, now)).toMatchObject({ state: 'link_sent' })
  expect(decide(taken, aRuling('approve'), raj, now)).toMatchObject({ state: 'link_sent' })
})

describe('while a supervisor is asked', () => {
  const asked = aCase({ escalatedBy: ana.id })
  const sol: Person = { ...ana, id: 'a0000000-0000-4000-8000-000000000003', name: 'Sol', role: 'supervisor' }

  test.each<DecisionVerb>(['approve', 'ask', 'deny'])('an agent cannot %s', (verb) => {
    const ruling = aRuling(verb, { reason: 'I know.' })
    for (const person of [ana, raj]) expect(decide(asked, ruling, person, now)).toEqual({ refusal: waitsForSupervisor })
  })

  test('a supervisor rules, and anybody freezes', () => {
    expect(decide(asked, aRuling('approve'), sol, now)).toMatchObject({ state: 'link_sent' })
    expect(decide(asked, aRuling('freeze', { reason: 'Theft.' }), raj, now)).toMatchObject({ state: 'frozen' })
  })

  test('a supervisor who asked leaves it to another', () => {
    expect(decide({ ...asked, escalatedBy: sol.id }, aRuling('approve'), sol, now)).toHaveProperty('refusal')
  })
})

test('an admin runs the desk but decides nothing', () => {
  expect(decide(aCase(), aRuling('approve'), { ...ana, role: 'admin' }, now)).toEqual({
    refusal: 'Your role does not decide cases.',
  })
})

test('a link on its way can still be frozen, but not denied', () => {
  const sent = aCase({ state: 'link_sent' })
  expect(decide(sent, aRuling('freeze', { reason: 'The owner called.' }), ana, now)).toMatchObject({ state: 'frozen' })
  expect(decide(sent, aRuling('deny', { reason: 'Too late.' }), ana, now)).toHaveProperty('refusal')
})

test.each<{ verb: DecisionVerb; recommended: Recommendation | null; override: boolean }>([
  { verb: 'approve', recommended: 'approve', override: false },
  { verb: 'ask', recommended: 'ask', override: false },
  { verb: 'deny', recommended: 'stop', override: false },
  { verb: 'freeze', recommended: 'stop', override: false },
  { verb: 'ask', recommended: 'stop', override: true },
  { verb: 'deny', recommended: 'ask', override: true },
  { verb: 'ask', recommended: 'propose', override: true },
  { verb: 'freeze', recommended: 'approve', override: true },
])('$verb where $recommended is recommended: override $override', ({ verb, recommended, override }) => {
  expect(isOverride(verb, recommended)).toBe(override)
})
