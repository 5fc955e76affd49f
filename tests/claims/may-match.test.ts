import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { behind } from '#app/claims/any-of.ts'
import { mayMatch } from '#app/claims/may-match.ts'
import { type Need, neededWords } from '#app/claims/needed-words.ts'
import { everyMatch, findPlaces, matchesIn } from '#app/claims/reading.ts'

test.each<[RegExp, Need]>([
  [/\bforgot it/, ' forgot it'],
  [/\bforgot(?:ten)?\b/, { some: [' forgot ', ' forgotten '] }],
  [/\b(?:my|our) account/, { some: [' my account', ' our account'] }],
  [/e-?mail/, { some: ['email', 'e-mail'] }],
  [/lost .{0,20}pass ?word/, { every: ['lost ', { some: ['password', 'pass word'] }] }],
  [/(?:他|她)的号/, { some: ['他的号', '她的号'] }],
  [/my (?:lost|old)?/, 'my '],
  [/[^\n]{0,40}|account/, null],
  [/account/i, null],
])('%s needs %j', (pattern, need) => {
  expect(neededWords(pattern)).toEqual(need)
})

test.each([
  ['i remember everything.', /\bforgot\b/, false],
  ['i forgot it.', /\bforgot\b/, true],
  ['forgot', /\bforgot\b/, true],
  ['unforgotten', /\bforgot/, false],
  ['please tell me', /\btel(?:efon)?\.?(?![a-z])/, false],
  ['tel. 81024377', /\btel(?:efon)?\.?(?![a-z])/, true],
  ['no digits', /number:? ?\d{5}/, false],
  ['what is your name?', /name[:=]/, false],
  ['我的账号', /邮箱|信箱/, false],
  ['我的邮箱', /邮箱|信箱/, true],
])('"%s" may hold %s: %s', (text, pattern, may) => {
  expect(mayMatch(text, pattern)).toBe(may)
})

/** A pattern with words that it was made to match. */
type Made = { source: string; says: string }

const plain = fc.constantFrom('a', 'my', 'number', 'lost ', ' is ', '号', '邮箱', 'ñ', '-', ', ', '\n', 'x', 'qq')
const { made } = fc.letrec<{ made: Made }>((tie) => {
  const inner = tie('made')
  const literal = plain.map((words) => ({ source: words.replaceAll('-', '\\-'), says: words }))
  const odd = fc.constantFrom<Made>(
    { source: '\\d', says: '7' },
    { source: '\\w', says: 'k' },
    { source: '[^\\n]', says: '号' },
    { source: '[eé]', says: 'é' },
    { source: '[0-9_-]', says: '_' },
    { source: '\\b', says: '' },
    { source: '(?![a-z])', says: '' },
    { source: '(?=[a-z])', says: '' },
    { source: '$', says: '' },
    { source: '\\u8d26', says: '账' },
    { source: '.', says: '.' },
  )
  const oneOf = fc.array(inner, { minLength: 1, maxLength: 4 }).map((ways) => ({
    source: `(?:${ways.map((way) => way.source).join('|')})`,
    says: ways.at(-1)?.says ?? '',
  }))
  // Without end only what is simple: a pattern of repeats of repeats takes for ever.
  const repeated = fc
    .oneof(
      fc.tuple(fc.oneof(literal, odd), fc.constantFrom('*', '+', '{2,}', '{1,3}')),
      fc.tuple(inner, fc.constantFrom('?', '??', '{2}', '{0,2}')),
    )
    .map(([{ source, says }, times]) => ({
      source: `(?:${source})${times}`,
      says: times.startsWith('{2') ? says + says : says,
    }))
  const around = fc.tuple(inner, inner, fc.constantFrom('?=', '?!', '?<=', '?<!')).map(([one, two, look]) => ({
    source: look.startsWith('?<')
      ? `${one.source}(${look}${one.source})${two.source}`
      : `${one.source}(${look}${two.source})${two.source}`,
    says: one.says + two.says,
  }))
  const after = fc.array(inner, { minLength: 1, maxLength: 5 }).map((parts) => ({
    source: parts.map((part) => part.source).join(''),
    says: parts.map((part) => part.says).join(''),
  }))
  return { made: fc.oneof({ maxDepth: 4 }, literal, odd, oneOf, repeated, around, after) }
})

