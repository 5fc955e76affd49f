import fc from 'fast-check'
import { expect, test } from 'vitest'
import { claimKinds } from '#app/claims/claim.ts'
import { classify } from '#app/claims/classify.ts'
import { extractClaims } from '#app/claims/extract.ts'
import { mailSaying, valuesOf, wordsOf } from './read-claims.ts'

test('a claim in the subject is found and points into the subject', () => {
  const mail = mailSaying('Please help me.', { subject: 'Lost password of account 81024377' })
  const [claim] = extractClaims(mail).filter(({ kind }) => kind === 'account_identifier')
  expect(claim).toMatchObject({ value: '81024377', source: 'subject' })
  expect(claim && wordsOf(mail, claim)).toBe('81024377')
})

test('what subject and text both say is one claim, in the text', () => {
  const mail = mailSaying('My number is 81024377.', { subject: 'Lost password, my number is 81024377' })
  const claims = extractClaims(mail).filter(({ kind }) => kind === 'account_identifier')
  expect(claims.map(({ source }) => source)).toEqual(['text'])
})

test('a subject of a plea and one number names the account', () => {
  const claims = extractClaims(mailSaying('谢谢', { subject: '71220916 忘记密码' }))
  expect(claims).toContainEqual(expect.objectContaining({ kind: 'account_identifier', value: '71220916' }))
})

test('quoted history is no claim', () => {
  const text = 'My nickname is Raindrop.\n\nOn Monday the desk wrote:\nMy nickname is Wrong, my number is 81024377.'
  const claims = extractClaims(mailSaying(text, { reply: [{ start: 0, end: 25 }] }))
  expect(claims.map(({ value }) => value)).toEqual(['Raindrop'])
})

test('a line quoted within the reply is no claim', () => {
  expect(valuesOf('> My nickname is Wrong.\nMy city is Chengdu.', 'nickname', 'city')).toEqual(['Chengdu'])
})

test('no claim runs over words that are not the person’s', () => {
  const text = 'My number is\n> 10422871\n81024377'
  const reply = [
    { start: 0, end: 13 },
    { start: 24, end: text.length },
  ]
  for (const claim of extractClaims(mailSaying(text, { reply }))) {
    expect(claim.end <= 13 || claim.start >= 24).toBe(true)
  }
})

test('a signature is no claim', () => {
  const text = 'I forgot my password.\n\nKind regards,\nRaj\nPhone: +44 7700 900123\nCity: London'
  expect(valuesOf(text, 'phone', 'city', 'real_name')).toEqual([])
  expect(valuesOf('I forgot my password.\n-- \nPhone: +44 7700 900123', 'phone')).toEqual([])
})

test('a form below the thanks is no signature', () => {
  expect(valuesOf('Please help me.\nThanks,\nUsername: oldchen\nCity: Dalian', 'city')).toEqual(['Dalian'])
})

test('our own letters state nothing', () => {
  expect(extractClaims(mailSaying('My number is 81024377.', { senderAddress: 'desk@latchkey.example' }))).toEqual([])
})

test('our address is nobody’s', () => {
  expect(valuesOf('My email is desk@latchkey.example', 'registered_email', 'contact_email')).toEqual([])
})

test.each([
  ['a zero-width space', 'My number is 810\u200b24377.'],
  ['a right-to-left mark', 'My number is 8102\u200f4377.'],
  ['a word joiner', 'My number is 8\u20601024377.'],
  ['a no-break space', 'My number is 8102\u00a04377.'],
  ['full-width digits', 'My number is ８１０２４３７７.'],
  ['hyphens', 'My number is 810-24-377.'],
  ['a soft hyphen', 'My number is 8102\u00ad4377.'],
])('%s inside a number is read over, and the words stay as they stood', (_, text) => {
  const mail = mailSaying(text)
  const [claim] = extractClaims(mail)
  expect(claim).toMatchObject({ kind: 'account_identifier', value: '81024377' })
  expect(claim?.raw).toBe(text.slice(13, -1))
})

