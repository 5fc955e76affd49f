import { expect, test } from 'vitest'
import { judgeMail } from '#app/mail/judge-mail.ts'
import { signMessageId } from '#app/mail/message-id.ts'
import { parseMail } from '#app/mail/parse.server.ts'
import { mail } from '#tests/factories/mail.ts'
import { fixture } from '#tests/factories/mail-fixture.ts'

const desk = { deskAddress: 'desk@recovery.example', messageIdKey: 'key' }
const judge = async (fields: Record<string, string | null>, body?: string) =>
  judgeMail(await mail({ fields, ...(body && { body }) }), desk)

test('a person is told from machines and may be answered', async () => {
  expect(await judge({})).toEqual({ kind: null, reason: 'written by a person', mayAutoReply: true, bounce: null })
})

const ours = signMessageId({ ticketId: 7, letterId: 9, host: 'recovery.example' }, 'key')

test.each<[string, Record<string, string>, string]>([
  ['our own Message-ID', { 'Message-ID': ours }, 'own_loop'],
  ['our own mark', { 'X-Latchkey-Letter': ours }, 'own_loop'],
  ['our own address', { From: 'Desk <DESK@recovery.example>' }, 'own_loop'],
  ['Auto-Submitted', { 'Auto-Submitted': 'auto-replied' }, 'auto_reply'],
  ['X-Autoreply', { 'X-Autoreply': 'yes' }, 'auto_reply'],
  ['an Exchange rule', { 'X-MS-Exchange-Inbox-Rules-Loop': 'mei@example.com' }, 'auto_reply'],
  ['a Chinese subject', { Subject: '自动回复：您好' }, 'auto_reply'],
  ['an out-of-office subject', { Subject: 'Out of Office: Your request' }, 'auto_reply'],
  ['a bare vacation reply', { Precedence: 'auto_reply' }, 'auto_reply'],
  ['List-Id', { 'List-Id': '<friends.example.org>' }, 'list'],
  ['bulk mail', { Precedence: 'bulk' }, 'list'],
])('%s makes it %s', async (_mark, fields, kind) => {
  expect(await judge(fields)).toMatchObject({ kind, mayAutoReply: false })
})

test.each<[string, Record<string, string>]>([
  ['Auto-Submitted: no', { 'Auto-Submitted': 'no' }],
  ['a forged id of ours', { 'Message-ID': ours.replace('lk.7', 'lk.8') }],
  ['Zimbra as a program', { 'X-Mailer': 'Zimbra 7.1.3_GA_3346' }],
  ['words about automatic replies', { Subject: 'I get an automatic reply all the time' }],
  ['words about a vacation', { Subject: 'on vacation I lost my phone' }],
  ['the mark of a program against loops', { 'X-Loop': 'mei@example.com' }],
])('%s makes it no machine mail', async (_mark, fields) => {
  expect(await judge(fields)).toMatchObject({ kind: null, mayAutoReply: true })
})

test.each<[string, string, string]>([
  ['mei@example.com', 'Password reset mail not delivered', 'I had 450 friends on the list, 3 of them are below.'],
  ['mei@example.com', 'Mail delivery problem - cannot get my password', 'Call 555 0199 please'],
  ['mei@example.com', '投递失败，收不到密码邮件', '我有 500 号以上的好友'],
  ['mei@example.com', 'Mailbox unavailable, lost my password', 'Your letter: 550 mailbox unavailable'],
  ['mei@example.com', 'Fwd: Undelivered Mail Returned to Sender', 'This came back: 550 5.1.1 user unknown'],
  ['delivery.li@example.com', 'Lost my password', 'I have 450 friends'],
  ['mailer.mei@example.com', 'Lost my password', 'My old mailbox is full'],
])('%s, who writes "%s", is a person', async (from, subject, body) => {
  expect(await judge({ From: from, Subject: subject }, body)).toMatchObject({ kind: null })
})

test.each([
  'noreply@shop.example',
  'no-reply+12@shop.example',
  'donotreply@shop.example',
  'postmaster@shop.example',
  'friends-owner@example.org',
])('%s is not answered', async (address) => {
  expect((await judge({ From: address })).mayAutoReply).toBe(false)
})

test('nobody is answered where From names nobody or several', async () => {
  expect((await judge({ From: '"Mei" <>' })).mayAutoReply).toBe(false)
  expect((await judge({ From: 'mei@example.com, eve@evil.example' })).mayAutoReply).toBe(false)
})

test.each<[string, string]>([
  ['qq-auto-reply-unmarked', 'auto_reply'],
  ['out-of-office-exchange', 'auto_reply'],
  ['mailing-list', 'list'],
  ['complaint-arf', 'complaint'],
  ['bounce-standard', 'bounce'],
])('%s is %s', async (name, kind) => {
  expect(judgeMail(await parseMail(fixture(name)), desk)).toMatchObject({ kind, mayAutoReply: false })
})

