import { expect, test } from 'vitest'
import { readComplaint } from '#app/mail/feedback-report.ts'

const letter = 'Received: from mx\nTo: Mei <mei@example.net>\nMessage-ID: <lk.7.9.x@recovery.example>\n\nText.'

test('a complaint names its kind, the recipient and our letter', () => {
  const feedback = 'Feedback-Type: Abuse\nUser-Agent: Example/1\nOriginal-Rcpt-To: <Mei@example.net>\n'
  expect(readComplaint(feedback, letter)).toEqual({
    feedbackType: 'abuse',
    recipient: 'mei@example.net',
    messageId: '<lk.7.9.x@recovery.example>',
  })
})

test('the recipient stands in the letter where the report hides it', () => {
  expect(readComplaint('Feedback-Type: fraud', letter).recipient).toBe('mei@example.net')
  expect(readComplaint('Removal-Recipient: rfc822; raj@example.org', letter).recipient).toBe('raj@example.org')
})

test('of several recipients the first counts, and folded fields are read whole', () => {
  const feedback = 'Original-Rcpt-To:\n mei@example.net\nOriginal-Rcpt-To: raj@example.org'
  expect(readComplaint(feedback, '').recipient).toBe('mei@example.net')
})

test('what stands below the header of the letter is not believed', () => {
  const forged = 'Subject: x\n\nMessage-ID: <lk.1.1.x@recovery.example>'
  expect(readComplaint('', forged)).toEqual({ feedbackType: 'abuse', recipient: null, messageId: null })
})
