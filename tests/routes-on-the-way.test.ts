import { expect, test } from 'vitest'
import { routesBeginningWith, routesOnTheWay } from '#app/routes-on-the-way.ts'

const routes = {
  root: { id: 'root', path: '' },
  _index: { id: '_index', parentId: 'root', index: true },
  _desk: { id: '_desk', parentId: 'root' },
  list: { id: 'list', parentId: '_desk' },
  queue: { id: 'queue', parentId: 'list', path: 'queue' },
  'queue.csv': { id: 'queue.csv', parentId: 'root', path: 'queue.csv' },
  ticket: { id: 'ticket', parentId: 'list', path: 'tickets/:number' },
  letter: { id: 'letter', parentId: 'root', path: 'tickets/:number/letter' },
  audit: { id: 'audit', parentId: '_desk', path: 'audit' },
  reads: { id: 'reads', parentId: '_desk', path: 'audit/reads' },
}

test.each([
  ['root', ['root', '_index', '_desk', 'list']],
  ['queue', ['root', '_index', '_desk', 'list', 'queue']],
  ['ticket', ['root', '_index', '_desk', 'list', 'ticket']],
  ['reads', ['root', '_index', '_desk', 'list', 'audit', 'reads']],
])('a page knows what is around it and above it: %s', (leaf, kept) => {
  expect(Object.keys(routesOnTheWay(routes, leaf))).toEqual(kept)
  expect(routesOnTheWay(routes, leaf)).toBe(routesOnTheWay(routes, leaf))
})

test.each([
  ['queue', ['root', '_index', '_desk', 'list', 'queue']],
  ['queue.csv', ['root', '_index', '_desk', 'list', 'queue.csv']],
  ['tickets', ['root', '_index', '_desk', 'list', 'ticket', 'letter']],
  ['audit', ['root', '_index', '_desk', 'list', 'audit', 'reads']],
])('an address is looked up among the routes that begin as it does: /%s', (first, kept) => {
  expect(Object.keys(routesBeginningWith(routes, first) ?? {})).toEqual(kept)
})

test.each(['', 'nowhere', '%71ueue', '__manifest'])(
  'an address that begins as no route does is looked up among all: /%s',
  (first) => {
    expect(routesBeginningWith(routes, first)).toBeNull()
  },
)

test('a route whose beginning may be anything is always looked at', () => {
  const open = { ...routes, any: { id: 'any', parentId: 'root', path: ':page' }, rest: { id: 'rest', path: '*' } }
  expect(Object.keys(routesBeginningWith(open, 'queue') ?? {})).toEqual(expect.arrayContaining(['any', 'rest']))
})
