import { describe, expect, test } from 'vitest'
import { messageTerms, type SearchableMail, sliceTerm, tokensOf } from '#app/tickets/search-words.ts'

const at = new Date('2026-11-22T10:00:00Z')
const terms = (given: Partial<SearchableMail>) =>
  messageTerms({
    subject: '',
    text: '',
    senderAddress: null,
    senderName: '',
    filenames: [],
    arrivedAt: at,
    ...given,
  }).filter((term) => !/^t[0-9]+:/.test(term))
const inText = (text: string) => [...new Set([...tokensOf(text)].map(({ term }) => term))].sort()

describe('what a text is found by', () => {
  test.each([
    ['words in small letters', 'Lost PASSWORD', ['lost', 'password']],
    ['words without their accents', 'Café Ñandú Düsseldorf', ['cafe', 'dusseldorf', 'nandu']],
    ['words of other alphabets', 'Пароль забыт', ['забыт', 'пароль']],
    ['full-width letters as usual ones', 'ＱＱ账', ['qq', '账']],
    ['no single Latin letter', 'a b I', []],
    ['a number whole, and a single digit', '20417 7', ['20417', '7']],
    ['a number that letters stand before', 'QQ10001', ['10001', 'qq10001']],
    [
      'grouped digits also as one number',
      '138-0013-8000',
      ['00138000', '0013', '138', '13800138000', '1380013', '8000'],
    ],
    ['digits on two lines as two numbers', '1380\n0138', ['0138', '1380']],
    [
      'an address whole, its domain and its parts',
      'mei@example.com',
      ['com', 'example', 'example.com', 'mei', 'mei@example.com'],
    ],
    ['no address where nothing stands before the sign', '@example', ['example']],
    ['Chinese by each sign and each pair', '我的密码', ['密', '密码', '我', '我的', '的', '的密', '码']],
    ['traditional signs as simplified ones', '賬號', ['号', '账', '账号']],
    ['two ways to write a sign as one', '帐号', ['号', '账', '账号']],
    ['Chinese and Latin side by side', '密码abc', ['abc', '密', '密码', '码']],
    ['Japanese and Korean like Chinese', 'パス 암호', ['ス', 'パ', 'パス', '암', '암호', '호']],
    ['nothing of a masked secret', 'my code is •••••••', ['code', 'is', 'my']],
    ['a sign that stands for several', '½', ['1', '2']],
  ])('%s', (_what, text, expected) => {
    expect(inText(text)).toEqual([...expected].sort())
  })
})

test('places lead back to the words in the text as it stands', () => {
  const text = 'Mein CAFÉ: 密码 of mei@Example.com'
  const places = [...tokensOf(text)].map(({ start, end, term }) => [term, text.slice(start, end)])
  expect(places).toContainEqual(['cafe', 'CAFÉ'])
  expect(places).toContainEqual(['密码', '密码'])
  expect(places).toContainEqual(['mei@example.com', 'mei@Example.com'])
})

test('a mail is found by its sender, its files and its subject', () => {
  const found = terms({
    subject: 'Lost',
    senderAddress: 'mei@example.com',
    senderName: 'Mei 李',
    filenames: ['passport-scan.pdf'],
  })
  expect(found).toEqual(
    expect.arrayContaining([
      'from:mei@example.com',
      'from:example.com',
      'has:attachment',
      'passport',
      'scan',
      'lost',
      '李',
    ]),
  )
  expect(terms({ subject: 'Lost' })).not.toContain('has:attachment')
})

test('nothing that stands in a mail is read as a sender or an attachment', () => {
  expect(terms({ text: 'from:eve@example.net has:attachment t16:27394' }).filter((term) => term.includes(':'))).toEqual(
    [],
  )
})

test('a mail lies in one slice of each width', () => {
  const slices = messageTerms({
    subject: '',
    text: '',
    senderAddress: null,
    senderName: '',
    filenames: [],
    arrivedAt: at,
  })
  expect(slices).toEqual([sliceTerm(12, at), sliceTerm(16, at), sliceTerm(20, at), sliceTerm(24, at)])
  expect(sliceTerm(16, at)).toBe(sliceTerm(16, new Date(at.getTime() + 3_600_000)))
  expect(sliceTerm(12, at)).not.toBe(sliceTerm(12, new Date(at.getTime() + 2 * 3_600_000)))
})

test('however long a mail is, its terms are bounded, the sender and the subject among them', () => {
  const words = Array.from({ length: 40_000 }, (_, index) => `word${index}`).join(' ')
  const found = terms({ subject: 'Lost', senderAddress: 'mei@example.com', text: words })
  expect(found.length).toBeLessThanOrEqual(2_000)
  expect(found).toEqual(expect.arrayContaining(['lost', 'from:mei@example.com', 'word0']))
})

test.each([
  ['signs of addresses', '@'.repeat(50_000)],
  ['one endless word', 'x'.repeat(50_000)],
  ['one endless address', `${'x'.repeat(25_000)}@${'y.'.repeat(12_000)}`],
  ['groups of digits', '12 '.repeat(16_000)],
  ['marks without letters', 'e\u0301\u0301'.repeat(16_000)],
])('hostile text is read once, not again and again: %s', (_what, text) => {
  expect(tokensOf(text).length).toBeLessThan(4 * text.length)
})
