import { expect, test } from 'vitest'
import { findWords, longestMark, markableKinds, valueOfMark } from '#app/claims/marked-claim.ts'

test.each([
  ['account_identifier', '29433423', '29433423'],
  ['registered_email', 'mei (at) example dot com', 'mei@example.com'],
  ['contact_email', 'bo@example.net', 'bo@example.net'],
  ['birth_date', '2 January 1990', '1990-01-02'],
  ['birth_date', '31/02/1990', null],
  ['birth_date', 'soon', null],
  ['real_name', '陈建国', '陈建国'],
  ['nickname', 'sunny', 'sunny'],
  ['city', '成都', '成都'],
  ['gender', '男', 'male'],
  ['phone', '+1 202 555 0143', '+12025550143'],
  ['sign_up', 'March 2009', '2009-03'],
  ['friend_numbers', '20001', '20001'],
  ['friend_numbers', '20001 20002', null],
  ['registered_email', 'no address', null],
  ['mailbox_lost', 'that box is gone', 'yes'],
  ['security_answer', 'Security question: pet?\nAnswer: Rex', 'pet?\nRex'],
] as const)('marked as %s, "%s" states %j', (kind, words, value) => {
  expect(valueOfMark(kind, words)).toBe(value)
})

test('nothing, and what is longer than any value, states nothing of any kind', () => {
  for (const kind of markableKinds) {
    expect(valueOfMark(kind, '  ')).toBeNull()
    expect(valueOfMark(kind, 'x'.repeat(longestMark + 1))).toBeNull()
  }
})

test('a secret cannot be marked: the desk masks those by itself', () => {
  expect(markableKinds).not.toContain('secret_sent')
})

test('words are found where they are not taken yet', () => {
  expect(findWords('Sunny likes Sunny', 'Sunny', [])).toEqual({ start: 0, end: 5 })
  expect(findWords('Sunny likes Sunny', 'Sunny', [{ start: 0, end: 5 }])).toEqual({ start: 12, end: 17 })
  expect(findWords('Sunny', 'Sunny', [{ start: 2, end: 3 }])).toBeNull()
  expect(findWords('Sunny', 'Rain', [])).toBeNull()
  expect(findWords('Sunny', '', [])).toBeNull()
})
