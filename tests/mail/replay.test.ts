import { expect, test } from 'vitest'
import { contentHash, type MarkedMail, mayBeCopyOf, replayedMarks } from '#app/mail/replay.ts'

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

test.each<[string, Partial<MarkedMail>, boolean]>([
  ['the same letter once more into the same mailbox', {}, true],
  ['in another mailbox', { mailboxId: 'help' }, false],
  ['a day later', { arrivedAt: new Date('2026-03-03T08:05:00Z') }, false],
  ['under another name', { messageId: '<eve@evil.example>' }, false],
  ['under another signature', { marks: ['example.com/k1/def'] }, false],
  ['under none', { marks: [] }, false],
])('may be a copy: %s: %s', (_what, changes, copy) => {
  expect(mayBeCopyOf(later(changes), first)).toBe(copy)
})

const letter = 'From: mei@example.com\r\nSubject: Help\r\n me\r\n\r\nReceived: says the body\r\n'

test.each<[string, string, boolean]>([
  ['the lines of its way', `Received: from a\r\n by b\r\nDelivered-To: x@latchkey.example\r\n${letter}`, true],
  ['another subject', letter.replace('Help', 'Hello'), false],
  ['a subject that goes on', letter.replace(' me', ' them'), false],
  ['a field more', `X-Extra: 1\r\n${letter}`, false],
  ['a name that only looks like one of its way', `Received : x\r\n${letter}`, false],
  ['another body', letter.replace('says the body', 'says another'), false],
])('two mails that differ in %s have the same content: %s', (_what, other, same) => {
  expect(contentHash(Buffer.from(other)) === contentHash(Buffer.from(letter))).toBe(same)
})
