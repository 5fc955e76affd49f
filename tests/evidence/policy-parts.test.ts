import { describe, expect, test } from 'vitest'
import { readPolicy, shippedPolicy } from '#app/evidence/policy.ts'
import { judgeTyped, readTyped } from '#app/evidence/policy-form.ts'
import { formCells, optionalParts } from '#app/evidence/policy-parts.ts'
import { policyTables } from '#app/evidence/policy-tables.ts'
import { countsAsNamed } from '#app/evidence/recommend.ts'

/** A policy without any part that it may lack. */
const bare = (() => {
  const { guesses: _, foundByFacts: __, friends, context, newAddress, ...others } = shippedPolicy
  const { sharedFriends: _shared, formAsks: _asks, ...friendRules } = friends
  const { credibleBits: _bits, ...contextRules } = context
  return readPolicy({
    ...others,
    friends: friendRules,
    context: contextRules,
    newAddress: { ...newAddress, margins: {} },
  })
})()

function judge(fields: Record<string, string>, active = shippedPolicy) {
  const form = new FormData()
  for (const { place, value } of formCells(active)) form.set(place, value === null ? '' : String(value))
  for (const [place, text] of Object.entries({ version: 'tried', ...fields })) form.set(place, text)
  const typed = readTyped(form, active)
  return { typed, judged: judgeTyped(typed, active) }
}

function faultsOf(fields: Record<string, string>, active = shippedPolicy) {
  const { judged } = judge(fields, active)
  return 'faults' in judged ? judged.faults.cells : []
}

function policyOf(fields: Record<string, string>, active = shippedPolicy) {
  const { judged } = judge(fields, active)
  if ('faults' in judged) throw new Error(`refused: ${JSON.stringify(judged.faults)}`)
  return judged
}

test('the editor has a field for every part that the schema lets a policy lack', () => {
  const lacking = formCells(bare).filter(({ value }) => value === null)
  expect(lacking.map(({ place }) => place).sort()).toEqual(optionalParts.flatMap(({ places }) => places).sort())
  expect(optionalParts.map(({ part }) => part)).toEqual([
    'friends.sharedFriends',
    'friends.formAsks',
    'guesses',
    'context.credibleBits',
    'foundByFacts',
    ...['blind', 'scraper', 'acquaintance', 'breach', 'hijacker'].map((name) => `newAddress.margins.${name}`),
  ])
})

test('the cells stand in the order of the schema, each once', () => {
  const places = formCells(bare).map(({ place }) => place)
  expect(new Set(places).size).toBe(places.length)
  const tables = [...new Set(places.map((place) => /^\w+/.exec(place)?.[0]))]
  expect(tables).toEqual(Object.keys(policyTables.shape).filter((name) => name !== 'version' && name !== 'public'))
})

describe.each(optionalParts.map((one) => [one.part, one.places] as const))('%s', (part, places) => {
  const given = Object.fromEntries(
    places.map((place) => [place, place.endsWith('hare') || place.endsWith('shareAtMost') ? '.5' : '3']),
  )
  const at = (policy: unknown) =>
    part.split('.').reduce<unknown>((tree, name) => (tree as Record<string, unknown> | undefined)?.[name], policy)

  test('is there once it is filled in, and the change says so', () => {
    const { policy, changes } = policyOf(given, bare)
    expect(at(policy)).toBeDefined()
    expect(changes.map(({ place, before }) => [place, before])).toEqual(places.map((place) => [place, null]))
  })

  test('is gone once it is emptied', () => {
    const { policy } = policyOf(given, bare)
    const emptied = policyOf(Object.fromEntries(places.map((place) => [place, ''])), policy)
    expect(at(emptied.policy)).toBeUndefined()
    expect(emptied.changes.map(({ place, after }) => [place, after])).toEqual(places.map((place) => [place, null]))
  })

  test('is refused at its own place where it is no number, and what was typed is kept', () => {
    const [first = ''] = places
    expect(faultsOf({ ...given, [first]: 'many' }, bare)).toEqual([{ cell: first, fault: 'must be a number' }])
    expect(judge({ [first]: 'many' }, bare).typed.cells[first]).toBe('many')
  })
})

test.each([
  ['the policy lacks it', bare],
  ['the policy has it', shippedPolicy],
])('half of a part names the field that is empty, where %s', (_, active) => {
  const together = 'must be given with its neighbour, or both left empty'
  expect(faultsOf({ 'guesses.bitsAtMost': '3', 'guesses.shareAtMost': '' }, active)).toEqual([
    { cell: 'guesses.shareAtMost', fault: together },
  ])
  expect(faultsOf({ 'friends.sharedFriends.share': '', 'friends.sharedFriends.least': '2' }, active)).toEqual([
    { cell: 'friends.sharedFriends.share', fault: together },
  ])
})

test.each([
  ['foundByFacts.strangerBits', '-1', 'must not be below 0'],
  ['friends.formAsks', '2.5', 'must be a whole number'],
  ['friends.formAsks', '0', 'must be above 0'],
  ['guesses.shareAtMost', '1', 'must be between 0 and 1'],
  // Tables of two shapes: a cell of theirs is named by itself.
  ['facts.city.k.blind[1]', 'abc', 'must be a number'],
  ['facts.city.k.scraper.public[1]', '', 'must be a number'],
  ['answers.attackers.scraper.public', 'frequency', 'must be a number'],
  ['attackShare', 'frequency', 'must be a number'],
])('%s as "%s" %s', (cell, text, fault) => {
  expect(faultsOf({ [cell]: text })).toEqual([{ cell, fault }])
})

test('a field that may not be empty is not left out', () => {
  const needed = formCells(shippedPolicy).filter(
    ({ place }) => !optionalParts.some(({ places }) => places.includes(place)),
  )
  for (const { place } of needed) expect(faultsOf({ [place]: '' }).map(({ cell }) => cell)).toContain(place)
})

test('a form that does not speak of a part leaves it as it is', () => {
  const form = new FormData()
  form.set('version', 'tried')
  form.set('attackShare', '.2')
  const judged = judgeTyped(readTyped(form, shippedPolicy), shippedPolicy)
  expect('policy' in judged && judged.policy).toEqual({ ...shippedPolicy, version: 'tried', attackShare: 0.2 })
})

test('facts stand for the name from the bits that were typed, and never without them', () => {
  const found = { foundByFacts: true as const }
  const margins = { blind: 31, scraper: 0, acquaintance: 0, breach: 0, hijacker: 0 }
  const from30 = policyOf({ 'foundByFacts.strangerBits': '30' }).policy
  const from40 = policyOf({ 'foundByFacts.strangerBits': '40' }).policy
  const emptied = policyOf({ 'foundByFacts.strangerBits': '' }, from30).policy
  expect([from30, from40, emptied].map((policy) => countsAsNamed(found, { margins }, policy))).toEqual([
    true,
    false,
    false,
  ])
})
