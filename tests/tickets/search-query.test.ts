import { describe, expect, test } from 'vitest'
import { excerptOf, holdsPhrases, markMatches } from '#app/tickets/search-marks.ts'
import { asksNothing, readQuery } from '#app/tickets/search-query.ts'

const now = new Date('2026-11-22T10:00:00Z')
const read = (typed: string) => readQuery(typed, now)
const terms = (typed: string) => read(typed).needs.map(({ term, begins }) => (begins ? `${term}…` : term))

describe('words', () => {
  test.each([
    ['the last word may go on', 'lost passw', ['lost', 'passw…']],
    ['unless a space follows', 'lost passw ', ['lost', 'passw']],
    ['a beginning has three letters at least', 'lost pa', ['lost', 'pa']],
    ['an address is one term', 'mei@example.com ', ['mei@example.com']],
    ['half an address is a sender', 'eve5@', ['from:eve5@…']],
    ['traditional signs are asked for as simplified ones', '賬號', ['账号']],
    ['Chinese is asked for by pairs', '我的密码', ['我的', '的密', '密码']],
    ['a single sign by itself', '钥', ['钥']],
    ['a number however it is grouped', '7 000-011', ['7000011']],
    ['each word once', 'help help ', ['help']],
    ['signs of a query language are only signs', "a'b & !c | d:* \\ ", []],
  ])('%s: %s', (_what, typed, expected) => {
    if (expected.length > 0) expect(terms(typed)).toEqual(expected)
    else expect(terms(typed).every((term) => /^[\p{L}\p{N}…]+$/u.test(term))).toBe(true)
  })
})

describe('a text that names a case or an account', () => {
  test.each([
    ['#20417', { ticket: 20417, account: null }],
    ['20417', { ticket: 20417, account: '20417' }],
    ['７ ０００ ０１１', { ticket: 7000011, account: '7000011' }],
    ['mei_li', { ticket: null, account: 'mei_li' }],
    ['lost password', { ticket: null, account: null }],
    ['20417 state:open', { ticket: null, account: null }],
  ])('%s', (typed, named) => {
    expect(read(typed).named).toEqual(named)
  })
})

describe('filters as words', () => {
  test.each([
    ['state:open', { states: ['open'] }],
    ['状态：处理中', { states: ['open'] }],
    ['狀態:處理中', { states: ['open'] }],
    ['帳號:10001', { account: '10001' }],
    ['tag:貴賓', { tag: '貴賓' }],
    ['state:link-sent', { states: ['link_sent'] }],
    ['state:undecided', { states: ['new', 'open', 'waiting'] }],
    ['route:new-address', { route: 'new-address' }],
    ['kind:abuse', { category: 'abuse' }],
    ['类型:举报', { category: 'abuse' }],
    ['is:forged', { levels: ['fail'] }],
    ['是:伪造', { levels: ['fail'] }],
    ['is:mine', { owner: 'mine' }],
    ['is:unassigned', { owner: 'nobody' }],
    ['account:12-345', { account: '12345' }],
    ['账号:10001', { account: '10001' }],
    ['tag:vip', { tag: 'vip' }],
    ['before:2026-11-01', { before: new Date('2026-11-01T00:00:00Z') }],
    ['before:2026-11', { before: new Date('2026-11-01T00:00:00Z') }],
    ['早于:2026年11月', { before: new Date('2026-11-01T00:00:00Z') }],
    ['after:7d', { after: new Date('2026-11-15T10:00:00Z') }],
    ['after:today', { after: new Date('2026-11-22T00:00:00Z') }],
    ['晚于:昨天', { after: new Date('2026-11-21T00:00:00Z') }],
  ])('%s', (typed, filters) => {
    expect(read(typed).filters).toMatchObject(filters)
    expect(read(typed).faults).toEqual([])
  })

  test('some are terms of the mail itself', () => {
    expect(terms('from:Mei@Example.com has:attachment')).toEqual(['from:mei@example.com…', 'has:attachment'])
    expect(terms('发件人:example.com 含:附件')).toEqual(['from:example.com…', 'has:attachment'])
  })

  test('they stand beside words and phrases', () => {
    const query = read('state:open "my password" 密码 is:forged')
    expect(query.needs.map(({ term }) => term)).toEqual(['my', 'password', '密码'])
    expect(query.phrases).toEqual(['my password'])
    expect(query.filters).toMatchObject({ states: ['open'], levels: ['fail'] })
  })

  test('oldest first is asked for in words too', () => {
    expect(read('password sort:oldest').oldestFirst).toBe(true)
    expect(read('密码 排序:最早').oldestFirst).toBe(true)
    expect(read('password').oldestFirst).toBe(false)
  })

  test.each(['before:2026-13', 'before:2026-02-30', 'state:lost', 'is:green', 'kind:spam-ish'])(
    'a value that says nothing is told with what may stand there: %s',
    (typed) => {
      const [fault] = read(`help ${typed} `).faults
      expect(fault?.word).toBe(typed)
      expect(fault?.values.length).toBeGreaterThan(0)
      expect(terms(`help ${typed} `)).toEqual(['help'])
    },
  )

  test('a filter that nobody knows is told, and searched as words', () => {
    const query = read('colour:green help ')
    expect(query.faults).toMatchObject([{ word: 'colour:green', filter: null }])
    expect(query.needs.map(({ term }) => term)).toEqual(['colour', 'green', 'help'])
  })

  test('a filter that is still being written is no fault', () => {
    expect(read('state:').faults).toEqual([])
    expect(asksNothing(read('state:'))).toBe(true)
  })

  test('a web address is no filter', () => {
    expect(read('https://example.com/a ').faults).toEqual([])
  })
})

