import { expect, test } from 'vitest'
import { readBackTestDays } from '#app/evidence/back-test-days.ts'
import { shippedPolicy } from '#app/evidence/policy.ts'
import { judgeTyped, levelOf, nextVersion, readTyped } from '#app/evidence/policy-form.ts'

const form = (fields: Record<string, string>) => {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.set(name, value)
  return readTyped(data, shippedPolicy)
}

test('a changed number makes a policy of the name that was typed, and says what differs', () => {
  const judged = judgeTyped(form({ version: 'policy-v2', attackShare: '.2' }), shippedPolicy)
  expect(judged).toMatchObject({
    policy: { version: 'policy-v2', attackShare: 0.2 },
    changes: [{ place: 'attackShare', before: 0.15, after: 0.2 }],
  })
})

test.each([
  ['Policy V2', { version: 'Policy V2', attackShare: '.2' }, { version: true, unchanged: false, cells: 0 }],
  ['no name', { version: '', attackShare: '.2' }, { version: true, unchanged: false, cells: 0 }],
  ['nothing changed', { version: 'policy-v2' }, { version: false, unchanged: true, cells: 0 }],
  [
    'two bad cells',
    { version: 'x', attackShare: '7', 'caps.fact': 'ten' },
    { version: false, unchanged: false, cells: 2 },
  ],
])('%s is refused with its place', (_what, fields, faults) => {
  const judged = judgeTyped(form(fields as Record<string, string>), shippedPolicy)
  if (!('faults' in judged)) throw new Error('it was taken')
  expect({ ...judged.faults, cells: judged.faults.cells.length }).toEqual(faults)
})

test('a row that no longer adds up is named as a row', () => {
  const judged = judgeTyped(form({ version: 'x', 'facts.city.m[0]': '.9' }), shippedPolicy)
  expect('faults' in judged && judged.faults.cells.map(({ cell }) => cell)).toEqual(['facts.city.m'])
})

test('fields that are no cells, and names longer than any, come to nothing', () => {
  const typed = form({ version: 'v'.repeat(5000), hasOwnProperty: '1', 'facts.city.m[9]': '1' })
  expect(typed.cells).toEqual({})
  expect(typed.version.length).toBeLessThanOrEqual(100)
})

test.each([
  ['facts.city.m[0]', 'exact'],
  ['facts.registered_email.k.scraper.public[1]', 'near'],
  ['sender.owners.withMailbox[0]', 'strong'],
  ['caps.fact', null],
  ['facts.nothing.m[0]', null],
])('%s stands for the level %s', (place, level) => {
  expect(levelOf(shippedPolicy, place)).toBe(level)
})

test.each([
  ['policy-v1', ['policy-v1'], 'policy-v2'],
  ['policy-v1', ['policy-v2', 'policy-v3'], 'policy-v4'],
  ['calibrated', [], 'calibrated-v2'],
])('after %s beside %j comes %s', (version, taken, next) => {
  expect(nextVersion(version, taken)).toBe(next)
})

test.each([
  [null, 90],
  ['30', 30],
  ['0', 1],
  ['999', 365],
  ['-5', 90],
  ['ten', 90],
])('%s asks for %d days', (asked, days) => {
  expect(readBackTestDays(asked, new Date(0)).days).toBe(days)
})
