import { expect, test } from 'vitest'
import { compare } from '#app/evidence/compare.ts'
import { registeredEmail } from '#app/evidence/comparisons/registered-email.ts'
import { claimsOf } from '#tests/factories/claims.ts'
import { aCase } from '#tests/factories/subject.ts'
import { levelsFor } from './levels.ts'

const former = { formerEmails: [{ address: 'plum@example.net', until: new Date('2012-01-10T00:00:00Z') }] }

test.each([
  { value: 'mei@example.com', level: ['exact'] },
  { value: 'MEI@example.com', level: ['exact'] },
  { value: 'mei@exmaple.com', level: ['near'] },
  { value: 'mei@example.net', level: ['near'] },
  { value: 'm.e.i+desk@example.com', level: ['near'] },
  { value: 'plum@example.net', level: ['near'] },
  { value: 'eve@example.org', level: ['wrong'] },
  { value: 'mei', level: ['wrong'] },
  { value: '@', level: ['wrong'] },
])('$value named for mei@example.com is $level', ({ value, level }) => {
  expect(levelsFor(registeredEmail, { registered_email: value }, former)).toEqual(level)
})

test('nothing is compared where no address is on file', () => {
  expect(levelsFor(registeredEmail, { registered_email: 'mei@example.com' }, { registeredEmail: null })).toEqual([])
})

test.each(['strong', 'medium', 'unauth', 'fail'] as const)('a %s sender says the address already', (level) => {
  const sender = { address: 'mei@example.com', level, reasons: [] }
  const { facts } = compare(aCase({ sender, claims: claimsOf({ registered_email: 'mei@example.com' }) }))
  expect(facts).toEqual({})
})
