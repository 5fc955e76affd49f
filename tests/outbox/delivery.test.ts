import { describe, expect, test } from 'vitest'
import { readRefusal, restBeforeTry, withoutAddresses } from '#app/outbox/delivery.ts'

describe('what a refusal means', () => {
  const atRecipient = (responseCode: number, response: string) => ({
    code: 'EENVELOPE',
    command: 'RCPT TO',
    responseCode,
    response,
  })
  test.each([
    ['no such box', atRecipient(550, '550 5.1.1 No such user'), true, true],
    ['no such box, without a code of its own', atRecipient(550, '550 no such user here'), true, true],
    ['the box is closed', atRecipient(550, '550 5.2.1 disabled'), true, true],
    ['our standing, not the box', atRecipient(550, '550 5.7.1 blocked for spam'), true, false],
    ['a full box', atRecipient(452, '452 4.2.2 mailbox full'), false, false],
    ['grey-listing', atRecipient(451, '451 4.7.1 try again later'), false, false],
    [
      'the letter itself is refused',
      { command: 'DATA', responseCode: 554, response: '554 5.7.1 content' },
      true,
      false,
    ],
    [
      'our own sign-in is wrong',
      { code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535, response: '535 no' },
      false,
      false,
    ],
    ['no server', { code: 'ECONNREFUSED', message: 'connect ECONNREFUSED' }, false, false],
  ])('%s', (_, error, permanent, deadAddress) => {
    expect(readRefusal(error)).toMatchObject({ permanent, deadAddress })
  })

  test.each([
    '550 5.1.1 <mei@example.com>: Recipient address rejected: User unknown in relay recipient table',
    '550-5.1.1 The email account that you tried to reach does not exist.',
    '550 5.1.6 Mailbox has moved',
    '556 5.1.10 Recipient address has null MX',
    '550 5.2.1 The email account that you tried to reach is disabled',
    '550 #5.1.1 unknown',
    '550 User unknown',
    '550 No such user here',
    '550 Mailbox not found. http://service.mail.qq.example/',
    '550 mailbox unavailable or account unknown',
    '550 Requested action not taken: mailbox unavailable, user <mei@example.com> does not exist',
    '553 sorry, no mailbox here by that name',
    '551 Invalid recipient',
    '550 用户不存在',
    '550 收件人邮箱地址不存在',
    '550 无此用户',
  ])('closes the route: %s', (response) => {
    const { permanent, deadAddress } = readRefusal(atRecipient(Number(response.slice(0, 3)), response))
    expect({ permanent, deadAddress }).toEqual({ permanent: true, deadAddress: true })
  })

  test.each([
    '550 Blocked by our list',
    '550 Mail content denied. http://service.mail.qq.example/',
    '550 Connection frequency limited',
    '550 5.1.8 Sender address rejected: Domain not found',
    '550 5.1.7 Bad sender address',
    '550 5.1.0 Address rejected',
    '550 5.1.2 Bad destination system',
    '550 5.2.2 Mailbox full',
    '550 5.7.1 User unknown to our reputation list',
    '550-5.2.1 The user you are trying to contact is receiving mail at a rate that prevents more',
    '550 Mailbox full',
    '550 mailbox unavailable',
    '550 Sender <recover@desk.example>: user unknown',
    '550 sender verify failed: no such user',
    '550 Host 5.1.1.7 is blocked',
    '553 relaying denied',
    '551 User not local',
    '554 No such user',
    '550 <no.such.user@example.com> rejected',
    '550 发件人地址不存在',
    '550 拒绝接收',
    '550',
  ])('only fails the letter: %s', (response) => {
    const { permanent, deadAddress } = readRefusal(atRecipient(Number(response.slice(0, 3)), response))
    expect({ permanent, deadAddress }).toEqual({ permanent: true, deadAddress: false })
  })

  test('a sender that is refused closes nothing, whatever is said', () => {
    const error = { command: 'MAIL FROM', responseCode: 550, response: '550 5.1.1 no such user' }
    expect(readRefusal(error)).toMatchObject({ permanent: true, deadAddress: false })
  })

  test('its words name nobody', () => {
    const { words } = readRefusal(atRecipient(550, '550 5.1.1 <mei@example.com>: user mei@example.com\r\n unknown'))
    expect(words).toBe('550 5.1.1 (address) user (address) unknown')
    expect(withoutAddresses('a'.repeat(5000)).length).toBe(300)
  })
})

test('rests grow up to four hours, and all tries together take days', () => {
  const rests = Array.from({ length: 20 }, (_, at) => restBeforeTry(at + 1))
  expect(rests.slice(0, 4)).toEqual([30_000, 60_000, 120_000, 240_000])
  expect(Math.max(...rests)).toBe(4 * 3_600_000)
  expect(rests.reduce((sum, rest) => sum + rest, 0)).toBeGreaterThan(24 * 3_600_000)
})
