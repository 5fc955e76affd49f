import { expect, test } from 'vitest'
import { isOtherSubject } from '#app/mail/other-subject.ts'

test.each([
  ['an answer', 'Lost my password', 'Re: Lost my password', false],
  ['an answer to an answer', 'Lost my password', 'RE: Re[2]: lost  my password', false],
  ['a Chinese answer', '找回账号', '回复：回复: 找回账号', false],
  ['a forwarded mail', 'Lost my password', 'Fwd: Lost my password', false],
  ['an answer to a letter of ours', 'Lost my password', 'Re: We have your mail [#20417]', false],
  ['another subject', 'Lost my password', 'My friend wants his account too', true],
  ['another subject that begins alike', 'Lost my password', 'Re: Lost my password, and my phone', true],
  ['a letter about another case', 'Lost my password', 'Re: We have your mail [#20418]', true],
  ['a subject where there was none', '', 'Lost my password', true],
  ['no subject after one', 'Lost my password', '', true],
  ['none, as before', '', 'Re: ', false],
])('%s: %s → %s', (_, first, later, other) => {
  expect(isOtherSubject(first, later, 20417)).toBe(other)
})

test('a subject of nothing but prefixes is read in a moment', () => {
  expect(isOtherSubject('a', 'Re: '.repeat(100_000), 1)).toBe(true)
})