test.each([
  ['Arabic-Indic', '٨١٠٢٤٣٧٧'],
  ['Devanagari', '८१०२४३७७'],
  ['mathematical', '𝟖𝟏𝟎𝟐𝟒𝟑𝟕𝟕'],
  ['look-alike letters', '8l0243ІІ'],
])('%s digits are no digits', (_, digits) => {
  expect(valuesOf(`My number is ${digits}.`, 'account_identifier')).toEqual([])
})

test('contradictory claims are both kept', () => {
  expect(valuesOf('My birthday is 12 March 1988. My birthday is 13 March 1989.', 'birth_date')).toEqual([
    '1988-03-12',
    '1989-03-13',
  ])
})

test('a number below a secret is not shown as another claim', () => {
  expect(extractClaims(mailSaying('Password: 12345678')).map(({ kind }) => kind)).toEqual(['secret_sent'])
})

const words = fc.constantFrom(
  'my',
  'number',
  'is',
  '81024377',
  'QQ号',
  '：',
  '\n',
  ' ',
  '密码',
  'password',
  'friends',
  '10422871',
  ',',
  '、',
  'mei@example.com',
  'registered',
  'with',
  '1988年3月12日',
  '12 March 1988',
  'birthday',
  '生日',
  '\u200b',
  '\u202e',
  '８１０２',
  '姓名',
  '林梅',
  'Name:',
  'Mei Lin',
  'I live in',
  'Chengdu',
  '(',
  ')',
  '"',
  '+44 7700 900123',
  'phone',
  '手机',
  '13800138000',
  '> ',
  '-- \n',
  '😀',
  'not',
  'his',
  'question:',
  'answer:',
  '问题',
  '答案',
  'changed',
  'to',
) // prettier-ignore

test('whatever is written, each claim points at its words and no secret is repeated', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(words, fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 60 }), (parts) => {
      const mail = mailSaying(parts.join(''), { subject: parts.slice(0, 6).join(' ') })
      const claims = extractClaims(mail)
      for (const claim of claims) {
        expect(claim.start).toBeLessThan(claim.end)
        expect(claimKinds).toContain(claim.kind)
        expect(claim.value.length).toBeLessThanOrEqual(400)
        const said = wordsOf(mail, claim)
        expect(claim.raw).toBe(claim.kind === 'secret_sent' ? '•'.repeat(said.length) : said)
      }
      classify(mail, claims)
    }),
    { numRuns: 200, seed: 7 },
  )
}, 60_000)

const longText = 1_000_000

test.each([
  ['one letter', 'a'],
  ['one digit', '1'],
  ['digits apart', '1 '],
  ['line ends', '\n'],
  ['zero-width spaces', '\u200b'],
  ['at signs', 'a@'],
  ['addresses', 'my email is mei@example.com '],
  ['labels', 'my number is '],
  ['claims', 'my number is 12345678, '],
  ['friends', 'friends 10422871 33108254\n'],
  ['births', 'born on the 12 march '],
  ['questions', 'question: a answer '],
  ['losses', 'no longer have access to my '],
  ['Chinese labels', '我的账号被'],
  ['names', 'Name: A B C D\n'],
  ['secrets', 'password: abcd1234 '],
  ['profile links', 'my account https://a.example/u/'],
])(
  'a megabyte of %s is read in a moment and yields few claims',
  (_, unit) => {
    const text = unit.repeat(Math.ceil(longText / unit.length))
    const mail = mailSaying(text, { subject: text, language: 'en' })
    const start = performance.now()
    const claims = extractClaims(mail)
    classify(mail, claims)
    // Seconds would mean that time grows with the square of the length.
    expect(performance.now() - start).toBeLessThan(8_000)
    expect(claims.length).toBeLessThan(120)
  },
  60_000,
)

test('a value of a megabyte is no value', () => {
  const long = 'x'.repeat(longText)
  const claims = extractClaims(
    mailSaying(`Username: ${long}\nNickname: ${long}\nSecurity question: ${long}\nAnswer: ${long}`),
  )
  expect(claims.every(({ value, raw }) => value.length <= 400 && raw.length <= 800)).toBe(true)
})