test.each(['', '   ', '!?', 'a'])('nothing is asked by “%s”', (typed) => {
  expect(asksNothing(read(typed))).toBe(true)
})

describe('matches are marked', () => {
  const said = (text: string, typed: string) =>
    markMatches(text, read(typed)).map(({ start, end }) => text.slice(start, end))
  test.each([
    ['The PASSWORD is lost', 'password ', ['PASSWORD']],
    ['The passwords are lost', 'passw', ['passwords']],
    ['Un café, bitte', 'cafe ', ['café']],
    ['我的密码丢了', '密码', ['密码']],
    ['我的密码丢了', '密码丢', ['密码丢']],
    ['from mei@example.com', 'mei@example.com ', ['mei@example.com']],
    ['call 138-0013-8000', '13800138000', ['138-0013-8000']],
    ['nothing here', 'elsewhere', []],
  ])('%s ← %s', (text, typed, expected) => {
    expect(said(text, typed)).toEqual(expected)
  })
})

describe('an excerpt', () => {
  const text = `${'Many words stand before it. '.repeat(20)}\nThen my lost password is named, and my lost phone.${' And more.'.repeat(60)}`

  test('is one line around what was found, with the marks within it', () => {
    const excerpt = excerptOf(text, read('lost password '))
    expect(excerpt.text).not.toContain('\n')
    expect(excerpt.marks.map(({ start, end }) => excerpt.text.slice(start, end))).toEqual(['lost', 'password', 'lost'])
    expect(excerpt.text.length).toBeLessThan(180)
  })

  test('is the beginning where nothing is found', () => {
    expect(excerptOf(text, read('elsewhere ')).text).toMatch(/^Many words/)
    expect(excerptOf(text, read('elsewhere ')).marks).toEqual([])
  })

  test('of a short text is the whole', () => {
    expect(excerptOf('My password', read('password ')).text).toBe('My password')
  })
})

test.each([
  ['"my password"', 'It is MY\n  Password.', true],
  ['"my password"', 'My old password.', false],
  ['密码丢了', '我的密码丢了', true],
  ['密碼丟了', '我的密码丢了', true],
  ['密码丢了', '密码码丢丢了', false],
  ['"never', 'never', true],
])('a phrase is held by what says it so: %s in %s', (typed, text, expected) => {
  expect(holdsPhrases([text], read(typed))).toBe(expected)
})
