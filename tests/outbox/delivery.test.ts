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
