import { expect, test } from 'vitest'
import { parseMail } from '#app/mail/parse.server.ts'
import { replyText } from '#app/mail/reply-ranges.ts'
import { mail, rawMail } from '#tests/factories/mail.ts'
import { fixture } from '#tests/factories/mail-fixture.ts'
import { processorMs } from '#tests/factories/processor-time.ts'

test.each<[string, string, string]>([
  ['qq-gbk-nbsp', '忘记密码，申请找回', '您好，我的号码是1200000146。  真实姓名：朱镕。'],
  ['hz-body', 'account', '我忘记密码了, 1200000300'],
  ['big5-body', '忘記密碼', '我忘記密碼，號碼是1200000146。'],
  ['iso-2022-jp-subject', 'パスワード', 'パスワード 1200000146'],
  ['utf8-labelled-gbk', 'hi', '我忘记密码，号码是1200000146。'],
  ['raw-eight-bit-subject', '账号找回', '号码1200000146'],
  ['html-only', 'lost', 'My number is 1200000146.\n\n * City: Shanghai\n\nhelp'],
  ['flowed-lines', 'lost', 'My number is 1200000146 and I forgot the password.\n\n> What is your number?'],
  ['cut-off-in-attachment', 'cut', 'My number is 1200000146.'],
])('%s is read whole', async (name, subject, text) => {
  expect(await parseMail(fixture(name))).toMatchObject({ subject, text })
})

test.each<[string, string]>([
  ['qq-reply-with-history', '好友：1200000201、1200000202'],
  ['netease-reply-english-mark', '我的城市是上海。'],
  ['flowed-lines', 'My number is 1200000146 and I forgot the password.'],
])("the person's own words of %s are told from the history, which stays in the text", async (name, own) => {
  const { text, reply } = await parseMail(fixture(name))
  expect(replyText(text, reply)).toBe(own)
  expect(text.length).toBeGreaterThan(own.length)
})

test('attachments get names that are safe to show and to save', async () => {
  const { attachments, text } = await parseMail(fixture('hostile-file-names'))
  expect(attachments.map(({ filename, size }) => [filename, size])).toEqual([
    ['passwd', 6],
    ['photognp.exe', 2],
    ['attachment-3.pdf', 4],
    ['message-4.eml', 72],
  ])
  expect(attachments[0]?.sha256).toBe('2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b')
  expect(text).toBe('See the papers.')
})

test('the text of a mail within the mail is not the text of the mail', async () => {
  const { text, report } = await parseMail(fixture('hostile-file-names'))
  expect(text).not.toContain('inner')
  expect(report?.returned).toContain('Subject: inner')
})

test('the plain alternative is the text, the other the HTML', async () => {
  const parsed = await mail({
    fields: { 'Content-Type': 'multipart/alternative; boundary=b' },
    body: '--b\r\nContent-Type: text/plain\r\n\r\nplain\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>rich</p>\r\n--b--',
  })
  expect(parsed).toMatchObject({ text: 'plain', html: '<p>rich</p>', attachments: [] })
})

test('an empty plain alternative gives way to the HTML', async () => {
  const parsed = await mail({
    fields: { 'Content-Type': 'multipart/alternative; boundary=b' },
    body: '--b\r\nContent-Type: text/plain\r\n\r\n \r\n--b\r\nContent-Type: text/html\r\n\r\n<p>rich</p>\r\n--b--',
  })
  expect(parsed.text).toBe('rich')
})

test('text after an attachment is kept', async () => {
  const parsed = await mail({
    fields: { 'Content-Type': 'multipart/mixed; boundary=b' },
    body: '--b\r\n\r\none\r\n--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b\r\nContent-Type: text/plain\r\n\r\ntwo\r\n--b--',
  })
  expect(parsed.text).toBe('one\n\ntwo')
  expect(parsed.attachments).toHaveLength(1)
})

test.each<[string, string]>([
  ['a boundary that never comes', 'multipart/mixed; boundary=nowhere'],
  ['a multipart without a boundary', 'multipart/mixed'],
  ['a type that is none', 'text'],
  ['an unknown charset', 'text/plain; charset=klingon'],
])('%s still shows its text', async (_what, type) => {
  expect((await mail({ fields: { 'Content-Type': type } })).text).toContain('my number is 1200000146')
})

test('a thousand parts do not kill the mail', async () => {
  const body = Array.from({ length: 1000 }, (_, index) => `--b\r\n\r\npart ${index}\r\n`).join('')
  const parsed = await mail({ fields: { 'Content-Type': 'multipart/mixed; boundary=b' }, body: `${body}--b--` })
  expect(parsed.text).toContain('part 0\n\npart 1')
})

