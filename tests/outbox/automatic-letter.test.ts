import { expect, test } from 'vitest'
import type { DkimResult, SenderVerdict } from '#app/mail/sender.ts'
import { isSendable, mayAnswerAutomatically } from '#app/outbox/automatic-letter.ts'

const signature: DkimResult = { domain: 'example.com', selector: 's', result: 'pass', aligned: true, faults: [] }
const proved: SenderVerdict = {
  address: 'mei@example.com',
  displayName: 'Mei',
  mentioned: ['mei@example.com'],
  malformed: [],
  dkim: [signature],
  spf: null,
  dmarc: { result: 'pass', policy: 'reject', by: 'dkim' },
  arc: { result: 'none', sealer: null },
  replyElsewhere: false,
  timedOut: false,
  dns: [],
}
const none = { result: 'none', policy: null, by: null } as const
const fail = { result: 'fail', policy: 'reject', by: null } as const

test.each<[string, Partial<SenderVerdict>, boolean]>([
  ['a sender whose domain passes DMARC is answered', {}, true],
  ['an aligned signature will do where there is no DMARC record', { dmarc: none }, true],
  ['nothing that can be checked: an answer would be backscatter', { dmarc: none, dkim: [] }, false],
  ['a signature of another domain proves nothing', { dmarc: none, dkim: [{ ...signature, aligned: false }] }, false],
  ['a signature with a fault is not counted', { dmarc: none, dkim: [{ ...signature, faults: ['l='] }] }, false],
  ['a forged sender is not answered', { dmarc: fail }, false],
  ['a malformed mail is not answered', { malformed: ['two From fields'] }, false],
  ['no one sender, no answer', { address: null }, false],
  ['DNS that did not answer is no proof', { timedOut: true }, false],
  ['our own address is not answered: a loop', { address: 'recover@desk.example' }, false],
])('%s', (_, change, may) => {
  expect(mayAnswerAutomatically({ verdict: { ...proved, ...change }, deskAddress: 'Recover@desk.example' })).toBe(may)
})

test.each([
  ['mei@example.com', true],
  ["o'neil+tag@sub.example.org", true],
  ['mei@example.com\r\nBcc: eve@example.net', false],
  ['mei@example.com, eve@example.net', false],
  ['"mei eve"@example.com', false],
  ['<mei@example.com>', false],
  ['mei', false],
  [`${'a'.repeat(70)}@example.com`, false],
])('%j stands in an envelope: %s', (address, sendable) => {
  expect(isSendable(address)).toBe(sendable)
})
