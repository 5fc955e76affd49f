import { expect, test } from 'vitest'
import { everyMatch } from '#app/claims/reading.ts'

test.each([
  ['ana bo ana', /ana/g],
  ['a,b,,c', /[^,]*/g],
  ['𝒜b', /x*/gu],
  ['𝒜b', /x*/g],
  ['one two', /(?<first>o)(n)?/g],
  ['nothing', /z/g],
])('of %j every match of %s is met once, as by matchAll', (text, pattern) => {
  const plain = (matches: Iterable<RegExpExecArray>) => [...matches].map((match) => [match.index, [...match]])
  expect(plain(everyMatch(text, pattern))).toEqual(plain(text.matchAll(pattern)))
})

test('whoever asks the same pattern meanwhile, or stops early, disturbs nobody', () => {
  const word = /[a-z]+/g
  const met: string[] = []
  for (const [found] of everyMatch('mei bo chen', word)) {
    met.push(found)
    for (const [inner] of everyMatch('eve sol', word)) if (inner === 'eve') break
    expect(word.test('!ana')).toBe(true)
  }
  expect(met).toEqual(['mei', 'bo', 'chen'])
  for (const _ of everyMatch('mei bo', word)) break
  expect(word.lastIndex).toBe(0)
})
