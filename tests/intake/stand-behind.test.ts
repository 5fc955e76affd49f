import { expect, test } from 'vitest'
import { type Standing, standsBehind } from '#app/intake/stand-behind.ts'

const other = (today: { bits: number; approve: boolean } | null) => ({
  bits: 9,
  recent: true,
  wrong: [],
  hijacked: false,
  today,
})
const standing = (overrides: Partial<Standing>): Standing => ({
  level: 'other',
  recommendation: 'approve',
  bits: 4,
  others: [],
  ...overrides,
})

test.each<{ says: string; behind: boolean; standing: Partial<Standing> }>([
  { says: 'alone with its account', behind: false, standing: {} },
  { says: 'better than all others', behind: false, standing: { others: [other({ bits: 3.9, approve: true })] } },
  {
    says: 'as good as one that a link would answer too',
    behind: true,
    standing: { others: [other({ bits: 4, approve: true })] },
  },
  {
    says: 'that a link would answer, beside a better one that none would',
    behind: false,
    standing: { others: [other({ bits: 9, approve: false })] },
  },
  {
    says: 'that nothing answers, beside a better one',
    behind: true,
    standing: { recommendation: 'deny', others: [other({ bits: 9, approve: false })] },
  },
  { says: 'beside cases that are older than a day', behind: false, standing: { others: [other(null)] } },
  {
    says: 'that could go before a second person',
    behind: false,
    standing: { recommendation: 'propose', others: [other({ bits: 20, approve: true })] },
  },
  {
    says: 'from the registered mailbox, proved',
    behind: false,
    standing: { level: 'strong', others: [other({ bits: 20, approve: true })] },
  },
  {
    says: 'in the name of the registered mailbox, unproved',
    behind: true,
    standing: { level: 'unauth', others: [other({ bits: 20, approve: true })] },
  },
])('a case $says: behind is $behind', ({ behind, standing: overrides }) => {
  expect(standsBehind(standing(overrides))).toBe(behind)
})
