import { expect, test } from 'vitest'
import { asksBeside, findReasonNotToAsk } from '#app/decisions/questions.ts'
import { recommendations, ticketCategories, ticketStates } from '#app/tickets/ticket.ts'

const request = {
  category: 'recovery',
  state: 'new',
  recommendation: 'ask',
  difficulty: null,
  escalatedAt: null,
  elsewhere: false,
} as const
const asked = (change: Partial<Parameters<typeof findReasonNotToAsk>[0]>) =>
  findReasonNotToAsk({ ...request, ...change }) === null

test.each([
  { what: 'recommendation', all: recommendations, ask: ['propose', 'ask', 'stop'] },
  { what: 'state', all: ticketStates, ask: ['new', 'open'] },
  { what: 'category', all: ticketCategories, ask: ['recovery'] },
  { what: 'difficulty', all: [null, 'threat'], ask: [null] },
  { what: 'escalatedAt', all: [null, new Date('2026-11-22T09:00:00Z')], ask: [null] },
])('by $what only $ask get the questions by themselves', ({ what, all, ask }) => {
  expect(all.filter((value) => asked({ [what]: value }))).toEqual(ask)
})

const linkElsewhere = { recommendation: 'approve', elsewhere: true } as const

test('where a link goes to another address than the writer’s, he is asked like everybody, and the case goes on', () => {
  expect(asked(linkElsewhere)).toBe(true)
  expect(asksBeside(linkElsewhere)).toBe(true)
  expect(asksBeside({ ...linkElsewhere, elsewhere: false })).toBe(false)
  expect(asksBeside({ ...linkElsewhere, recommendation: 'ask' })).toBe(false)
  const states = ticketStates.filter((state) => asked({ ...linkElsewhere, state }))
  expect(states.sort()).toEqual(['done', 'held', 'link_sent', 'new', 'open'])
})
