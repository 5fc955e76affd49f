import { expect, test } from 'vitest'
import { addNews, allNews, isNews, joinNews, noNews } from '#app/tickets/desk-news.ts'

const told = (...payloads: string[]) => payloads.reduce(addNews, noNews)

test.each([
  ['tickets 20417 5', { tickets: [20417] }],
  ['messages 20417', { cases: [20417] }],
  ['notes 20417', { cases: [20417] }],
  ['letters 20417', { cases: [20417] }],
  ['presences 20417', { presences: [20417] }],
  ['desk', { desk: true }],
])('“%s” is news', (payload, news) => {
  expect(told(payload)).toEqual({ ...noNews, ...news })
})

test.each(['', 'accounts 10001', 'tickets x', 'notes 20417; drop', 'constructor 1', 'tickets -1'])(
  '“%s” is none',
  (payload) => {
    expect(isNews(told(payload))).toBe(false)
  },
)

test('a case that changed twice is told once', () => {
  expect(told('tickets 7 2', 'tickets 7 3', 'notes 7').tickets).toEqual([7])
})

test('a statement over many cases, and more cases than can be told, mean all', () => {
  expect(told('desk', 'tickets *')).toEqual(allNews)
  expect(told(...Array.from({ length: 201 }, (_, index) => `tickets ${index + 1} 1`))).toEqual(allNews)
})

test('two tellings join, and what is told in both stands once', () => {
  const joined = joinNews(told('tickets 7 2', 'desk'), told('tickets 7 3', 'tickets 8 1', 'presences 9'))
  expect(joined).toEqual({ tickets: [7, 8], cases: [], presences: [9], desk: true, all: false })
  expect(joinNews(told('tickets 7 2'), allNews)).toEqual(allNews)
})
