import { expect, test } from 'vitest'
import { namePlaces } from '#app/components/policies/place-names.ts'
import { layOut, liesIn, repeatsColumns, togetherIn } from '#app/components/policies/policy-places.ts'
import { shippedPolicy } from '#app/evidence/policy.ts'
import { formCells } from '#app/evidence/policy-parts.ts'

const names = namePlaces('en', shippedPolicy)
const laidOut = layOut(formCells(shippedPolicy))
const groupsOf = (section: string) => laidOut.find((one) => one.section === section)?.groups ?? []

test('every cell is laid out once', () => {
  const places = laidOut.flatMap(({ groups }) =>
    groups.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.map(({ place }) => place))),
  )
  expect(places.toSorted()).toEqual(
    formCells(shippedPolicy)
      .map(({ place }) => place)
      .toSorted(),
  )
})

test('the owner’s row stands over those of the classes, in columns of the same levels', () => {
  const [, birthDate] = groupsOf('facts')
  expect(birthDate?.group).toBe('facts.birth_date')
  expect(birthDate?.rows.map(({ row }) => names.within(row, 'facts.birth_date'))).toEqual([
    'Owner',
    'Blind',
    'Scraper, public page',
    'Scraper, private page',
    'Acquaintance',
    'Breach',
    'Hijacker',
  ])
  expect(birthDate?.rows.map((row) => repeatsColumns(row, birthDate.rows[0]))).toEqual([false, ...Array(6).fill(true)])
})

test('the order of the database changes nothing', () => {
  const turned = <Value>(record: Record<string, Value>) => Object.fromEntries(Object.entries(record).toReversed())
  const { facts, context } = shippedPolicy
  const kept = { ...shippedPolicy, facts: turned(facts), context: { ...context, signals: turned(context.signals) } }
  expect(layOut(formCells(kept))).toEqual(laidOut)
})

test('what stands right under a table’s name comes before its groups', () => {
  for (const { section, groups } of laidOut) {
    const own = groups.findIndex(({ group }) => group === section)
    expect([section, own]).toEqual([section, own < 0 ? -1 : 0])
  }
})

test('the points and bits of a step stand together', () => {
  const tables = groupsOf('friends').find(({ group }) => group === 'friends.tables')
  const [blind] = tables?.rows ?? []
  if (!blind) throw new Error('no row')
  expect(togetherIn(blind).map((step) => step.map(({ value }) => value))).toEqual([
    [0, 0],
    [3, 24],
  ])
})

test.each([
  ['facts.city.m[0]', 'facts.city.m', true],
  ['facts.city.m', 'facts.city.m', true],
  ['friends.tables.blind.points[10][0]', 'friends.tables.blind.points[1]', false],
  ['owners.withMailbox', 'own', false],
])('%s lies in %s: %s', (place, outer, lies) => {
  expect(liesIn(place, outer)).toBe(lies)
})
