import { expect, test } from 'vitest'
import { readMessageId, signMessageId } from '#app/mail/message-id.ts'
import { type Proof, proofOf } from '#app/mail/proof.ts'
import { mayJoin, threadHints } from '#app/mail/thread.ts'
import { signature, unproved, verdict } from '#tests/factories/sender.ts'

const key = new Uint8Array(32).fill(7)
const id = (ticketId: number) => signMessageId({ ticketId, letterId: 3, host: 'recovery.example' }, key)

test('a Message-ID of ours tells its ticket and letter', () => {
  expect(readMessageId(id(12), key)).toEqual({ ticketId: 12, letterId: '3' })
  const uuid = '0f8fad5b-d9cb-469f-a165-70867728950e'
  expect(readMessageId(signMessageId({ ticketId: 1, letterId: uuid, host: 'a.example' }, 'k'), 'k')?.letterId).toBe(
    uuid,
  )
})

test.each<[string, string]>([
  ['another ticket', id(12).replace('lk.12', 'lk.13')],
  ['another letter', id(12).replace('.3.', '.4.')],
  ['another seal', id(12).replace(/.@/, '!@')],
  ['a foreign id', '<CAF123@mail.example>'],
  ['nothing', ''],
])('a Message-ID forged for %s is none', (_what, forged) => {
  expect(readMessageId(forged, key)).toBeNull()
})

test('an id made with another key is none', () => {
  expect(readMessageId(id(12), new Uint8Array(32))).toBeNull()
})

test('hints come from the answered letter first, then from those before it, then from the subject', () => {
  const hints = threadHints(
    { inReplyTo: id(5), references: [id(2), '<x@y>', id(9)], subject: 'Re: [#20417] and [#7] and #8' },
    key,
  )
  expect(hints).toEqual({ signed: [5, 9, 2], numbers: [20417, 7] })
})

const ticket = (proof: Proof) => ({ address: 'mei@example.com', proof })

test.each<[string, Parameters<typeof mayJoin>[0], boolean]>([
  ['the same sender, proved as well', { ticketSender: ticket('strong'), senderVerdict: verdict() }, true],
  ['the same sender, proved better', { ticketSender: ticket('none'), senderVerdict: verdict() }, true],
  [
    'the same sender, unproved as before',
    { ticketSender: ticket('none'), senderVerdict: unproved('mei@example.com'), hint: 'letter' },
    true,
  ],
  [
    'the same sender, unproved, by a mere number',
    { ticketSender: ticket('none'), senderVerdict: unproved('mei@example.com'), hint: 'number' },
    false,
  ],
  [
    'the same sender, unproved, by nobody knows what',
    { ticketSender: ticket('none'), senderVerdict: unproved('mei@example.com') },
    false,
  ],
  [
    'the same sender, medium, by a mere number',
    {
      ticketSender: ticket('none'),
      senderVerdict: verdict({ dmarc: { result: 'pass', policy: 'none', by: 'spf' } }),
      hint: 'number',
    },
    true,
  ],
  [
    'the same sender, less proved than before, by a letter of ours',
    {
      ticketSender: ticket('strong'),
      senderVerdict: verdict({ dmarc: { result: 'pass', policy: 'none', by: 'spf' } }),
      hint: 'letter',
    },
    false,
  ],
  [
    'a mail that fails, by a letter of ours',
    {
      ticketSender: ticket('broken'),
      senderVerdict: verdict({ dmarc: { result: 'fail', policy: 'reject', by: null }, dkim: [] }),
      hint: 'letter',
    },
    false,
  ],
  [
    'the same sender, no longer proved',
    { ticketSender: ticket('strong'), senderVerdict: unproved('mei@example.com') },
    false,
  ],
  [
    'somebody else, well proved',
    { ticketSender: ticket('none'), senderVerdict: verdict({ address: 'eve@evil.example' }) },
    false,
  ],
  ['nobody', { ticketSender: { address: null, proof: 'broken' }, senderVerdict: verdict({ address: null }) }, false],
  ['a malformed mail', { ticketSender: ticket('broken'), senderVerdict: verdict({ malformed: ['x'] }) }, false],
  ['a mail not yet judged', { ticketSender: ticket('none'), senderVerdict: verdict({ timedOut: true }) }, false],
])('%s joins: %s', (_who, joining, joins) => {
  expect(mayJoin(joining)).toBe(joins)
})

test.each<[string, ReturnType<typeof verdict>, Proof]>([
  ['reject by signature', verdict(), 'strong'],
  ['none by signature', verdict({ dmarc: { result: 'pass', policy: 'none', by: 'dkim' } }), 'medium'],
  ['a signature without DMARC', verdict({ dmarc: { result: 'none', policy: null, by: null } }), 'medium'],
  ['nothing', unproved('mei@example.com'), 'none'],
  ['a failure', verdict({ dmarc: { result: 'fail', policy: 'none', by: null }, dkim: [] }), 'broken'],
])('%s is proof %s', (_how, given, proof) => {
  expect(proofOf(given)).toBe(proof)
})

test.each([
  [verdict({ dkim: [signature({ inPart: true, faults: ['a signature does not cover Subject'] })] }), 'medium'],
  [verdict({ dkim: [signature({ inPart: true, faults: ['x'] }), signature()] }), 'strong'],
  [
    verdict({
      dkim: [signature({ inPart: true, faults: ['x'] })],
      dmarc: { result: 'none', policy: 'none', by: null },
    }),
    'none',
  ],
])('a signature that leaves something open proves one degree less', (judged, proof) => {
  expect(proofOf(judged)).toBe(proof)
})