test('parts nested a hundred deep do not kill the mail', async () => {
  let body = 'Content-Type: text/plain\r\n\r\ndeep\r\n'
  for (let depth = 0; depth < 100; depth += 1) {
    body = `Content-Type: multipart/mixed; boundary=b${depth}\r\n\r\n--b${depth}\r\n${body}\r\n--b${depth}--\r\n`
  }
  const parsed = await parseMail(Buffer.from(`From: mei@example.com\r\nSubject: deep\r\n${body}`))
  expect(parsed.subject).toBe('deep')
})

test('no NUL comes through, for a database refuses it', async () => {
  const parsed = await mail({ fields: { Subject: 'a\0b', 'Message-ID': '<a\0b@c>' }, body: 'x\0y\r\n' })
  expect(JSON.stringify({ ...parsed, headers: [] })).not.toContain('\\u0000')
})

test('ids are read with their brackets, in order', async () => {
  const parsed = await mail({ fields: { 'In-Reply-To': 'your mail <b@x> of today', References: '<a@x>\r\n <b@x>' } })
  expect(parsed).toMatchObject({ messageId: '<mei-1@example.com>', inReplyTo: '<b@x>', references: ['<a@x>', '<b@x>'] })
})

test('a mail without an id, a date or a recipient is read', async () => {
  const parsed = await mail({ fields: { 'Message-ID': null, Date: 'yesterday', To: null } })
  expect(parsed).toMatchObject({ messageId: null, date: null, to: [] })
})

test('long text is not cut', async () => {
  const body = `${'word '.repeat(300_000)}end`
  expect((await mail({ body })).text).toHaveLength(body.length)
})

test.each<[string, string, string]>([
  ['text', 'text/plain', 'a'.repeat(2_000_000)],
  ['nested HTML', 'text/html', '<b>'.repeat(300_000)],
  ['spaces before a sign', 'text/plain', `a${' '.repeat(300_000)}x`],
  ['arrows in a quotation', 'text/plain', `> ${'<'.repeat(300_000)}x`],
  ['open brackets', 'text/html', '<'.repeat(1_000_000)],
  ['a table', 'text/html', '<table><tr><td>'.repeat(60_000)],
])(
  'two megabytes of %s take no ten seconds',
  async (_what, type, body) => {
    expect(await processorMs(() => parseMail(rawMail({ fields: { 'Content-Type': type }, body })))).toBeLessThan(10_000)
  },
  90_000,
)

const alternatives = (...parts: [type: string, text: string][]) => ({
  fields: { 'Content-Type': 'multipart/alternative; boundary=b' },
  body: `${parts.map(([type, text]) => `--b\r\nContent-Type: ${type}\r\n\r\n${text}\r\n`).join('')}--b--`,
})

test.each<[string, Parameters<typeof alternatives>, string]>([
  [
    'a plain part that only points to the HTML',
    [
      ['text/plain', 'This message requires an HTML viewer.'],
      ['text/html', '<p>My number is 29433423</p>'],
    ],
    'This message requires an HTML viewer.\n\nMy number is 29433423',
  ],
  [
    'two plain parts that say different things',
    [
      ['text/plain', 'See the other part.'],
      ['text/plain; charset=utf-8', 'My number is 29433423'],
    ],
    'See the other part.\n\nMy number is 29433423',
  ],
  [
    'two plain parts that say the same',
    [
      ['text/plain', 'My number is 29433423'],
      ['text/plain; format=flowed', 'My number \r\nis 29433423'],
    ],
    'My number is 29433423',
  ],
  [
    'HTML beside a plain part',
    [
      ['text/plain', 'My number is 29433423'],
      ['text/html', '<p>My number is 29433423</p><p>In HTML</p>'],
    ],
    'My number is 29433423',
  ],
])('of %s no words are lost, and none said twice', async (_what, parts, text) => {
  expect((await mail(alternatives(...parts))).text).toBe(text)
})

test('a space of HTML in plain text is a space', async () => {
  expect((await mail({ body: 'my&nbsp;number&nbsp;is 29433423' })).text).toBe('my number is 29433423')
})

test('UTF-16 is read from the end that its mark names', async () => {
  const bytes = Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from('29433423 密码', 'utf16le').swap16()])
  const fields = { 'Content-Type': 'text/plain; charset=utf-16', 'Content-Transfer-Encoding': 'base64' }
  expect((await mail({ fields, body: bytes.toString('base64') })).text).toBe('29433423 密码')
})
