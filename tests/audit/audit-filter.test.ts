import { expect, test } from 'vitest'
import { readAuditCursor, readAuditFilter, writeAuditCursor } from '#app/audit/audit-filter.ts'

const all = { staffId: null, accountNumber: null, ticketId: null, from: null, until: null }

test.each([
  { query: '', filter: all },
  { query: 'account=29+433+423', filter: { ...all, accountNumber: '29433423' } },
  { query: 'ticket=%2320001', filter: { ...all, ticketId: 20001 } },
  { query: 'from=2026-11-01', filter: { ...all, from: new Date('2026-11-01T00:00:00Z') } },
  { query: 'until=2026-11-01', filter: { ...all, until: new Date('2026-11-02T00:00:00Z') } },
  { query: 'from=yesterday&account=x&ticket=-1&person=1%27or%271', filter: all },
  { query: 'from=2026-02-31x', filter: all },
])('"$query" asks for $filter', ({ query, filter }) => {
  expect(readAuditFilter(new URLSearchParams(query))).toEqual(filter)
})

test('a cursor reads back as it was written', () => {
  const cursor = { at: new Date('2026-11-22T09:00:00.123Z'), id: 77 }
  expect(readAuditCursor(writeAuditCursor(cursor))).toEqual(cursor)
})

test.each([null, '', '1', '1-', 'x-1', '1-2-3'])('%j is no cursor', (text) => {
  expect(readAuditCursor(text)).toBeNull()
})
