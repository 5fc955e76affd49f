import { expect, test } from 'vitest'
import { contestReasons, writeContestReason } from '#app/self-service/contest-reason.ts'
import { publicWords } from '#app/self-service/public-words.ts'
import { recoverWords } from '#app/self-service/recover-words.ts'

/** Every sentence with the way to it; what takes a number is asked with one. */
function sentences(words: object, path = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'object'
      ? sentences(value as object, `${path}/${key}`)
      : [[`${path}/${key}`, typeof value === 'function' ? String(value(3)) : String(value)] as [string, string]],
  )
}

test('both languages say everything, and the Chinese pages say it in Chinese', () => {
  const [english, chinese] = [sentences(publicWords.en), sentences(publicWords.zh)]
  expect(chinese.map(([path]) => path)).toEqual(english.map(([path]) => path))
  expect(chinese.filter(([path, text]) => path !== '/otherLanguage' && !/\p{Script=Han}/u.test(text))).toEqual([])
  expect(english.filter(([path, text]) => path !== '/otherLanguage' && /\p{Script=Han}/u.test(text))).toEqual([])
})

test('the page on recovery says as much in both languages, and never asks for a password', () => {
  const [english, chinese] = [sentences(recoverWords.en), sentences(recoverWords.zh)]
  expect(chinese.map(([path]) => path)).toEqual(english.map(([path]) => path))
  expect(chinese.filter(([, text]) => !/\p{Script=Han}/u.test(text))).toEqual([])
  expect(english.filter(([, text]) => /\p{Script=Han}/u.test(text))).toEqual([])
  expect(recoverWords.en.never).toContain('Nobody here ever asks for a password')
  expect(recoverWords.zh.never).toContain('索要密码的人不是我们')
})

test('no sentence says whether a number, an address or an account exists', () => {
  const said = sentences(publicWords.en).map(([, text]) => text)
  expect(said.filter((text) => /no such|not exist|not found|unknown|not registered/i.test(text))).toEqual([])
})

test.each([
  { choice: 'mailbox', words: ' my phone is gone ', reason: 'Somebody else reads my mail: my phone is gone' },
  { choice: 'not-asked', words: '', reason: 'I did not ask for a new password' },
  { choice: 'forged', words: 'x', reason: 'Something else: x' },
  { choice: 'toString', words: '', reason: 'Something else' },
])('contesting with "$choice" is kept as "$reason"', ({ choice, words, reason }) => {
  expect(writeContestReason(choice, words)).toBe(reason)
})

test('the page offers every reason that is kept', () => {
  expect(Object.keys(publicWords.en.notMe.reasons)).toEqual(Object.keys(contestReasons))
})
