import { expect, test } from 'vitest'
import { readableText } from '#app/mail/readable-text.server.ts'
import { processorMs } from '#tests/factories/processor-time.ts'

const table = (...rows: string[][]) =>
  `<table>${rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`

test('a row of label and value becomes a line of its own, with a colon between', () => {
  expect(readableText(table(['Nickname', 'Raindrop'], ['City', 'Chengdu']))).toBe('Nickname: Raindrop\nCity: Chengdu')
})

test('a label that ends in a colon keeps that one', () => {
  expect(readableText(table(['Nickname:', 'Raindrop'], ['城市：', '成都']))).toBe('Nickname: Raindrop\n城市： 成都')
})

test('cells that hold one paragraph are read as a row too', () => {
  expect(readableText(table(['<p>City</p>', '<p><b>Cheng&shy;du</b>\n</p>'], ['Nick\nname', 'Little\n Rain']))).toBe(
    'City: Cheng\u00addu\nNick name: Little Rain',
  )
})

test('header cells are labels as well, and a body or head of a table changes nothing', () => {
  const html = '<table><thead><tr><th>City<td>Chengdu</thead><tbody><tr><th>Born<td>12 March 1988</table>'
  expect(readableText(html)).toBe('City: Chengdu\nBorn: 12 March 1988')
})

test('cells of a wider row are apart', () => {
  expect(readableText(table(['a', 'b', 'c'], ['d', 'e', 'f']))).toBe('a\tb\tc\nd\te\tf')
})

test('an empty cell leaves neither a colon nor a space', () => {
  expect(readableText(table(['&nbsp;', 'I forgot my password.'], ['Nickname', '']))).toBe(
    'I forgot my password.\nNickname',
  )
})

test('two columns of sentences are no label and value', () => {
  const text = readableText(table(['I forgot my password.', 'Please reset it.']))
  expect(text).toBe('I forgot my password.\tPlease reset it.')
})

test('a table that only lays the page out reads as its contents, in their order', () => {
  const html = `<p>Hello</p>${table([`<p>one</p><p>two</p>${table(['City', 'Chengdu'])}`, '<ul><li>three</li></ul>'])}`
  expect(readableText(html).split('\n').filter(Boolean)).toEqual(['Hello', 'one', 'two', 'City: Chengdu', ' * three'])
})

test('a list of terms keeps them apart from what is said of them', () => {
  expect(readableText('<dl><dt>City</dt><dd>Chengdu</dd><dt>Nickname</dt><dd>Raindrop</dd></dl>')).toBe(
    'City\nChengdu\nNickname\nRaindrop',
  )
})

test.each([
  ['nested tables', `${'<table><tr><td>a</td><td>'.repeat(400)}b`],
  ['rows', `<table>${'<tr><td>City</td><td>Chengdu</td></tr>'.repeat(25_000)}</table>`],
  ['cells', `<table><tr>${'<td>City</td>'.repeat(70_000)}</tr></table>`],
  ['one cell', `<table><tr><td>${'word '.repeat(200_000)}</td></tr></table>`],
])(
  'a megabyte of %s is read in a moment',
  async (_, html) => {
    expect(await processorMs(() => readableText(html))).toBeLessThan(6_000)
  },
  60_000,
)

test.each<[string, string, string]>([
  ['as its program marks it', 'Yes<blockquote type="cite">City?</blockquote>', 'Yes\n> City?'],
  ['drawn with a line beside it', 'Yes<blockquote style="border-left:1px solid">City?</blockquote>', 'Yes\n> City?'],
  [
    'announced',
    '<p>Yes</p><div>On 2026-03-01, Desk <b>wrote:</b></div><blockquote>City?</blockquote><p>Mei</p>',
    'Yes\n\nOn 2026-03-01, Desk wrote:\n> City?\n\nMei',
  ],
  ['within another', '<blockquote type="cite">a<blockquote>b</blockquote></blockquote>', '> a\n> > b'],
  ['that is the whole mail', '<div><blockquote>City?</blockquote></div>', '> City?'],
])('a quotation %s gets its marks', (_how, html, text) => {
  expect(readableText(html)).toBe(text)
})

test.each<[string, string, string]>([
  ['after a sentence', 'My details:<blockquote>number 1200000146</blockquote>', 'My details:\nnumber 1200000146'],
  [
    'twice',
    '<p>Hi</p><blockquote><blockquote>number 1200000146</blockquote></blockquote>Mei',
    'Hi\n\nnumber 1200000146\nMei',
  ],
])('what a person only set in %s is his own', (_how, html, text) => {
  expect(readableText(html)).toBe(text)
})

test('a megabyte of quotations is read whole', () => {
  const html = `a${'<blockquote>b</blockquote>'.repeat(40_000)}`
  expect(readableText(html).match(/b/g)).toHaveLength(40_000)
}, 60_000)
