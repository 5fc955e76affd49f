import { expect, test } from 'vitest'
import { auditVerbs } from '#app/audit/entry.ts'
import { actorOf, breakSentence, deeds, detailsOf } from '#app/audit/words.ts'

test('every deed that can be recorded has words', () => {
  expect(Object.keys(deeds).sort()).toEqual([...auditVerbs].sort())
})

test('details read as words, in their order, without what is empty', () => {
  expect(
    detailsOf({
      sessionsEnded: 2,
      override: false,
      reason: '',
      policy: null,
      break: { id: 3 },
      tags: ['wave', 'vip'],
    }),
  ).toEqual([
    { path: ['sessions ended'], text: '2' },
    { path: ['override'], text: 'no' },
    { path: ['break', 'id'], text: '3' },
    { path: ['tags'], text: 'wave, vip' },
  ])
})

test.each([
  { person: 'Ana', verb: 'ticket_decided' as const, actor: 'Ana' },
  { person: null, verb: 'staff_sign_in_refused' as const, actor: 'nobody known' },
  { person: null, verb: 'reset_disavowed' as const, actor: 'a told address' },
  { person: null, verb: 'mails_taken_in' as const, actor: 'the desk' },
])('$verb by $person is said to be by $actor', ({ actor, ...entry }) => {
  expect(actorOf(entry)).toBe(actor)
})

test.each([
  { fault: 'gap' as const, says: 'Entry 7 is missing.' },
  { fault: 'hash' as const, says: 'Entry 7 was changed' },
  { fault: 'previous hash' as const, says: 'Entry 7 does not follow' },
])('a break by $fault says where', ({ fault, says }) => {
  expect(breakSentence({ id: 7, fault })).toContain(says)
})