test('what a check turns away, its pattern does not match, whatever the pattern and the text', () => {
  let matched = 0
  let turnedAway = 0
  fc.assert(
    fc.property(
      made,
      fc.array(plain, { maxLength: 4 }),
      fc.array(plain, { maxLength: 4 }),
      ({ source, says }, ...around) => {
        const pattern = new RegExp(source, 'g')
        for (const text of [around.map((words) => words.join('')).join(says), says, around.flat().join(' ')]) {
          const found = text.search(pattern) !== -1
          if (found) matched += 1
          if (!mayMatch(text, pattern)) turnedAway += 1
          expect(matchesIn(text, pattern)).toBe(found)
        }
      },
    ),
    { numRuns: 3_000, seed: 11 },
  )
  // Else nothing was tried.
  expect(matched).toBeGreaterThan(2_000)
  expect(turnedAway).toBeGreaterThan(1_000)
})

/** Every pattern of the claims' sources that may look through a text. */
function patternsOfClaims(): RegExp[] {
  const root = new URL('../../app/claims/', import.meta.url)
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
  const patterns: RegExp[] = []
  const look = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const [, source = '', flags = ''] = /^\/(.*)\/([a-z]*)$/s.exec(node.text) ?? []
      // What is asked at a place is asked of no whole text.
      if (!flags.includes('y')) patterns.push(new RegExp(source, `${flags.replace('g', '')}g`))
    }
    ts.forEachChild(node, look)
  }
  for (const file of files)
    look(ts.createSourceFile(file, readFileSync(new URL(file, root), 'utf8'), ts.ScriptTarget.Latest))
  return patterns
}

test('no pattern of the claims is turned away from a text that it matches', () => {
  const patterns = patternsOfClaims()
  expect(patterns.length).toBeGreaterThan(200)
  const texts = readFileSync(new URL('../fixtures/texts/recovery-texts.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { text: string }).text.toLowerCase())
  let places = 0
  for (const pattern of patterns) {
    for (const text of texts) {
      const found = [...findPlaces(text, pattern)].map(({ start }) => start)
      const all = [...everyMatch(text, pattern)].map(({ index }) => index)
      expect(found, `${pattern} in ${text}`).toEqual(all.slice(0, 400))
      places += all.length
    }
  }
  expect(places).toBeGreaterThan(5_000)
}, 60_000)

test.each([
  [/[,;] ?(?:and )?/, /(?:my )?number /],
  [/^|[\n.!?;][ ]{0,3}/, /number|no\.|nr\.?/],
  [/(?:^|[\n.;,:!?]) {0,3}(?:and )?/, /e-?mail|mail ?box|inbox/],
])('words behind %s are found where a look back from each letter finds %s', (before, words) => {
  const unit = fc.constantFrom(
    ', ',
    ',',
    '\n',
    '. ',
    'and ',
    'my ',
    'number ',
    'number',
    'no.',
    'nr',
    '.',
    'e-',
    'mail',
    'box',
    ' ',
    'inbox',
    'x',
  )
  const plainly = new RegExp(`(?<=${before.source})(?:${words.source})`, 'g')
  const faster = new RegExp(behind(before, words), 'g')
  let places = 0
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 14 }), (parts) => {
      const found = (pattern: RegExp) => [...parts.join('').matchAll(pattern)].map((match) => [match.index, match[0]])
      places += found(plainly).length
      expect(found(faster)).toEqual(found(plainly))
    }),
    { numRuns: 4_000, seed: 5 },
  )
  expect(places).toBeGreaterThan(50)
})
