import { describe, expect, test } from 'vitest'
import { type Case, decide, isOverride, type Ruling } from '#app/decisions/decide.ts'
import type { DecisionVerb } from '#app/decisions/ruling.ts'
import type { Person } from '#app/staff/person.ts'
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
    ...changes,
  }
}

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
  })
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
      says: 'an approval that must rest first',
      given: { holdHours: 24 },
      ruling: aRuling('approve'),
      sentence: /a hold of 24 hours/,
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
      says: 'a proposal, for want of a second person',
      given: { route: 'new-address', recommendation: 'propose' },
      ruling: aRuling('propose'),
      sentence: /second person/,
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
