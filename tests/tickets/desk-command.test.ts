import { expect, test } from 'vitest'
import { readDeskCommand } from '#app/tickets/desk-command.ts'

const form = (fields: Record<string, string>) => Object.entries(fields)
const ruling = { intent: 'decide', verb: 'ask', version: '3', reason: '', afterwards: 'next' }

test('a ruling is read with its version and reason', () => {
  expect(readDeskCommand(form({ ...ruling, reason: 'Too few facts', next: '20418' }))).toEqual({
    intent: 'decide',
    verb: 'ask',
    version: 3,
    reason: 'Too few facts',
    typed: '',
    afterwards: 'next',
    next: 20_418,
  })
})

test('merging, taking apart and splitting are read', () => {
  expect(readDeskCommand(form({ intent: 'merge', into: '20417', version: '3' }))).toMatchObject({ into: 20_417 })
  expect(readDeskCommand(form({ intent: 'undo merge', version: '3' }))).toMatchObject({ version: 3 })
  expect(readDeskCommand(form({ intent: 'split', mail: '7', version: '3' }))).toMatchObject({ mail: 7 })
})

test('a proposal and a second verdict are read', () => {
  expect(readDeskCommand(form({ ...ruling, verb: 'propose' }))).toMatchObject({ verb: 'propose' })
  const second = { intent: 'second', verdict: 'approve', reason: 'Yes', typed: '3423', afterwards: 'next' }
  expect(readDeskCommand(form({ ...second, version: '3', next: '20418' }))).toEqual({
    ...second,
    version: 3,
    next: 20_418,
  })
})

test('looking again is read', () => {
  expect(readDeskCommand(form({ intent: 'look' }))).toEqual({ intent: 'look' })
})

test('taking is read, also over somebody else', () => {
  expect(readDeskCommand(form({ intent: 'take' }))).toEqual({ intent: 'take' })
  expect(readDeskCommand(form({ intent: 'take', over: 'yes' }))).toEqual({ intent: 'take', over: 'yes' })
})

test.each([
  { ...ruling, verb: 'escalate' },
  { intent: 'second', verdict: 'perhaps', version: '3' },
  { ...ruling, version: '' },
  { ...ruling, next: 'https://example.net' },
  { ...ruling, reason: 'x'.repeat(4001) },
  { intent: 'delete' },
  {},
])('a form that no page of ours sends is not read: %o', (fields) => {
  expect(readDeskCommand(form(fields as Record<string, string>))).toBeNull()
})