const report = (fields: string) => ({
  fields: {
    From: 'MAILER-DAEMON@mx.example.net',
    Subject: 'Undelivered',
    'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b',
  },
  body: `--b\r\n\r\nSorry.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\n${fields}\r\n--b--`,
})

test.each<[string, string, unknown]>([
  [
    'an unknown user',
    'Final-Recipient: rfc822; mei@example.net\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 User unknown',
    { recipient: 'mei@example.net', status: '5.1.1', hard: true },
  ],
  [
    'a full box',
    'Final-Recipient: rfc822; mei@example.net\r\nAction: failed\r\nStatus: 5.2.2\r\nDiagnostic-Code: smtp; 552 mailbox full',
    { recipient: 'mei@example.net', status: '5.2.2', hard: false },
  ],
  [
    'a policy',
    'Final-Recipient: rfc822; mei@example.net\r\nAction: failed\r\nStatus: 5.7.1\r\nDiagnostic-Code: smtp; 550 5.7.1 blocked by policy',
    { recipient: 'mei@example.net', status: '5.7.1', hard: false },
  ],
  [
    'a delay',
    'Final-Recipient: rfc822; mei@example.net\r\nAction: delayed\r\nStatus: 4.4.1',
    { recipient: 'mei@example.net', status: '4.4.1', hard: false },
  ],
  [
    'a folded reason',
    'Original-Recipient: rfc822;Mei@Example.net\r\nAction: failed\r\nStatus: 5.0.0\r\nDiagnostic-Code: smtp; 550\r\n 5.1.1 no such user',
    { recipient: 'mei@example.net', status: '5.1.1', hard: true },
  ],
])('a report of %s', async (_what, fields, bounce) => {
  expect(judgeMail(await mail(report(fields)), desk)).toMatchObject({ kind: 'bounce', bounce })
})

test('a report that a letter arrived is no bounce', async () => {
  const fields = 'Final-Recipient: rfc822; mei@example.net\r\nAction: delivered\r\nStatus: 2.0.0'
  expect(judgeMail(await mail(report(fields)), desk)).toMatchObject({ kind: 'auto_reply', bounce: null })
})

test('a bounce in plain words is known, with recipient and status', async () => {
  const judged = await judge(
    {
      From: 'Mail Delivery System <MAILER-DAEMON@mx.example.net>',
      Subject: 'Mail delivery failed: returning message to sender',
    },
    'A message could not be delivered.\r\n\r\n  mei@example.net\r\n    550 5.1.1 no such user here\r\n',
  )
  expect(judged).toMatchObject({
    kind: 'bounce',
    bounce: { recipient: 'mei@example.net', status: '5.1.1', hard: true },
  })
})

test('a person who writes of a failed delivery is no bounce', async () => {
  const judged = await judge({ Subject: 'your mail was not delivered' }, 'I never got the link, the mailbox is full.')
  expect(judged.kind).toBeNull()
})

const feedback = (type: string) => ({
  fields: { From: 'fbl@example.net', 'Content-Type': 'multipart/report; report-type=feedback-report; boundary=b' },
  body: `--b\r\n\r\nA report.\r\n--b\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: ${type}\r\nOriginal-Rcpt-To: mei@example.net\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: ${ours}\r\n\r\nText\r\n--b--`,
})

test('a complaint names the letter of ours that it is about', async () => {
  expect(judgeMail(await mail(feedback('abuse')), desk)).toEqual({
    kind: 'complaint',
    reason: 'a provider reports "abuse"',
    bounce: null,
    mayAutoReply: false,
    filter: 'complaint',
    complaint: { feedbackType: 'abuse', recipient: 'mei@example.net', messageId: ours },
  })
})

test.each(['not-spam', 'auth-failure'])('a report of %s is nobody’s complaint', async (type) => {
  expect(judgeMail(await mail(feedback(type)), desk).kind).toBe('auto_reply')
})

test.each([
  '这是来自QQ邮箱的假期自动回复邮件。\r\n\r\n您好，我最近正在休假中。',
  '此邮件为系统自动回复，请勿回复。',
  '【系统自动回复】来信已收到',
  'This is an automated response. We have received your mail.',
])('an automatic reply without any mark is known by its first words: %s', async (body) => {
  expect(await judge({}, body)).toMatchObject({ kind: 'auto_reply', mayAutoReply: false })
})

test('who tells of an automatic reply is no machine', async () => {
  expect((await judge({}, '您好，我收到了系统自动回复，但是密码还是不对。')).kind).toBeNull()
  expect((await judge({}, 'I got this: this is an automated response. Please help.')).kind).toBeNull()
})
