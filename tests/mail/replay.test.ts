import { expect, test } from 'vitest'
import { type MarkedMail, replayedMarks } from '#app/mail/replay.ts'

const first: MarkedMail = {
  hash: 'a',
  mailboxId: 'recovery',
  messageId: '<mei-1@example.com>',
  arrivedAt: new Date('2026-03-02T08:00:00Z'),
  kind: 'recovery',
  marks: ['example.com/k1/abc'],
}
const later = (changes: Partial<MarkedMail>): MarkedMail => ({
  ...first,
  hash: 'b',
  arrivedAt: new Date('2026-03-02T08:05:00Z'),
  ...changes,
})
const isReplay = (mail: MarkedMail, earlier = first) => replayedMarks(mail, [earlier]).size > 0

test.each<[string, Partial<MarkedMail>, boolean]>([
  ['the same letter once more into the same mailbox', {}, true],
  ['the very same bytes', { hash: 'a' }, false],
  ['the same letter in another of our mailboxes', { mailboxId: 'help' }, false],
  [
    'the same letter in another mailbox a day later',
    { mailboxId: 'help', arrivedAt: new Date('2026-03-03T08:05:00Z') },
    true,
  ],
  [
    'another letter under the same signature in another mailbox',
    { mailboxId: 'help', messageId: '<eve@evil.example>' },
    true,
  ],
  ['a letter without a name in another mailbox', { mailboxId: 'help', messageId: null }, true],
  ['a letter that was handed in by hand', { mailboxId: null }, true],
  ['a letter with a signature of its own', { marks: ['example.com/k1/def'] }, false],
])('%s: %s', (_what, changes, replay) => {
  expect(isReplay(later(changes))).toBe(replay)
})

test('what a mailing list passed on first does not spoil the letter itself', () => {
  expect(isReplay(later({}), { ...first, kind: 'list' })).toBe(false)
})

test('only the marks that came before are told', () => {
  const both = later({ marks: [...first.marks, 'example.com/k1/def'] })
  expect([...replayedMarks(both, [first])]).toEqual(first.marks)
})
