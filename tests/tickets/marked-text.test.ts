import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ClaimKind } from '#app/claims/claim.ts'
import { type MarkedClaim, markText, masked, type Passage } from '#app/tickets/marked-text.ts'

const claim = (text: string, words: string, mark: number, kind: ClaimKind = 'city'): MarkedClaim => {
  const start = text.indexOf(words)
  return { start, end: start + words.length, mark, kind }
}

const whole = (passages: readonly Passage[]) =>
  passages.flatMap(({ segments }) => segments.map(({ text }) => text)).join('')

const marked = (passages: readonly Passage[]) =>
  passages.flatMap(({ segments }) =>
    segments.filter(({ marks }) => marks.length > 0).map(({ text, marks }) => [text, ...marks]),
  )

test('claims are marked where they stand, with their numbers', () => {
  const text = 'I live in Chengdu, my nickname is 小雨点.'
  const passages = markText(text, [claim(text, 'Chengdu', 2), claim(text, '小雨点', 3)], [])
  expect(marked(passages)).toEqual([
    ['Chengdu', 2],
    ['小雨点', 3],
  ])
  expect(whole(passages)).toBe(text)
})

test('overlapping claims share the stretch that both cover, and each number is drawn once, at its end', () => {
  const text = 'account 29433423 was stolen'
  const passages = markText(text, [claim(text, text, 1), claim(text, '29433423', 2)], [])
  expect(marked(passages)).toEqual([
    ['account ', 1],
    ['29433423', 1, 2],
    [' was stolen', 1],
  ])
  expect(passages[0]?.segments.map(({ ends }) => ends)).toEqual([[], [2], [1]])
})

test('a secret is masked whatever else is claimed over it', () => {
  const text = 'password: hunter2, from Chengdu'
  const passages = markText(text, [claim(text, 'hunter2', 1, 'secret_sent'), claim(text, 'password: hunter2', 2)], [])
  expect(whole(passages)).toBe(`password: ${masked}, from Chengdu`)
})

test('quoted history is a passage of its own, whole, with its lines counted', () => {
  const text = 'Thank you, Mei\n\n> one\n> two\n> three\n'
  const passages = markText(text, [], [{ start: 0, end: 16 }])
  expect(passages.map(({ quoted, lines }) => [quoted, lines])).toEqual([
    [false, 0],
    [true, 3],
  ])
  expect(whole(passages)).toBe(text)
})

test('words of the person below and above history are both open', () => {
  const text = 'above\n> quoted\nbelow'
  const passages = markText(
    text,
    [],
    [
      { start: 15, end: 20 },
      { start: 0, end: 6 },
    ],
  )
  expect(passages.map(({ quoted }) => quoted)).toEqual([false, true, false])
})

test('nothing is folded when nothing of the mail is the person’s own', () => {
  expect(markText('> quoted', [], []).map(({ quoted }) => quoted)).toEqual([false])
})

test('no character is lost or doubled, whatever the places say', () => {
  const place = fc.record({ start: fc.integer({ min: -5, max: 60 }), end: fc.integer({ min: -5, max: 60 }) })
  const claims = fc.array(
    place.map((range) => ({ ...range, mark: 1, kind: 'city' as const })),
    { maxLength: 8 },
  )
  fc.assert(
    fc.property(fc.string({ maxLength: 50 }), claims, fc.array(place, { maxLength: 4 }), (text, placed, reply) => {
      const passages = markText(text, placed, reply)
      expect(whole(passages)).toBe(text)
      const starts = passages.flatMap(({ segments }) => segments.map(({ start }) => start))
      expect(new Set(starts).size).toBe(starts.length)
    }),
  )
})
