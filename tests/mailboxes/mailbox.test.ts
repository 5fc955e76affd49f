import { describe, expect, test } from 'vitest'
import { longestRestMs, readFault, restAfter } from '#app/mailboxes/mailbox.ts'

describe('rests between connections', () => {
  test('they double with every failure in a row, and never pass five minutes', () => {
    const rests = [1, 2, 3, 4, 5, 9, 10, 500].map((failures) => restAfter(failures, 1))
    expect(rests).toEqual([1000, 2000, 4000, 8000, 16_000, 256_000, longestRestMs, longestRestMs])
  })

  test('luck spreads mailboxes over half of the rest', () => {
    expect(restAfter(3, 0)).toBe(2000)
    expect(restAfter(3, 0.5)).toBe(3000)
  })
})

describe('what a failed sign-in means', () => {
  const refusal = (responseText: string, serverResponseCode?: string) => ({
    message: 'Command failed',
    authenticationFailed: true,
    responseText,
    serverResponseCode,
  })
  test.each([
    ['a wrong password', refusal('Invalid credentials', 'AUTHENTICATIONFAILED'), true],
    ['a password for apps that is missing', refusal('Application-specific password required', 'ALERT'), true],
    [
      'a password that is one of several causes',
      refusal('Login fail. Account is abnormal, password is incorrect, login frequency limited, or system is busy.'),
      true,
    ],
    ['a password that is to be generated', refusal('Please generate an app password', 'AUTHENTICATIONFAILED'), true],
    ['a rate that was passed', refusal('Login rate exceeded'), false],
    ['too many connections, in words', refusal('Too many simultaneous connections. (Failure)', 'ALERT'), false],
    ['too many connections, as a code', refusal('Maximum number of connections exceeded', 'UNAVAILABLE'), false],
    ['a server that has no store', refusal('User is authenticated but not connected.'), false],
    ['a server that is tired', refusal('Temporary authentication failure', 'UNAVAILABLE'), false],
    ['no connection at all', { message: 'connect ECONNREFUSED 127.0.0.1:993', code: 'ECONNREFUSED' }, false],
  ])('%s', (_, error, refused) => {
    expect(readFault(error).refused).toBe(refused)
  })

  test('the server’s own words are told, on one line and within bounds', () => {
    const { words } = readFault({ message: 'x', responseText: `Unsafe Login.\r\n\u0000 ${'a'.repeat(900)}` })
    expect(words).toMatch(/^Unsafe Login\. a+$/)
    expect(words.length).toBe(300)
  })

  test.each([[undefined], [null], ['text'], [new Error('socket hang up')]])(
    'anything thrown has words: %s',
    (error) => {
      expect(readFault(error)).toMatchObject({ refused: false, words: expect.stringMatching(/./) })
    },
  )
})
