import { expect, test } from 'vitest'
import policyV1 from '#app/evidence/policies/policy-v1.json' with { type: 'json' }
import { readPolicy, shippedPolicy, tryPolicy } from '#app/evidence/policy.ts'
import { cellsOf, compareCells, withCells } from '#app/evidence/policy-cells.ts'

test('every number of a policy has a place of its own', () => {
  const places = cellsOf(shippedPolicy).map(({ place }) => place)
  expect(new Set(places).size).toBe(places.length)
  expect(places).toContain('facts.registered_email.k.scraper.public[0]')
  expect(cellsOf(shippedPolicy).find(({ place }) => place === 'attackShare')?.value).toBe(0.15)
})

test('a policy with its own numbers typed in again is the same policy', () => {
  const typed = new Map(cellsOf(shippedPolicy).map(({ place, value }) => [place, String(value)]))
  expect(readPolicy(withCells(shippedPolicy, typed))).toEqual(shippedPolicy)
})

test('what was typed is there, and only that has changed', () => {
  const changed = readPolicy(withCells(shippedPolicy, new Map([['attackShare', ' .2 ']])))
  expect(compareCells(shippedPolicy, changed)).toEqual([{ place: 'attackShare', before: 0.15, after: 0.2 }])
})

test('a cell that one policy lacks is shown as missing', () => {
  const changes = compareCells(readPolicy(policyV1), shippedPolicy)
  expect(changes).toContainEqual({ place: 'friends.formAsks', before: null, after: 12 })
})

test.each([
  ['a lot', 'attackShare'],
  ['', 'attackShare'],
  ['0x10', 'attackShare'],
  ['Infinity', 'attackShare'],
  ['1e999', 'attackShare'],
  ['1.5', 'attackShare'],
])('"%s" names its cell', (text, place) => {
  const read = tryPolicy(withCells(shippedPolicy, new Map([[place, text]])))
  expect('faults' in read && read.faults.map(({ cell }) => cell)).toEqual([place])
})

test('a place that is not in the policy adds nothing, however it is named', () => {
  const typed = new Map([
    ['__proto__.polluted', '1'],
    ['facts.shoe_size.m[0]', '.5'],
  ])
  expect(withCells(shippedPolicy, typed)).toEqual(shippedPolicy)
})
