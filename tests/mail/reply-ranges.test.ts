import { expect, test } from 'vitest'
import { replyRanges, replyText } from '#app/mail/reply-ranges.ts'
import { processorMs } from '#tests/factories/processor-time.ts'

const own = (text: string) => replyText(text, replyRanges(text))

test.each<[string, string, string]>([
  [
    'QQ',
    '好友：1200000201\n\n\n------------------ 原始邮件 ------------------\n发件人: "客服"\n\n请写。',
    '好友：1200000201',
  ],
  ['QQ, no break', '好的\n------------------&nbsp;原始邮件&nbsp;------------------\n发件人: x', '好的'],
  [
    'Foxmail',
    '密码不对。\n\n发件人： 客服\n发送时间： 2020-06-04 15:05\n收件人： mei\n主题： Re: 账号\n\n您好',
    '密码不对。',
  ],
  [
    'Outlook',
    '城市是上海\n\n发件人: desk@recovery.example\n发送时间: 2026年3月1日\n收件人: mei\n主题: 回复\n\n请问',
    '城市是上海',
  ],
  ['163', '上海\n\n\n在 2026-03-01 17:32:26，"客服" <desk@recovery.example> 写道：\n>请问城市\n', '上海'],
  ['163 in English', '上海\n\nAt 2026-03-01 17:32:26, "客服" <desk@recovery.example> wrote:\n>请问', '上海'],
  [
    'Gmail',
    'Shanghai.\n\nOn Sun, Mar 1, 2026 at 5:32 PM Desk <desk@recovery.example> wrote:\n\n> City?\n',
    'Shanghai.',
  ],
  ['Gmail, wrapped', 'Yes.\n\nOn Sun, Mar 1, 2026 at 5:32 PM Desk\n<desk@recovery.example> wrote:\n\n> City?', 'Yes.'],
  ['Outlook in English', 'Hi\n\nFrom: Desk\nSent: Sunday, March 1, 2026\nTo: Mei\nSubject: Re: city\n\nCity?', 'Hi'],
  ['Outlook, below a rule', 'Hi\n\n________________________________\nFrom: Desk\nSent: Sunday\nTo: Mei\n\nCity?', 'Hi'],
  ['headers as paragraphs', 'Hi\n\nFrom: Desk\n\nSent: Sunday\n\nTo: Mei\n\nCity?', 'Hi'],
  [
    'headers on one line, below a rule',
    'Hi\n\n-----------\nFrom: desk@recovery.example Date: 1 March 2026\nCity?',
    'Hi',
  ],
  ['a torn link', 'Hi\n> City? See\n (https://recovery.example/help) >\n> Desk', 'Hi'],
  ['a separator', 'Hi\n\n-----Original Message-----\nCity?', 'Hi'],
  ['German', 'Ja\n\nAm 01.03.2026 um 17:32 schrieb Desk:\n> Stadt?', 'Ja'],
])('%s: history is left out', (_client, text, reply) => {
  expect(own(text)).toBe(reply)
})

test.each<[string, string]>([
  ['a sentence that begins like a header', '发件人写错了，我原来注册的邮箱是 a@b.example\n主题是找回密码'],
  ['a date line', 'Please call me:\n\nDate: Wednesday\nTime: 7:00'],
  ['details as a form', 'Number: 1200000146\nCity: Shanghai\nSubject: lost password'],
  ['a colon without a date', 'On the form she wrote:\nplease help'],
  ['a link between answers', 'Look:\n(https://shop.example/1)\n> thanks <<'],
  ['headers on one line', 'From: mei@example.com Date: 1 March 2026 is what it said'],
  ['an arrow', '>>> look here <<<\nmy number'],
  ['a device signature', 'my number is 1200000146\n\n发自我的iPhone'],
  ['a signature mark', 'Hello\n-- \nMei, number 1200000146'],
  ['best wishes before the facts', 'Regards,\nMei\n\nMy number is 1200000146'],
])('%s stays', (_what, text) => {
  expect(own(text)).toBe(text)
})

test('answers between quoted lines are kept', () => {
  const text = 'Hello,\n> Your number?\n1200000146\n> Your city?\nShanghai\n> Bye'
  expect(own(text)).toBe('Hello,\n\n1200000146\n\nShanghai')
})

test('an answer below the history is kept', () => {
  expect(own('On 2026-03-01 17:00, Desk wrote:\n\n> City?\n\nShanghai')).toBe('Shanghai')
})

test('a mail that is passed on is given whole', () => {
  const text =
    '---------- Forwarded message ----------\nFrom: Mei <mei@example.com>\nDate: Sunday\n\nMy number is 1200000146'
  expect(own(text)).toBe(text)
})

test('a mail of nothing but history is given whole', () => {
  expect(own('> only quoted')).toBe('> only quoted')
  expect(replyRanges('  \n ')).toEqual([])
})

test('ranges lie in the text and in order', () => {
  const text = '  a\n> b\n\n c \n'
  expect(replyRanges(text)).toEqual([
    { start: 2, end: 3 },
    { start: 10, end: 11 },
  ])
})

test.each<[string, string]>([
  ['dashes', '-'.repeat(200_000)],
  ['attributions', 'On 2026-03-01 a@b.example '.repeat(40_000)],
  ['quotes', '> '.repeat(400_000)],
  ['lines that begin like headers', 'From: a@b.example\n'.repeat(60_000)],
  ['spaces', ' '.repeat(1_000_000)],
  ['rules', '-----\n'.repeat(150_000)],
  ['attribution lines', 'On 1\n'.repeat(100_000)],
])(
  'a megabyte of %s takes two seconds at most',
  async (_what, text) => {
    expect(await processorMs(() => replyRanges(text))).toBeLessThan(2000)
  },
  60_000,
)
